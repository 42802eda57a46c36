import { Injectable } from '@nestjs/common';
import { AbsentError, type CandidacyId } from '@rebond/kernel';
import { LinkPurpose, type LinkForm, type LinkOutcome, type LinkPages, type OneTimeLink } from '@rebond/identity';
import { type FormBody, type Tx, parseForm } from '@rebond/platform';
import {
  Button,
  ErrorSummary,
  Euros,
  faultAt,
  Form,
  page,
  Radios,
  SummaryList,
  TextArea,
  type PageAnswer,
  typedText,
} from '@rebond/ui';
import { AnswerConsultation, answerInput, readAsked, type AskedProject } from '../../application/consult/answer.js';
import { consultationSubject } from '../../application/consult/consultation.js';
import { ANSWERS, PURPOSES } from '../../domain/consultation.js';
import { t } from '../../messages.fr.js';
import { t as c } from '../../messages.consult.fr.js';
import { count } from '../parts/words.js';

interface Behind {
  readonly id: CandidacyId;
  readonly consultation: string;
}

/** @throws AbsentError when the link is about no case */
function behind({ candidacyId, subject }: OneTimeLink): Behind {
  if (candidacyId === null) throw new AbsentError();
  return { id: candidacyId, consultation: consultationSubject.parse(subject).consultation };
}

/** What an outsider sees and says behind a link: one project, once. */
@Injectable()
export class ConsultationPages implements LinkPages {
  constructor(private readonly answering: AnswerConsultation) {}

  async page(tx: Tx, link: OneTimeLink, form: LinkForm): Promise<PageAnswer> {
    const { id, consultation } = behind(link);
    const asked = await readAsked(tx, id, consultation);
    return page({
      title: c(`link.title.${asked.kind}`),
      lead: c(`link.lead.${asked.kind}`),
      body: <ConsultationForm asked={asked} form={form} />,
    });
  }

  async submit(tx: Tx, link: OneTimeLink, typed: FormBody): Promise<LinkOutcome> {
    const { id, consultation } = behind(link);
    const respondent = link.recipient?.name ?? '';
    const input = parseForm(answerInput, typed);
    await this.answering.answer(tx, id, consultation, respondent, input);
    return { message: c('link.thanks') };
  }
}

@Injectable()
@LinkPurpose(PURPOSES.status)
export class ProjectStatusLink implements LinkPages {
  constructor(private readonly pages: ConsultationPages) {}

  page(tx: Tx, link: OneTimeLink, form: LinkForm): Promise<PageAnswer> {
    return this.pages.page(tx, link, form);
  }

  submit(tx: Tx, link: OneTimeLink, typed: FormBody): Promise<LinkOutcome> {
    return this.pages.submit(tx, link, typed);
  }
}

@Injectable()
@LinkPurpose(PURPOSES.opinion)
export class ProjectOpinionLink implements LinkPages {
  constructor(private readonly pages: ConsultationPages) {}

  page(tx: Tx, link: OneTimeLink, form: LinkForm): Promise<PageAnswer> {
    return this.pages.page(tx, link, form);
  }

  submit(tx: Tx, link: OneTimeLink, typed: FormBody): Promise<LinkOutcome> {
    return this.pages.submit(tx, link, typed);
  }
}

function ConsultationForm({ asked, form }: { readonly asked: AskedProject; readonly form: LinkForm }) {
  const { kind } = asked;
  return (
    <>
      <ErrorSummary
        faults={form.faults}
        {...(form.refusal !== null && form.faults.length === 0 ? { title: form.refusal } : {})}
      />
      <h2>{asked.title}</h2>
      <SummaryList
        rows={[
          { term: t('common.company'), value: asked.company },
          { term: c('link.territory'), value: asked.territory },
          { term: t('projects.capexEur'), value: <Euros cents={asked.capexCents} /> },
          { term: t('projects.jobsPotential'), value: count(asked.jobsPotential) },
          { term: t('projects.jobsPlanned'), value: count(asked.jobsPlanned) },
          ...(asked.message === null ? [] : [{ term: c('link.message'), value: asked.message }]),
        ]}
      />
      <Form action={form.action} csrf={form.csrf}>
        <Radios
          name="answer"
          legend={c(`link.answer.${kind}`)}
          required
          value={typedText(form.typed, 'answer')}
          fault={faultAt(form.faults, '/answer')}
          options={ANSWERS[kind].map((value) => ({ value, label: c(`answer.${value}`) }))}
        />
        <TextArea
          name="comment"
          label={c('link.comment')}
          hint={c(`link.commentHint.${kind}`)}
          value={typedText(form.typed, 'comment')}
          fault={faultAt(form.faults, '/comment')}
          maxLength={5000}
        />
        <p>{c('link.once')}</p>
        <Button icon="send-plane-line">{c('link.submit')}</Button>
      </Form>
    </>
  );
}

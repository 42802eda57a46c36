import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { LinkPurpose, type LinkForm, type LinkOutcome, type LinkPages, type OneTimeLink } from '@rebond/identity';
import { AbsentError, type CandidacyId } from '@rebond/kernel';
import { type FormBody, type Tx, parseForm } from '@rebond/platform';
import {
  Alert,
  Button,
  ErrorSummary,
  faultAt,
  Form,
  formatBytes,
  page,
  Radios,
  TextArea,
  type PageAnswer,
  typedText,
} from '@rebond/ui';
import { AnswerApproval, answerApprovalInput } from '../../application/approval/answer-approval.js';
import { approvalsOf, type ApprovalView } from '../../application/approval/approvals.js';
import { APPROVAL } from '../../application/approval/ask-approval.js';
import { ReadFile, type FileRead } from '../../application/approval/read-file.js';
import { t } from '../../messages.team.fr.js';
import { AnswerText } from '../form/read-only.js';

const subject = z.object({ approval: z.uuid() });

const subjectOf = ({ candidacyId, subject: about }: OneTimeLink): { id: CandidacyId; approval: string } => {
  if (candidacyId === null) throw new AbsentError();
  return { id: candidacyId, approval: subject.parse(about).approval };
};

const File = ({ file, form }: { readonly file: FileRead; readonly form: LinkForm }) => (
  <>
    {file.sections.map(({ key, title, answers }) => (
      <section key={key} aria-labelledby={`partie-${key}`}>
        <h2 id={`partie-${key}`}>{title}</h2>
        <dl class="rb-summary">
          {answers.map((answer) => (
            <div key={answer.key} class="rb-summary__row">
              <dt>{answer.label}</dt>
              <dd>
                <AnswerText answer={answer} />
              </dd>
            </div>
          ))}
        </dl>
      </section>
    ))}
    {file.documents.length === 0 ? null : (
      <section aria-labelledby="documents">
        <h2 id="documents">{t('approvalLink.documents')}</h2>
        <ul>
          {file.documents.map(({ id, filename, sizeBytes }) => (
            <li key={id}>
              <a class="fr-link fr-link--download" href={`${form.action}/documents/${id}`} download>
                {filename} <span class="fr-link__detail">{formatBytes(sizeBytes)}</span>
              </a>
            </li>
          ))}
        </ul>
      </section>
    )}
  </>
);

const Answer = ({ form }: { readonly form: LinkForm }) => (
  <section aria-labelledby="reponse">
    <h2 id="reponse">{t('approvalLink.answer')}</h2>
    <Form action={form.action} csrf={form.csrf}>
      <Radios
        name="outcome"
        legend={t('approvalLink.outcome')}
        required
        value={typedText(form.typed, 'outcome')}
        fault={faultAt(form.faults, '/outcome')}
        options={[
          { value: 'approved', label: t('approvalLink.approve') },
          { value: 'returned', label: t('approvalLink.return') },
        ]}
      />
      <TextArea
        name="comment"
        label={t('approvalLink.comment')}
        hint={t('approvalLink.commentHint')}
        value={typedText(form.typed, 'comment')}
        fault={faultAt(form.faults, '/comment')}
        maxLength={5_000}
        rows={6}
      />
      <Button>{t('approvalLink.send')}</Button>
    </Form>
  </section>
);

/** The file to read and the answer to give, for whom the lead asked; without an account, once. */
@Injectable()
@LinkPurpose(APPROVAL)
export class ApprovalLink implements LinkPages {
  constructor(
    private readonly reading: ReadFile,
    private readonly answering: AnswerApproval,
  ) {}

  async page(tx: Tx, link: OneTimeLink, form: LinkForm): Promise<PageAnswer> {
    const { id, approval: approvalId } = subjectOf(link);
    const file = await this.reading.of(tx, id);
    const approval = (await approvalsOf(tx, id)).find((one) => one.id === approvalId);
    return page({
      title: t('approvalLink.title', { territory: file.candidacy.territory }),
      lead: t('approvalLink.lead', { name: link.recipient?.name ?? '' }),
      body: <Body {...{ file, form }} note={approval?.note ?? null} />,
    });
  }

  async submit(tx: Tx, link: OneTimeLink, form: FormBody): Promise<LinkOutcome> {
    const { id, approval } = subjectOf(link);
    const input = parseForm(answerApprovalInput, form);
    await this.answering.answer(tx, id, approval, input);
    return { message: t(`approvalLink.${input.outcome}`) };
  }
}

interface BodyProps {
  readonly file: FileRead;
  readonly form: LinkForm;
  readonly note: ApprovalView['note'];
}

const Body = ({ file, form, note }: BodyProps) => (
  <>
    {form.refusal === null ? null : (
      <ErrorSummary faults={form.faults} {...(form.faults.length === 0 ? { title: form.refusal } : {})} />
    )}
    {note === null ? null : (
      <Alert kind="info" title={t('approvalLink.note')}>
        <p class="rb-prose">{note}</p>
      </Alert>
    )}
    <p>{t('approvalLink.perimeter', { list: file.perimeter.join(', ') })}</p>
    <File file={file} form={form} />
    <Answer form={form} />
  </>
);

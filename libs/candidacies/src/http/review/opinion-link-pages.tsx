import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { LinkPurpose, type LinkForm, type LinkOutcome, type LinkPages, type OneTimeLink } from '@rebond/identity';
import { AbsentError, dateIn, formatDate, type CandidacyId } from '@rebond/kernel';
import { type FormBody, type Tx, parseForm } from '@rebond/platform';
import { ErrorSummary, page, SummaryList, type PageAnswer } from '@rebond/ui';
import { GiveOpinion, giveOpinionInput } from '../../application/opinions/give-opinion.js';
import { OPINION_LINK } from '../../application/opinions/opinion-link.js';
import { opinion } from '../../application/opinions/opinion-rows.js';
import { ReadReview, type ReviewedFile } from '../../application/review/read-review.js';
import { t } from '../../messages.worklist.fr.js';
import { typed as text } from '../frame/refused.js';
import { OpinionForm } from './opinion-form.js';
import { OpinionItem } from './opinion-list.js';

const subject = z.object({ opinion: z.uuid() });

/** Figures, choices and long texts: no name, address, document or company of the file. */
const TOLD: ReadonlySet<string> = new Set([
  'longText',
  'integer',
  'money',
  'personDays',
  'yesNo',
  'choice',
  'multiChoice',
]);

function aboutOf(link: OneTimeLink): { readonly id: CandidacyId; readonly opinionId: string } {
  if (link.candidacyId === null) throw new AbsentError();
  return { id: link.candidacyId, opinionId: subject.parse(link.subject).opinion };
}

/** What stands behind the link of an adviser: the question, the file's summary, and the opinion, once. */
@Injectable()
@LinkPurpose(OPINION_LINK)
export class OpinionLinkPages implements LinkPages {
  constructor(
    private readonly reviews: ReadReview,
    private readonly giving: GiveOpinion,
  ) {}

  async page(tx: Tx, link: OneTimeLink, { action, csrf, faults, refusal, typed }: LinkForm): Promise<PageAnswer> {
    const { id, opinionId } = aboutOf(link);
    const asked = await opinion(tx, id, opinionId);
    if (!asked) throw new AbsentError();
    const file = await this.reviews.file(tx, id);
    return page({
      title: t('opinion.linkTitle', { territory: file.candidacy.territory }),
      body: (
        <>
          <ErrorSummary faults={faults} {...(faults.length === 0 && refusal !== null ? { title: refusal } : {})} />
          <h2>{t('opinion.give')}</h2>
          <ul class="rb-opinions">
            <OpinionItem opinion={asked} now={tx.at}>
              {asked.given === null ? (
                <OpinionForm
                  action={action}
                  csrf={csrf}
                  once={randomUUID()}
                  faults={faults}
                  typed={{ stance: text(typed, 'stance'), text: text(typed, 'text') }}
                />
              ) : null}
            </OpinionItem>
          </ul>
          <Summary file={file} />
        </>
      ),
    });
  }

  async submit(tx: Tx, link: OneTimeLink, typed: FormBody): Promise<LinkOutcome> {
    const { id, opinionId } = aboutOf(link);
    const input = parseForm(giveOpinionInput, typed);
    await this.giving.giveByLink(tx, id, opinionId, input);
    return { message: t('opinion.linkThanks') };
  }
}

const Summary = ({ file }: { readonly file: ReviewedFile }) => (
  <section aria-labelledby="resume">
    <h2 id="resume">{t('opinion.file')}</h2>
    <SummaryList
      rows={[
        { term: t('opinion.summary.members'), value: file.members.join(', ') },
        { term: t('opinion.summary.departement'), value: file.candidacy.departement },
        ...(file.receivedAt === null
          ? []
          : [{ term: t('opinion.summary.deposited'), value: formatDate(dateIn(file.receivedAt)) }]),
        ...file.sections
          .flatMap(({ answers }) => answers)
          .filter(({ type, lines }) => TOLD.has(type) && lines.length > 0)
          .map(({ label, lines }) => ({ term: label, value: <span class="rb-prose">{lines.join(' · ')}</span> })),
      ]}
    />
  </section>
);

import type { CallDefinition } from '@rebond/calls';
import type { Candidacy, DecisionOn } from '@rebond/candidacies';
import { dateIn, isKeyOf } from '@rebond/kernel';
import { messageId } from '@rebond/platform';
import { impliedOn, madeOn, type Appeal, type Appealable } from '../../domain/appeals/appeal.js';
import type { Contested, EarlierAppeal, Notice } from '../../domain/appeals/limits.js';
import { APPEAL_ANSWER, APPEAL_RECEIPT } from '../evidence/kinds.js';
import { notifiedOn, type PostalNotice } from '../../domain/postal-notice.js';
import type { SentMail } from '../evidence/read-evidence.js';

/** Mails that tell the territory of each decision. Of silence, the receipt of the deposit told the conditions (CRPA R112-5). */
const TOLD: Readonly<Record<Appealable, readonly string[]>> = {
  selected: ['candidacy.selected'],
  waitlisted: ['candidacy.waitlisted'],
  rejected: ['candidacy.rejected'],
  'declared-inadmissible': ['candidacy.declared-inadmissible'],
  lapsed: ['candidacy.deposited', 'candidacy.amended'],
};

const flat = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

/** What was sent said how to appeal: the call's own words on it stand in it, however its lines were broken. */
export const tellsRoutes = (sent: string, routes: string): boolean => flat(sent).includes(flat(routes));

/** The decision that a case's journal says last, by its name here; null when it can't be contested. */
export function appealable({ action }: DecisionOn): Appealable | null {
  const name = action.replace('candidacy.', '');
  return isKeyOf(TOLD, name) ? name : null;
}

/** What was sent about a case, by mail and by registered letter. */
export interface Sent {
  readonly mails: readonly SentMail[];
  readonly posted: readonly PostalNotice[];
}

interface Told {
  readonly on: Temporal.PlainDate;
  readonly withRoutes: boolean;
}

const last = (told: readonly Told[]): Told | undefined =>
  told.toSorted((a, b) => Temporal.PlainDate.compare(b.on, a.on))[0];

/**
 * What is proven. A registered letter's slip proves more than a server that took a mail: where there is one, it counts in
 * their place. Each addressee has a limit of its own, and the last one that was told has the longest, which is the one that
 * counts here. Whether mails told how to appeal is read in what was sent, not in the text as it is now.
 */
export function noticeOf({ mails, posted }: Sent, routes: string): Notice {
  const letter = last(
    posted
      .filter(({ struckAt }) => struckAt === null)
      .map((one) => ({ on: notifiedOn(one), withRoutes: one.withRoutes })),
  );
  if (letter !== undefined) return letter;
  const taken = mails.flatMap(({ evidence, sentAt, text }) =>
    evidence === 'accepted' && sentAt !== null
      ? [{ on: dateIn(Temporal.Instant.from(sentAt)), withRoutes: tellsRoutes(text, routes) }]
      : [],
  );
  return { on: last(taken)?.on ?? null, withRoutes: taken.every(({ withRoutes }) => withRoutes) };
}

/** A decision that stands, with what is proven of its notification. */
export function contestedOf(
  decision: Appealable,
  decidedAt: Temporal.Instant,
  { candidacy, definition }: { readonly candidacy: Candidacy; readonly definition: CallDefinition },
  { mails, posted }: Sent,
): Contested {
  const isSilence = decision === 'lapsed';
  const about = mails.filter(
    ({ kind, writtenAt }) =>
      TOLD[decision].includes(kind) &&
      (isSilence || Temporal.Instant.compare(Temporal.Instant.from(writtenAt), decidedAt) >= 0),
  );
  return {
    on: dateIn((isSilence ? candidacy.implicitRejectionAt : null) ?? decidedAt),
    notice: noticeOf(
      {
        mails: about,
        posted: posted.filter((one) => one.appealId === null && one.decidedAt.equals(decidedAt)),
      },
      definition.legal.appealRoutes,
    ),
  };
}

/** An appeal to the State as the judge's limit sees it; null for one to the judge. */
export function earlierOf(appeal: Appeal, { mails, posted }: Sent, { legal }: CallDefinition): EarlierAppeal | null {
  const { kind, id, status, concludedOn } = appeal;
  const silentOn = impliedOn(appeal);
  if (kind === 'formal' || silentOn === null) return null;
  const told = (by: string): Notice =>
    noticeOf(
      {
        mails: mails.filter((mail) => mail.messageId === messageId(by, id, mail.recipient)),
        posted: by === APPEAL_ANSWER ? posted.filter(({ appealId }) => appealId === id) : [],
      },
      legal.appealRoutes,
    );
  return {
    kind,
    madeOn: madeOn(appeal),
    silence: { on: silentOn, notice: told(APPEAL_RECEIPT) },
    rejection: status === 'rejected' && concludedOn !== null ? { on: concludedOn, notice: told(APPEAL_ANSWER) } : null,
  };
}

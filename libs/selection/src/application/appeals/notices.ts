import type { CallDefinition } from '@rebond/calls';
import type { Candidacy, DecisionOn } from '@rebond/candidacies';
import { dateIn, isKeyOf } from '@rebond/kernel';
import { messageId } from '@rebond/platform';
import { impliedOn, madeOn, type Appeal, type Appealable } from '../../domain/appeals/appeal.js';
import type { Contested, EarlierAppeal, Notice } from '../../domain/appeals/limits.js';
import { APPEAL_ANSWER, APPEAL_RECEIPT } from '../evidence/kinds.js';
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

/**
 * What is proven by mails: each addressee has a limit of its own, and the last one that was told has the longest, which is
 * the one that counts here. Whether they were told how to appeal is read in what was sent, not in the text as it is now.
 */
function noticeOf(mails: readonly SentMail[], { legal }: CallDefinition): Notice {
  const taken = mails.flatMap(({ evidence, sentAt, text }) =>
    evidence === 'accepted' && sentAt !== null ? [{ day: dateIn(Temporal.Instant.from(sentAt)), text }] : [],
  );
  const [last] = taken.toSorted((a, b) => Temporal.PlainDate.compare(b.day, a.day));
  return { on: last?.day ?? null, withRoutes: taken.every(({ text }) => tellsRoutes(text, legal.appealRoutes)) };
}

/** A decision that stands, with what is proven of its notification. */
export function contestedOf(
  decision: Appealable,
  decidedAt: Temporal.Instant,
  { candidacy, definition }: { readonly candidacy: Candidacy; readonly definition: CallDefinition },
  mails: readonly SentMail[],
): Contested {
  const isSilence = decision === 'lapsed';
  const about = mails.filter(
    ({ kind, writtenAt }) =>
      TOLD[decision].includes(kind) &&
      (isSilence || Temporal.Instant.compare(Temporal.Instant.from(writtenAt), decidedAt) >= 0),
  );
  return {
    on: dateIn((isSilence ? candidacy.implicitRejectionAt : null) ?? decidedAt),
    notice: noticeOf(about, definition),
  };
}

/** An appeal to the State as the judge's limit sees it; null for one to the judge. */
export function earlierOf(
  appeal: Appeal,
  mails: readonly SentMail[],
  definition: CallDefinition,
): EarlierAppeal | null {
  const { kind, id, status, concludedOn } = appeal;
  const silentOn = impliedOn(appeal);
  if (kind === 'formal' || silentOn === null) return null;
  const told = (by: string): Notice =>
    noticeOf(
      mails.filter((mail) => mail.messageId === messageId(by, id, mail.recipient)),
      definition,
    );
  return {
    kind,
    madeOn: madeOn(appeal),
    silence: { on: silentOn, notice: told(APPEAL_RECEIPT) },
    rejection: status === 'rejected' && concludedOn !== null ? { on: concludedOn, notice: told(APPEAL_ANSWER) } : null,
  };
}

import type { CallDefinition, TextName } from '@rebond/calls';
import type { Candidacy, DecisionOn } from '@rebond/candidacies';
import { dateIn, isKeyOf } from '@rebond/kernel';
import { messageId } from '@rebond/platform';
import { impliedOn, madeOn, type Appeal, type Appealable } from '../../domain/appeals/appeal.js';
import type { Contested, EarlierAppeal, Notice } from '../../domain/appeals/limits.js';
import { APPEAL_ANSWER, APPEAL_RECEIPT } from '../evidence/kinds.js';
import type { Notification } from '../evidence/read-evidence.js';

interface Telling {
  readonly kinds: readonly string[];
  /** Text of the call that these mails are. */
  readonly text: TextName;
}

/** What tells the territory of each decision. Of silence, the receipt of the deposit told the conditions (CRPA R112-5). */
const TOLD: Readonly<Record<Appealable, Telling>> = {
  selected: { kinds: ['candidacy.selected'], text: 'decisionFavourable' },
  waitlisted: { kinds: ['candidacy.waitlisted'], text: 'waitingList' },
  rejected: { kinds: ['candidacy.rejected'], text: 'decisionUnfavourable' },
  'declared-inadmissible': { kinds: ['candidacy.declared-inadmissible'], text: 'inadmissible' },
  lapsed: { kinds: ['candidacy.deposited', 'candidacy.amended'], text: 'receipt' },
};

const ROUTES = /\{\{\s*appealRoutes\s*\}\}/;

/** The decision that a case's journal says last, by its name here; null when it can't be contested. */
export function appealable({ action }: DecisionOn): Appealable | null {
  const name = action.replace('candidacy.', '');
  return isKeyOf(TOLD, name) ? name : null;
}

/**
 * What is proven by mails: each addressee has a limit of its own, and the last one that was told has the longest, which is
 * the one that counts here.
 */
function noticeOf(mails: readonly Notification[], withRoutes: boolean): Notice {
  const days = mails.flatMap(({ evidence, sentAt }) =>
    evidence === 'accepted' && sentAt !== null ? [dateIn(Temporal.Instant.from(sentAt))] : [],
  );
  return { on: days.toSorted((a, b) => Temporal.PlainDate.compare(b, a))[0] ?? null, withRoutes };
}

/** A decision that stands, with what is proven of its notification. */
export function contestedOf(
  decision: Appealable,
  decidedAt: Temporal.Instant,
  { candidacy, definition }: { readonly candidacy: Candidacy; readonly definition: CallDefinition },
  mails: readonly Notification[],
): Contested {
  const { kinds, text } = TOLD[decision];
  const isSilence = decision === 'lapsed';
  const about = mails.filter(
    ({ kind, writtenAt }) =>
      kinds.includes(kind) && (isSilence || Temporal.Instant.compare(Temporal.Instant.from(writtenAt), decidedAt) >= 0),
  );
  return {
    on: dateIn((isSilence ? candidacy.implicitRejectionAt : null) ?? decidedAt),
    notice: noticeOf(about, ROUTES.test(definition.texts[text]?.body ?? '')),
  };
}

/** An appeal to the State as the judge's limit sees it; null for one to the judge. */
export function earlierOf(appeal: Appeal, mails: readonly Notification[]): EarlierAppeal | null {
  const { kind, id, status, concludedOn } = appeal;
  const silentOn = impliedOn(appeal);
  if (kind === 'formal' || silentOn === null) return null;
  const told = (by: string): Notice =>
    noticeOf(
      mails.filter((mail) => mail.messageId === messageId(by, id, mail.recipient)),
      true,
    );
  return {
    kind,
    madeOn: madeOn(appeal),
    silence: { on: silentOn, notice: told(APPEAL_RECEIPT) },
    rejection: status === 'rejected' && concludedOn !== null ? { on: concludedOn, notice: told(APPEAL_ANSWER) } : null,
  };
}

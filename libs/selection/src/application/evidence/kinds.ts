import type { Outcome } from '../../domain/lines.js';

/** Kinds of the mails that notify decisions. */
export const KINDS: Readonly<Record<Outcome, string>> = {
  select: 'candidacy.selected',
  waitlist: 'candidacy.waitlisted',
  reject: 'candidacy.rejected',
};

/** Mails to the territory about an appeal; each says how to go on to the judge. */
export const APPEAL_RECEIPT = 'appeal-receipt';
export const APPEAL_ANSWER = 'appeal-answer';
export const APPEAL_UPHELD = 'appeal-upheld';

/** Mails about a case whose dates may decide until when something is contested. */
export const NOTIFYING = [
  ...(['candidacy.deposited', 'candidacy.amended'] as const),
  ...(['candidacy.selected', 'candidacy.waitlisted', 'candidacy.rejected'] as const),
  ...(['candidacy.declared-inadmissible', 'candidacy.lapsed'] as const),
  ...([APPEAL_RECEIPT, APPEAL_ANSWER, APPEAL_UPHELD] as const),
] as const;

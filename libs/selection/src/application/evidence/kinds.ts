import type { Outcome } from '../../domain/lines.js';

/** Kinds of the mails that notify decisions. */
export const KINDS: Readonly<Record<Outcome, string>> = {
  select: 'candidacy.selected',
  waitlist: 'candidacy.waitlisted',
  reject: 'candidacy.rejected',
};

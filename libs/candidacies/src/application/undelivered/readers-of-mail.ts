import type { Audience } from '@rebond/platform';

/** Mails of what a territory settles among itself: the State reads neither that they left nor that they did not arrive. */
const OWN: ReadonlySet<string> = new Set(['approval', 'approval-answered', 'team-message']);

/** Who may know what becomes of a mail about a case. @param kind of the mail */
export const readersOfMail = (kind: string, isShared: boolean): Audience =>
  isShared && !OWN.has(kind) ? 'state' : 'territory';

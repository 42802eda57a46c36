import type { CallDefinition } from '@rebond/calls';
import type { Candidacy } from '@rebond/candidacies';
import type { Invitation } from '@rebond/meetings';
import type { Recipient } from '@rebond/platform';
import type { Committee } from './committee.js';

/** Page of a case. */
export const linkOf = (publicUrl: string, candidacy: Pick<Candidacy, 'id'>): string =>
  new URL(`/candidatures/${candidacy.id}`, publicUrl).href;

/** What a committee's iCalendar says beside the meeting: convened by the role mailbox of the call's service. */
export const invitationOf = (
  { candidacy, definition }: { readonly candidacy: Candidacy; readonly definition: CallDefinition },
  { meeting }: Committee,
  about: { readonly publicUrl: string; readonly at: Temporal.Instant; readonly attendee?: Recipient },
): Invitation => ({
  organizer: { name: definition.operatingService.name, address: definition.operatingService.email },
  summary: `${meeting.title} : ${candidacy.territory}`,
  link: linkOf(about.publicUrl, candidacy),
  at: about.at,
  ...(about.attendee ? { attendee: about.attendee } : {}),
});

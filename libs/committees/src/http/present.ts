import type { Committee } from '../application/committee.js';

/** A committee as the API shows it; a type, so that it is JSON. */
export type CommitteeView = ReturnType<typeof present>;

export const present = ({ key, kind, meeting }: Committee) => ({
  id: meeting.id as string,
  key,
  kind,
  title: meeting.title,
  startsAt: meeting.startsAt.toString(),
  durationMinutes: meeting.durationMinutes,
  place: meeting.place === '' ? null : meeting.place,
  agenda: meeting.agenda,
  status: meeting.status,
  version: meeting.version,
  sequence: meeting.sequence,
  convenedAt: meeting.convenedAt?.toString() ?? null,
  heldAt: meeting.heldAt?.toString() ?? null,
  attendees: meeting.attendees,
  decisions: meeting.decisions,
});

import ical, { ICalAttendeeRole, ICalAttendeeStatus, ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import type { Recipient } from '@rebond/platform';
import type { Meeting } from '../domain/meeting.js';

/** What a calendar is told of a meeting, whatever it is about. */
export type CalendarMeeting = Pick<
  Meeting,
  'startsAt' | 'durationMinutes' | 'place' | 'agenda' | 'status' | 'sequence'
> & { readonly id: string };

export interface Invitation {
  /** Role mailbox of the service that convenes. */
  readonly organizer: { readonly name: string; readonly address: string };
  readonly summary: string;
  /** Page of the case. */
  readonly link: string;
  /** DTSTAMP: when this object was made. */
  readonly at: Temporal.Instant;
  /** Whom it is sent to; without one it is a plain copy for a calendar (METHOD:PUBLISH, RFC 5546 §3.2.1). */
  readonly attendee?: Recipient;
}

type Method = 'REQUEST' | 'CANCEL' | 'PUBLISH';

const methodOf = (meeting: CalendarMeeting, invitation: Invitation): Method => {
  if (invitation.attendee === undefined) return 'PUBLISH';
  return meeting.status === 'cancelled' ? 'CANCEL' : 'REQUEST';
};

/** Stable for the life of the meeting: a later SEQUENCE of one UID replaces the former in every calendar. */
const uidOf = (meeting: CalendarMeeting): string => `meeting-${meeting.id}@rebond.example`;

const date = (instant: Temporal.Instant): Date => new Date(instant.epochMilliseconds);

/**
 * The meeting as iCalendar (RFC 5545), in UTC: each calendar shows it on its own clock.
 * Names one attendee at most: nobody learns the others' addresses.
 */
export function ics(meeting: CalendarMeeting, invitation: Invitation): string {
  const { organizer, attendee } = invitation;
  const calendar = ical({
    prodId: { company: 'Rebond', product: 'Rebond', language: 'FR' },
    method: ICalCalendarMethod[methodOf(meeting, invitation)],
  });
  const event = calendar.createEvent({
    id: uidOf(meeting),
    sequence: meeting.sequence,
    stamp: date(invitation.at),
    start: date(meeting.startsAt),
    end: date(meeting.startsAt.add({ minutes: meeting.durationMinutes })),
    summary: invitation.summary,
    location: meeting.place === '' ? null : meeting.place,
    description: meeting.agenda.map((item) => `- ${item}`).join('\n'),
    url: invitation.link,
    organizer: { name: organizer.name, email: organizer.address },
    status: meeting.status === 'cancelled' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
  });
  if (attendee)
    event.createAttendee({
      email: attendee.address,
      name: attendee.name,
      role: ICalAttendeeRole.REQ,
      status: ICalAttendeeStatus.NEEDSACTION,
      rsvp: true,
    });
  return calendar.toString();
}

/** Media type of `ics` as an attachment (RFC 6047 §2.4: the method is named in it). */
export const icsMediaType = (meeting: CalendarMeeting, invitation: Invitation): string =>
  `text/calendar; charset=utf-8; method=${methodOf(meeting, invitation)}`;

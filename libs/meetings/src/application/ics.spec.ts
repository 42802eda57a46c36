import ICAL from 'ical.js';
import type { CandidacyId } from '@rebond/kernel';
import type { Meeting, MeetingId } from '../domain/meeting.js';
import { ics, icsMediaType } from './ics.js';

const MEETING: Meeting = {
  id: '018b0000-0000-7000-8000-000000000001' as MeetingId,
  candidacyId: '018b0000-0000-7000-8000-000000000002' as CandidacyId,
  kind: 'launch',
  title: 'Comité de pilotage de lancement',
  startsAt: Temporal.Instant.from('2023-06-14T08:00:00Z'),
  durationMinutes: 120,
  place: 'Sous-préfecture ; salle B, 1er étage',
  agenda: ["Déclarations d'intérêts", 'Calendrier\nde la mission'],
  status: 'convened',
  version: 2,
  sequence: 0,
  convenedAt: Temporal.Instant.from('2023-06-02T08:00:00Z'),
  heldAt: null,
  attendees: null,
  decisions: [],
};
const INVITATION = {
  organizer: { name: 'Guichet de l’appel', address: 'guichet@appel.example' },
  summary: 'Comité de pilotage de lancement, Alès',
  link: 'https://appel.example/candidatures/1',
  at: Temporal.Instant.from('2023-06-02T08:00:00Z'),
  attendee: { address: 'cheffe@agglo.example', name: 'Cheffe de projet ; "Alès"' },
};

function parsed(text: string): { calendar: ICAL.Component; event: ICAL.Event } {
  const calendar = new ICAL.Component(ICAL.parse(text) as unknown[]);
  return { calendar, event: new ICAL.Event(calendar.getFirstSubcomponent('vevent') ?? undefined) };
}

describe('La convocation au format iCalendar', () => {
  it('se relit avec ses instants, son organisateur, son invité et son ordre du jour', () => {
    const { calendar, event } = parsed(ics(MEETING, INVITATION));
    expect(calendar.getFirstPropertyValue('method')).toBe('REQUEST');
    expect(event.uid).toBe(`meeting-${MEETING.id}@rebond.example`);
    expect(event.sequence).toBe(0);
    expect(event.startDate.toJSDate().toISOString()).toBe('2023-06-14T08:00:00.000Z');
    expect(event.endDate.toJSDate().toISOString()).toBe('2023-06-14T10:00:00.000Z');
    expect(event.location).toBe(MEETING.place);
    expect(event.description).toBe("- Déclarations d'intérêts\n- Calendrier\nde la mission");
    expect(event.organizer).toBe('mailto:guichet@appel.example');
    expect(event.attendees.map((one) => one.getFirstValue())).toEqual(['MAILTO:cheffe@agglo.example']);
    expect(event.component.getFirstPropertyValue('dtstamp')?.toString()).toBe('2023-06-02T08:00:00Z');
  });

  it('garde son identifiant quand la date change, avec une séquence de plus', () => {
    const moved = { ...MEETING, startsAt: MEETING.startsAt.add({ hours: 48 }), sequence: 1 };
    const { event } = parsed(ics(moved, INVITATION));
    expect([event.uid, event.sequence]).toEqual([`meeting-${MEETING.id}@rebond.example`, 1]);
  });

  it('annule, par la même réunion', () => {
    const cancelled: Meeting = { ...MEETING, status: 'cancelled', sequence: 2 };
    const { calendar, event } = parsed(ics(cancelled, INVITATION));
    expect(calendar.getFirstPropertyValue('method')).toBe('CANCEL');
    expect(event.component.getFirstPropertyValue('status')).toBe('CANCELLED');
    expect(icsMediaType(cancelled, INVITATION)).toBe('text/calendar; charset=utf-8; method=CANCEL');
  });

  it('sans invité, se publie et ne nomme personne', () => {
    const { attendee: _, ...anyone } = INVITATION;
    const { calendar, event } = parsed(ics(MEETING, anyone));
    expect(calendar.getFirstPropertyValue('method')).toBe('PUBLISH');
    expect(event.attendees).toEqual([]);
  });
});

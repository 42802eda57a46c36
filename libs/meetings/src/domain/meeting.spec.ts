import { RefusedError } from '@rebond/kernel';
import { MEETING_STATUSES, nextStatus, type MeetingEvent, type MeetingStatus } from './meeting.js';

const now = Temporal.Instant.from('2023-06-14T08:00:00Z');
const later = now.add({ hours: 24 });
const earlier = now.subtract({ hours: 2 });

const EVENTS: Readonly<Record<MeetingEvent['type'], MeetingEvent>> = {
  MOVE: { type: 'MOVE', startsAt: later, now },
  CONVENE: { type: 'CONVENE' },
  HOLD: { type: 'HOLD', heldAt: earlier, now },
  CANCEL: { type: 'CANCEL' },
};

/** The next status, or the code of the refusal. */
const TABLE: Readonly<Record<MeetingStatus, Readonly<Record<MeetingEvent['type'], string>>>> = {
  planned: { MOVE: 'planned', CONVENE: 'convened', HOLD: 'held', CANCEL: 'cancelled' },
  convened: { MOVE: 'planned', CONVENE: '! meeting-convened', HOLD: 'held', CANCEL: 'cancelled' },
  held: { MOVE: '! meeting-held', CONVENE: '! meeting-held', HOLD: '! meeting-held', CANCEL: '! meeting-held' },
  cancelled: {
    MOVE: '! meeting-cancelled',
    CONVENE: '! meeting-cancelled',
    HOLD: '! meeting-cancelled',
    CANCEL: '! meeting-cancelled',
  },
};

function outcome(status: MeetingStatus, event: MeetingEvent): string {
  try {
    return nextStatus(status, event);
  } catch (error) {
    if (error instanceof RefusedError) return `! ${error.code}`;
    throw error;
  }
}

describe('Une réunion', () => {
  it('passe d’un statut à l’autre selon ce tableau, et nulle part ailleurs', () => {
    const found = Object.fromEntries(
      MEETING_STATUSES.map((status) => [
        status,
        Object.fromEntries(Object.entries(EVENTS).map(([type, event]) => [type, outcome(status, event)])),
      ]),
    );
    expect(found).toEqual(TABLE);
  });

  it.each([
    ['ne se fixe pas à une date passée', { type: 'MOVE', startsAt: earlier, now }, 'date-is-past'],
    ['ne se fixe pas à l’instant même', { type: 'MOVE', startsAt: now, now }, 'date-is-past'],
    ['n’est pas constatée avant d’être tenue', { type: 'HOLD', heldAt: later, now }, 'not-held-yet'],
  ] as const)('%s', (_, event, code) => {
    expect(outcome('convened', event)).toBe(`! ${code}`);
  });

  it('dit en français pourquoi elle refuse', () => {
    expect(() => nextStatus('held', EVENTS.MOVE)).toThrow('Cette réunion a déjà eu lieu.');
    expect(() => nextStatus('convened', EVENTS.CONVENE)).toThrow('Cette réunion est déjà convoquée à cette date.');
  });
});

import { RefusedError, type Branded, type CandidacyId, say } from '@rebond/kernel';

export type MeetingId = Branded<string, 'MeetingId'>;

export const MEETING_STATUSES = ['planned', 'convened', 'held', 'cancelled'] as const;
/** `planned`: those who come have not been told this date · `convened`: they have. */
export type MeetingStatus = (typeof MEETING_STATUSES)[number];

/** Any formal meeting about a case; what it decides there is the affair of the room that called it. */
export interface Meeting {
  readonly id: MeetingId;
  readonly candidacyId: CandidacyId;
  /** In the words of the room that planned it. */
  readonly kind: string;
  readonly title: string;
  readonly startsAt: Temporal.Instant;
  readonly durationMinutes: number;
  /** Empty as long as it is not settled. */
  readonly place: string;
  readonly agenda: readonly string[];
  readonly status: MeetingStatus;
  readonly version: number;
  /** SEQUENCE of its iCalendar object (RFC 5545 §3.8.7.4): one more each time that it moves or is cancelled. */
  readonly sequence: number;
  /** Last convocation; kept when the meeting moves afterwards. */
  readonly convenedAt: Temporal.Instant | null;
  readonly heldAt: Temporal.Instant | null;
  /** Persons who attended. */
  readonly attendees: number | null;
  readonly decisions: readonly string[];
}

export type MeetingEvent =
  | { readonly type: 'MOVE'; readonly startsAt: Temporal.Instant; readonly now: Temporal.Instant }
  | { readonly type: 'CONVENE' }
  | { readonly type: 'HOLD'; readonly heldAt: Temporal.Instant; readonly now: Temporal.Instant }
  | { readonly type: 'CANCEL' };

const NEXT: Readonly<Record<MeetingStatus, Readonly<Partial<Record<MeetingEvent['type'], MeetingStatus>>>>> = {
  // A meeting may be held without a convocation: it is then a fact to be recorded all the same.
  planned: { MOVE: 'planned', CONVENE: 'convened', HOLD: 'held', CANCEL: 'cancelled' },
  convened: { MOVE: 'planned', HOLD: 'held', CANCEL: 'cancelled' },
  held: {},
  cancelled: {},
};

const ENDED: Readonly<Partial<Record<MeetingStatus, string>>> = {
  held: say`Cette réunion a déjà eu lieu.`,
  cancelled: say`Cette réunion est annulée.`,
};

/**
 * What becomes of a meeting.
 * @throws RefusedError `meeting-held`, `meeting-cancelled`, `meeting-convened`, `date-is-past`, `not-held-yet`
 */
export function nextStatus(status: MeetingStatus, event: MeetingEvent): MeetingStatus {
  const next = NEXT[status][event.type];
  if (next === undefined)
    throw new RefusedError(`meeting-${status}`, ENDED[status] ?? say`Cette réunion est déjà convoquée à cette date.`);
  if (event.type === 'MOVE' && Temporal.Instant.compare(event.startsAt, event.now) <= 0)
    throw new RefusedError('date-is-past', say`Une réunion se fixe à une date à venir.`);
  if (event.type === 'HOLD' && Temporal.Instant.compare(event.heldAt, event.now) > 0)
    throw new RefusedError('not-held-yet', say`Une réunion n'est constatée qu'une fois tenue.`);
  return next;
}

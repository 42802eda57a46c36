import { randomUUIDv7 } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AbsentError, StaleVersionError, type CandidacyId, type Json } from '@rebond/kernel';
import { appendJournal, lockStreams, record, type AuditRecord, type Tx } from '@rebond/platform';
import { nextStatus, type Meeting, type MeetingEvent, type MeetingId } from '../domain/meeting.js';
import { INSERT, LOCK, meetingOf, NEXT_OF_CASES, OF_CASE, READ, WRITE, type MeetingRow } from './rows.js';

export type NewMeeting = Pick<
  Meeting,
  'candidacyId' | 'kind' | 'title' | 'startsAt' | 'durationMinutes' | 'place' | 'agenda'
>;

/** The version that the caller saw; null only for background work. */
interface Seen {
  readonly id: MeetingId;
  readonly expectedVersion: number | null;
}

const streamOf = (id: MeetingId): string => `meeting:${id}`;

const recordOf = (action: string, meeting: Meeting, personal?: Json): AuditRecord => ({
  action: `meeting.${action}`,
  audience: 'everyone',
  facts: {
    meeting: meeting.id,
    kind: meeting.kind,
    status: meeting.status,
    version: meeting.version,
    startsAt: meeting.startsAt.toString(),
    sequence: meeting.sequence,
    heldAt: meeting.heldAt?.toString() ?? null,
    attendees: meeting.attendees,
  },
  ...(personal === undefined ? {} : { personal }),
});

/** What other rooms ask of meetings, in their own transactions, with the case locked first. */
@Injectable()
export class Meetings {
  async plan(tx: Tx, meetings: readonly NewMeeting[]): Promise<readonly Meeting[]> {
    if (meetings.length === 0) return [];
    const planned = meetings.map((one): Meeting => ({
      ...one,
      id: randomUUIDv7() as string as MeetingId,
      status: 'planned',
      version: 1,
      sequence: 0,
      convenedAt: null,
      heldAt: null,
      attendees: null,
      decisions: [],
    }));
    await tx.query(INSERT, [
      planned.map((one) => one.id),
      planned.map((one) => one.candidacyId),
      planned.map((one) => one.kind),
      planned.map((one) => one.title),
      planned.map((one) => one.startsAt.toString()),
      planned.map((one) => one.durationMinutes),
      planned.map((one) => one.place),
      planned.map((one) => JSON.stringify(one.agenda)),
      tx.at.toString(),
    ]);
    const heads = await lockStreams(
      tx,
      planned.map((one) => ({ stream: streamOf(one.id), candidacyId: one.candidacyId })),
    );
    const writes = planned.flatMap((one) => {
      const head = heads.get(streamOf(one.id));
      return head ? [{ head, records: [recordOf('planned', one)], effects: [] }] : [];
    });
    await appendJournal(tx, writes);
    return planned;
  }

  /** @throws AbsentError */
  async read(tx: Tx, id: MeetingId): Promise<Meeting> {
    const [row] = await tx.query<MeetingRow>(READ, [id]);
    if (!row) throw new AbsentError();
    return meetingOf(row);
  }

  /** The meetings about a case, by date. */
  async ofCase(tx: Tx, candidacyId: CandidacyId): Promise<readonly Meeting[]> {
    return (await tx.query<MeetingRow>(OF_CASE, [candidacyId])).map(meetingOf);
  }

  /** The first meeting of each case that is still to be held, in one statement; a case without one is left out. */
  async nextOf(tx: Tx, candidacyIds: readonly CandidacyId[]): Promise<ReadonlyMap<CandidacyId, Meeting>> {
    const rows = await tx.query<MeetingRow>(NEXT_OF_CASES, [candidacyIds]);
    return new Map(rows.map((row) => [row.candidacy_id, meetingOf(row)]));
  }

  /**
   * Sets another date, and place: those who were convened are to be convened anew.
   * @throws StaleVersionError, RefusedError with the reason
   */
  move(
    tx: Tx,
    { startsAt, place, ...seen }: Seen & { readonly startsAt: Temporal.Instant; readonly place?: string | undefined },
  ): Promise<Meeting> {
    return this.change(tx, seen, { type: 'MOVE', startsAt, now: tx.at }, 'moved', (meeting) => ({
      startsAt,
      place: place ?? meeting.place,
      sequence: meeting.sequence + 1,
    }));
  }

  /** Notes that the convocation to the present date leaves now. */
  convene(tx: Tx, id: MeetingId): Promise<Meeting> {
    const seen = { id, expectedVersion: null };
    return this.change(tx, seen, { type: 'CONVENE' }, 'convened', () => ({ convenedAt: tx.at }));
  }

  /**
   * Records that it took place, and what was decided.
   * @throws StaleVersionError, RefusedError with the reason
   */
  hold(
    tx: Tx,
    {
      heldAt,
      attendees,
      decisions,
      ...seen
    }: Seen & { readonly heldAt: Temporal.Instant } & Readonly<{
        attendees: number;
        decisions: readonly string[];
      }>,
  ): Promise<Meeting> {
    return this.change(tx, seen, { type: 'HOLD', heldAt, now: tx.at }, 'held', () => ({
      heldAt,
      attendees,
      decisions,
    }));
  }

  cancel(tx: Tx, id: MeetingId): Promise<Meeting> {
    return this.change(tx, { id, expectedVersion: null }, { type: 'CANCEL' }, 'cancelled', (meeting) => ({
      sequence: meeting.sequence + 1,
    }));
  }

  private async change(
    tx: Tx,
    { id, expectedVersion }: Seen,
    event: MeetingEvent,
    action: string,
    of: (meeting: Meeting) => Partial<Meeting>,
  ): Promise<Meeting> {
    const [locked] = await tx.query<MeetingRow>(LOCK, [id]);
    if (!locked) throw new AbsentError();
    if (expectedVersion !== null && expectedVersion !== locked.version) throw new StaleVersionError(locked.version);
    const before = meetingOf(locked);
    const after = { ...before, ...of(before), status: nextStatus(before.status, event) };
    const [written] = await tx.query<MeetingRow>(WRITE, [
      ...[id, before.version, after.startsAt.toString(), after.place, after.status, after.sequence],
      ...[after.convenedAt?.toString() ?? null, after.heldAt?.toString() ?? null, after.attendees],
      JSON.stringify(after.decisions),
    ]);
    if (!written) throw new AbsentError();
    const meeting = meetingOf(written);
    const personal = { place: meeting.place, decisions: meeting.decisions };
    await record(tx, streamOf(id), meeting.candidacyId, [recordOf(action, meeting, personal)]);
    return meeting;
  }
}

import { Injectable } from '@nestjs/common';
import { AbsentError, StaleVersionError, type CandidacyId } from '@rebond/kernel';
import {
  journalValues,
  type AuditRecord,
  type Audience,
  type Effect,
  type StreamHead,
  type Tx,
} from '@rebond/platform';
import { decide, requireKnown, type Decision } from '../domain/decide.js';
import { nextActor } from '../domain/next-actor.js';
import { EVENT_FACTS, type CaseEvent, type EventName } from '../domain/events.js';
import type { Perimeter } from '../domain/perimeter.js';
import {
  candidacyOf,
  LOCK_CASES,
  READ_CASE,
  READ_CASES,
  type Candidacy,
  type CaseRow,
} from '../infrastructure/case-row.js';
import { MOVE, NEXT_DUE, RECORD, RESHAPE } from '../infrastructure/move-sql.js';
import { requireFree } from './hold/hold.js';
import { searchLexemes } from './list/search-words.js';
import type { CaseChange, Move, Recorded } from './move.js';

const isNoticed = ({ audience }: AuditRecord): boolean => audience === 'everyone' || audience === 'state';

interface Locked {
  candidacy: Candidacy;
  head: StreamHead;
}

/** The journal stream of a case. */
export const candidacyStream = (id: CandidacyId): string => `candidacy:${id}`;

/** What a territory does with its copy is its own affair; what follows a deposit concerns every reader of the case. */
const audienceOf = ({ type }: CaseEvent): Audience =>
  type === 'EXPIRE' || type === 'CHANGE_PERIMETER' ? 'territory' : 'everyone';

/** The one way to change a case (DESIGN §2). */
@Injectable()
export class Cases {
  private readonly held = new WeakMap<Tx, Map<CandidacyId, Locked>>();

  /**
   * Locks cases, in the order of their ids, before anything else in the transaction.
   * @throws AbsentError when one does not exist or is hidden
   */
  async lock(tx: Tx, ids: readonly CandidacyId[]): Promise<readonly Candidacy[]> {
    const wanted = [...new Set(ids)];
    const rows = await tx.query<CaseRow & { stream: string; seq: number; head: Buffer }>(LOCK_CASES, [
      wanted,
      wanted.map(candidacyStream),
    ]);
    if (rows.length < wanted.length) throw new AbsentError();
    for (const row of rows)
      this.hold(tx, candidacyOf(row), { stream: row.stream, candidacyId: row.id, seq: row.seq, hash: row.head });
    return rows.map((row) => this.locked(tx, row.id).candidacy);
  }

  async lockOne(tx: Tx, id: CandidacyId): Promise<Candidacy> {
    await this.lock(tx, [id]);
    return this.locked(tx, id).candidacy;
  }

  /**
   * Locks a case for an event, before the verb gathers its own facts.
   * @throws StaleVersionError when the caller saw another version
   * @throws RefusedError `illegal-event` when the state does not know the event
   */
  async lockFor(tx: Tx, id: CandidacyId, expectedVersion: number, event: EventName): Promise<Candidacy> {
    const candidacy = await this.lockOne(tx, id);
    if (candidacy.version !== expectedVersion) throw new StaleVersionError(candidacy.version);
    requireKnown(candidacy.state, event);
    return candidacy;
  }

  /** @throws AbsentError */
  async read(tx: Tx, id: CandidacyId): Promise<Candidacy> {
    const [row] = await tx.query<CaseRow>(READ_CASE, [id]);
    if (!row) throw new AbsentError();
    return candidacyOf(row);
  }

  /** Several in one statement, by id; one that does not exist or is hidden is left out. */
  async readAll(tx: Tx, ids: readonly CandidacyId[]): Promise<readonly Candidacy[]> {
    return (await tx.query<CaseRow>(READ_CASES, [ids])).map(candidacyOf);
  }

  /**
   * Moves locked cases: stale versions first, then the machine, then one statement for rows, audit and outbox.
   * @throws StaleVersionError when the caller saw another version
   * @throws RefusedError with the reason of the machine, or `frozen-by-list`
   */
  async move(tx: Tx, ...moves: readonly Move[]): Promise<readonly Candidacy[]> {
    const before = moves.map((move) => this.locked(tx, move.id));
    before.forEach(({ candidacy }, i) => {
      const expected = moves[i]?.expectedVersion ?? null;
      if (expected !== null && expected !== candidacy.version) throw new StaleVersionError(candidacy.version);
    });
    const after = moves.map((move, i) => {
      const { candidacy } = this.at(before, i);
      const event = { type: move.event.type, facts: EVENT_FACTS[move.event.type].parse(move.event.facts) } as CaseEvent;
      const decision = decide(candidacy.state, candidacy.context, event);
      return { move, event, decision, candidacy: changed(candidacy, decision, move.change ?? {}) };
    });
    const writes = after.map(({ move, event, decision, candidacy }, i) => {
      const { candidacy: previous, head } = this.at(before, i);
      const facts = {
        event: event.type,
        from: previous.state,
        to: decision.state,
        version: candidacy.version,
        ...event.facts,
      };
      const record: AuditRecord = {
        action: decision.tells[0] ?? `candidacy.${event.type.toLowerCase()}`,
        audience: audienceOf(event),
        facts,
        ...(move.personal === undefined ? {} : { personal: move.personal }),
      };
      const effects = decision.tells.map((kind): Effect => ({
        kind,
        payload: { candidacy: candidacy.id, ...facts, ...move.payload },
      }));
      return { head, records: [record], effects };
    });
    const rows = after.map(({ candidacy }) => candidacy);
    const { values, heads } = journalValues(tx, writes);
    const [result] = await tx.query<{ moved: number }>(MOVE, [
      rows.map((one) => one.id),
      rows.map((one) => one.version - 1),
      rows.map((one) => one.state),
      rows.map((one) => one.context.admissibility),
      rows.map((one) => one.context.rejection),
      rows.map((one) => one.context.nextWaveId),
      rows.map((one) => one.implicitRejectionAt?.toString() ?? null),
      rows.map((one) => one.depositedAt?.toString() ?? null),
      rows.map((one) => one.receiptNumber),
      rows.map((one) => one.definitionVersion),
      rows.map((one) => nextActor(one.state, one.context)),
      moves.map((one) => one.change?.admissibilityDue?.toString() ?? null),
      moves.map((one) => audienceOf(one.event) === 'everyone'),
      ...values,
    ]);
    if (result?.moved !== rows.length) {
      await requireFree(tx, rows);
      throw new AbsentError();
    }
    rows.forEach((candidacy, i) => this.hold(tx, candidacy, heads[i]));
    return rows;
  }

  /** Appends to the stream of a locked case what does not move it. */
  async record(
    tx: Tx,
    id: CandidacyId,
    records: readonly AuditRecord[],
    effects: readonly Effect[] = [],
  ): Promise<void> {
    await this.recordAll(tx, [{ id, records, effects }]);
  }

  /** The same for several locked cases, in one statement. */
  async recordAll(tx: Tx, written: readonly Recorded[]): Promise<void> {
    const writes = written.map(({ id, records, effects = [] }) => ({ ...this.locked(tx, id), records, effects }));
    const { values, heads } = journalValues(tx, writes);
    const noticed = writes.filter(({ records }) => records.some(isNoticed));
    await tx.query(RECORD, [
      noticed.map(({ candidacy }) => candidacy.id),
      noticed.map(({ records }) => records.some(({ audience }) => audience === 'everyone')),
      noticed.map(() => tx.at.toString()),
      ...values,
    ]);
    writes.forEach(({ candidacy }, i) => this.hold(tx, candidacy, heads[i]));
  }

  /** Gives a locked case another perimeter; the move or the record that says so follows. */
  async reshape(tx: Tx, id: CandidacyId, shape: Perimeter & Pick<Candidacy, 'territory'>): Promise<Candidacy> {
    const { candidacy, head } = this.locked(tx, id);
    const { territory, perimeter, departement, regions } = shape;
    const search = searchLexemes(candidacy.waveId, territory, perimeter);
    await tx.query(RESHAPE, [id, territory, perimeter, departement, regions, search]);
    const reshaped = { ...candidacy, territory, perimeter, departement, regions };
    this.hold(tx, reshaped, head);
    return reshaped;
  }

  /**
   * Says by when whoever acts next on a locked case is expected, where a higher room knows it (a mission's report). It
   * holds until the case moves.
   */
  async setNextDue(tx: Tx, id: CandidacyId, dueAt: Temporal.Instant): Promise<void> {
    await tx.query(NEXT_DUE, [this.locked(tx, id).candidacy.id, dueAt.toString()]);
  }

  private hold(tx: Tx, candidacy: Candidacy, head: StreamHead | undefined): void {
    if (!head) throw new RangeError('a write without its head');
    const held = this.held.get(tx) ?? new Map<CandidacyId, Locked>();
    held.set(candidacy.id, { candidacy, head });
    this.held.set(tx, held);
  }

  private locked(tx: Tx, id: CandidacyId): Locked {
    const locked = this.held.get(tx)?.get(id);
    if (!locked) throw new Error(`The case ${id} was not locked first`);
    return locked;
  }

  private at(list: readonly Locked[], i: number): Locked {
    const one = list[i];
    if (!one) throw new RangeError('no such move');
    return one;
  }
}

const changed = (candidacy: Candidacy, decision: Decision, change: CaseChange): Candidacy => ({
  ...candidacy,
  state: decision.state,
  version: candidacy.version + 1,
  context: decision.context,
  depositedAt: change.depositedAt ?? candidacy.depositedAt,
  receiptNumber: change.receiptNumber ?? candidacy.receiptNumber,
  definitionVersion: change.definitionVersion ?? candidacy.definitionVersion,
  implicitRejectionAt:
    change.implicitRejectionAt === undefined ? candidacy.implicitRejectionAt : change.implicitRejectionAt,
});

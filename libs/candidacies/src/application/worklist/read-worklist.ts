import type { CandidacyId, WaveId } from '@rebond/kernel';
import { instantOf, instantOrNull, type Tx } from '@rebond/platform';
import type { NextActor } from '../../domain/next-actor.js';
import type { CaseState } from '../../domain/machine.js';
import { searchWords } from '../list/search-words.js';
import type { WorklistQuery } from './worklist-query.js';
import {
  COUNTED_TO,
  countsStatement,
  NARROWINGS,
  worklistStatement,
  type Narrowing,
  type QuickKey,
} from './worklist-sql.js';

/** A case as a worklist shows it. */
export interface WorklistLine {
  readonly id: CandidacyId;
  readonly territory: string;
  readonly leadSiren: string;
  readonly version: number;
  readonly receiptNumber: string | null;
  readonly depositedAt: Temporal.Instant | null;
  readonly admissibility: string;
  readonly state: CaseState;
  readonly wave: { readonly id: WaveId; readonly name: string };
  readonly departement: string;
  readonly regions: readonly string[];
  readonly officer: { readonly seatId: string; readonly title: string } | null;
  readonly nextActor: NextActor | null;
  readonly nextSince: Temporal.Instant;
  readonly nextDue: Temporal.Instant | null;
  readonly isLate: boolean;
  readonly changedAt: Temporal.Instant;
  readonly isUnread: boolean;
}

export interface Worklist {
  readonly lines: readonly WorklistLine[];
  /** `after` of the next page; null on the last one. */
  readonly next: string | null;
}

interface Row {
  readonly id: CandidacyId;
  readonly territory: string;
  readonly lead_siren: string;
  readonly version: number;
  readonly receipt_number: string | null;
  readonly deposited_at: Date | null;
  readonly admissibility: string;
  readonly state: CaseState;
  readonly wave_id: WaveId;
  readonly wave: string;
  readonly departement: string;
  readonly regions: readonly string[];
  readonly officer_seat_id: string | null;
  readonly officer: string | null;
  readonly next_actor: NextActor | null;
  readonly next_since: Date;
  readonly next_due: Date | null;
  readonly changed_at: Date;
  readonly read_at: Date | null;
}

/** Why the narrowing of a search stands for no case at all. */
const NOTHING = Symbol('nothing');

function narrowed(tx: Tx, query: WorklistQuery): Partial<Record<Narrowing, readonly unknown[]>> | typeof NOTHING {
  const { officer, wave, q = '', late, after } = query;
  const words = q.trim() === '' ? undefined : searchWords(q, (wave as WaveId | undefined) ?? null);
  if (words === null) return NOTHING;
  const seat = officer === 'me' ? tx.actor.seatId : officer;
  return {
    ...(seat === undefined || seat === 'none' || seat === 'recused' ? {} : { officer: [seat] }),
    ...(seat === 'recused' ? { recused: [tx.at.toString()] } : {}),
    ...(wave === undefined ? {} : { wave: [wave] }),
    // Who reads only cases opened to it starts from these, not from all.
    ...(tx.actor.reach === 'none' ? { cases: [tx.actor.cases] } : {}),
    ...(words === undefined ? {} : { words: [words] }),
    ...(late === true ? { late: [tx.at.toString()] } : {}),
    ...(after === undefined ? {} : { after: after.split('~') }),
  };
}

const seesStateOf = (tx: Tx): boolean => tx.actor.audiences.includes('state');

function values(tx: Tx, query: WorklistQuery, limit: number): readonly unknown[] {
  const { state = null, actor = null, region = null, departement = null, officer, unread = false } = query;
  const { seatId, personId } = tx.actor;
  return [limit, state, actor, region, departement, officer === 'none', unread, seatId, personId];
}

const given = (by: Partial<Record<Narrowing, readonly unknown[]>>): readonly unknown[] =>
  NARROWINGS.flatMap((one) => by[one] ?? []);

/** A page of the cases that the reader may see, under the filters asked. */
export async function readWorklist(tx: Tx, query: WorklistQuery): Promise<Worklist> {
  const by = narrowed(tx, query);
  if (by === NOTHING) return { lines: [], next: null };
  const used = NARROWINGS.filter((one) => by[one] !== undefined);
  const asked = worklistStatement({ sort: query.sort, seesState: seesStateOf(tx), by: used });
  const rows = await tx.query<Row & Record<string, unknown>>(asked, [
    ...values(tx, query, query.limit + 1),
    ...given(by),
  ]);
  const lines = rows.slice(0, query.limit).map((row) => lineOf(row, tx.at));
  const last = lines.at(-1);
  return { lines, next: rows.length > query.limit && last ? cursorOf(last, query) : null };
}

/** How many cases each quick view shows; null: more than are counted. */
export async function quickCounts(tx: Tx): Promise<Readonly<Record<QuickKey, number | null>>> {
  const byCases = tx.actor.reach === 'none';
  const [row] = await tx.query<Record<QuickKey, number>>(countsStatement(seesStateOf(tx), byCases), [
    ...[COUNTED_TO + 1, tx.actor.seatId, tx.actor.personId, tx.at.toString()],
    ...(byCases ? [tx.actor.cases] : []),
  ]);
  const counted = (key: QuickKey): number | null => {
    const n = row?.[key] ?? 0;
    return n <= COUNTED_TO ? n : null;
  };
  return {
    all: counted('all'),
    mine: counted('mine'),
    late: counted('late'),
    unread: counted('unread'),
    unassigned: counted('unassigned'),
    unattended: counted('unattended'),
  };
}

function cursorOf({ nextDue, nextSince, changedAt, id }: WorklistLine, { sort }: WorklistQuery): string {
  const key = { due: nextDue?.toString() ?? 'infinity', since: nextSince.toString(), change: changedAt.toString() };
  return `${key[sort]}~${id}`;
}

function lineOf(row: Row, now: Temporal.Instant): WorklistLine {
  const nextDue = instantOrNull(row.next_due);
  return {
    id: row.id,
    territory: row.territory,
    leadSiren: row.lead_siren,
    version: row.version,
    receiptNumber: row.receipt_number,
    depositedAt: instantOrNull(row.deposited_at),
    admissibility: row.admissibility,
    state: row.state,
    wave: { id: row.wave_id, name: row.wave },
    departement: row.departement,
    regions: row.regions,
    officer: row.officer_seat_id === null ? null : { seatId: row.officer_seat_id, title: row.officer ?? '' },
    nextActor: row.next_actor,
    nextSince: instantOf(row.next_since),
    nextDue,
    isLate: nextDue !== null && Temporal.Instant.compare(nextDue, now) < 0,
    changedAt: instantOf(row.changed_at),
    isUnread: row.read_at === null || row.read_at < row.changed_at,
  };
}

import { AbsentError, StaleVersionError, type CallId, type WaveId } from '@rebond/kernel';
import { instantOf, instantOrNull, statement, type Tx } from '@rebond/platform';
import type { Wave } from '../application/wave.js';

export interface WaveRow {
  readonly id: WaveId;
  readonly call_id: CallId;
  readonly slug: string;
  readonly number: number;
  readonly name: string;
  readonly definition_version: number;
  readonly opens_at: Date;
  readonly cutoff_at: Date;
  readonly decided_at: Date | null;
  readonly frozen_at: Date | null;
  readonly version: number;
}

export const WAVE_COLUMNS = `w.id, w.call_id, c.slug, w.number, w.name, w.definition_version, w.opens_at, w.cutoff_at,
  w.decided_at, w.frozen_at, w.version`;
const SELECT = `select ${WAVE_COLUMNS} from calls.wave w join calls.call c on c.id = w.call_id`;

/** What a deposit reads: one prepared statement by primary key, the definition's content left out. */
const READ = statement('wave_read', `${SELECT} where w.id = $1`);
const LOCK = statement('wave_lock', `${SELECT} where w.id = $1 for update of w`);
const NEXT = statement(
  'wave_next',
  `${SELECT} where w.call_id = $1 and (w.cutoff_at, w.id) > ($2, $3) order by w.cutoff_at, w.id limit 1`,
);
const OPEN = statement(
  'wave_open_at',
  `${SELECT} where w.cutoff_at > $1 and w.opens_at <= $1 order by w.cutoff_at, w.id`,
);

export const waveOf = (row: WaveRow): Wave => ({
  id: row.id,
  callId: row.call_id,
  callSlug: row.slug,
  number: row.number,
  name: row.name,
  definitionVersion: row.definition_version,
  opensAt: instantOf(row.opens_at),
  cutoffAt: instantOf(row.cutoff_at),
  decidedAt: instantOrNull(row.decided_at),
  frozenAt: instantOrNull(row.frozen_at),
  version: row.version,
});

type Row = WaveRow & Record<string, unknown>;

/** @throws AbsentError when there is no such wave */
export async function readWave(tx: Tx, id: WaveId): Promise<Wave> {
  const [row] = await tx.query<Row>(READ, [id]);
  if (!row) throw new AbsentError();
  return waveOf(row);
}

/**
 * Locks a wave that the caller saw at a version.
 * @throws AbsentError when there is no such wave, StaleVersionError when it changed since
 */
export async function lockWave(tx: Tx, id: WaveId, expectedVersion: number): Promise<Wave> {
  const [row] = await tx.query<Row>(LOCK, [id]);
  if (!row) throw new AbsentError();
  if (row.version !== expectedVersion) throw new StaleVersionError(row.version);
  return waveOf(row);
}

export async function waveAfter(tx: Tx, wave: Pick<Wave, 'id' | 'callId' | 'cutoffAt'>): Promise<Wave | null> {
  const [row] = await tx.query<Row>(NEXT, [wave.callId, wave.cutoffAt.toString(), wave.id]);
  return row ? waveOf(row) : null;
}

export const wavesOpenAt = async (tx: Tx, at: Temporal.Instant): Promise<readonly Wave[]> =>
  (await tx.query<Row>(OPEN, [at.toString()])).map(waveOf);

const INSERT = statement(
  'wave_insert',
  `insert into calls.wave (id, call_id, number, name, definition_version, opens_at, cutoff_at, opened_at, opened_by)
   select $1, $2::uuid, coalesce(max(number), 0) + 1, $3::text, $4::int, $5::timestamptz, $6::timestamptz, $7::timestamptz,
          $8::uuid
     from calls.wave where call_id = $2
   on conflict (call_id, name) do nothing returning id`,
);
const MOVE = statement('wave_move_cutoff', 'update calls.wave set cutoff_at = $2, version = version + 1 where id = $1');
const PIN = statement('wave_pin', 'update calls.wave set definition_version = $2, version = version + 1 where id = $1');
// Its version is everyone's to read, and a list is frozen in secret: it stays.
const FROZEN = statement('wave_frozen', 'update calls.wave set frozen_at = coalesce(frozen_at, $2) where id = $1');
const DECIDED = statement(
  'wave_decided',
  'update calls.wave set decided_at = $2, version = version + 1 where id = $1 and decided_at is null',
);

/** False when the call, which the caller holds locked, has a wave of this name already. */
export async function insertWave(
  tx: Tx,
  wave: Pick<Wave, 'id' | 'callId' | 'name' | 'definitionVersion' | 'opensAt' | 'cutoffAt'>,
): Promise<boolean> {
  const rows = await tx.query(INSERT, [
    ...[wave.id, wave.callId, wave.name, wave.definitionVersion, wave.opensAt.toString(), wave.cutoffAt.toString()],
    ...[tx.at.toString(), tx.actor.seatId],
  ]);
  return rows.length > 0;
}

export async function moveCutoff(tx: Tx, id: WaveId, cutoffAt: Temporal.Instant): Promise<void> {
  await tx.query(MOVE, [id, cutoffAt.toString()]);
}

export async function pinDefinition(tx: Tx, id: WaveId, version: number): Promise<void> {
  await tx.query(PIN, [id, version]);
}

export async function markWaveFrozen(tx: Tx, id: WaveId): Promise<void> {
  await tx.query(FROZEN, [id, tx.at.toString()]);
}

export async function markWaveDecided(tx: Tx, id: WaveId): Promise<void> {
  await tx.query(DECIDED, [id, tx.at.toString()]);
}

const LAST = statement('wave_last_cutoff', 'select max(cutoff_at) as cutoff_at from calls.wave where call_id = $1');
const LIST = statement(
  'wave_list',
  `${SELECT}
    where ($1::text is null or c.slug = $1)
      and ($2::timestamptz is null or (w.opens_at <= $2 and w.cutoff_at > $2))
      and ($3::timestamptz is null or (w.cutoff_at, w.id) < ($3, $4::uuid))
    order by w.cutoff_at desc, w.id desc limit $5`,
);

/** The last cut-off of a call's waves; null when it has none. */
export async function lastCutoff(tx: Tx, callId: CallId): Promise<Temporal.Instant | null> {
  const [row] = await tx.query<{ cutoff_at: Date | null }>(LAST, [callId]);
  return instantOrNull(row?.cutoff_at ?? null);
}

export type WavePosition = Pick<Wave, 'cutoffAt' | 'id'>;

/** Waves, the last to close first, strictly after a position. */
export const listWaves = async (
  tx: Tx,
  asked: {
    readonly call: string | null;
    readonly openAt: Temporal.Instant | null;
    readonly after: WavePosition | null;
    readonly limit: number;
  },
): Promise<readonly Wave[]> =>
  (
    await tx.query<Row>(LIST, [
      ...[asked.call, asked.openAt?.toString() ?? null],
      ...[asked.after?.cutoffAt.toString() ?? null, asked.after?.id ?? null, asked.limit],
    ])
  ).map(waveOf);

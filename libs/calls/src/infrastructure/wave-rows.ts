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
  readonly version: number;
}

export const WAVE_COLUMNS = `w.id, w.call_id, c.slug, w.number, w.name, w.definition_version, w.opens_at, w.cutoff_at,
  w.decided_at, w.version`;
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

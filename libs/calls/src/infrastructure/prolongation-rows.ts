import type { WaveId } from '@rebond/kernel';
import { instantOf, instantOrNull, statement, type Tx } from '@rebond/platform';

const INSERT = statement(
  'prolongation_insert',
  `insert into calls.wave_prolongation
     (wave_id, n, previous_cutoff_at, new_cutoff_at, reason, outage_from, outage_to, outage_description, at, seat_id)
   select $1, coalesce(max(n), 0) + 1, $2::timestamptz, $3::timestamptz, $4::text, $5::timestamptz, $6::timestamptz, $7::text,
          $8::timestamptz, $9::uuid
     from calls.wave_prolongation where wave_id = $1
   returning n`,
);
const OF_WAVE = statement(
  'prolongation_of_wave',
  `select n, previous_cutoff_at, new_cutoff_at, reason, outage_from, outage_to, outage_description, at
     from calls.wave_prolongation where wave_id = $1 order by n`,
);

export interface Outage {
  readonly from: Temporal.Instant;
  readonly to: Temporal.Instant;
  readonly description: string;
}

export interface RecordedProlongation {
  readonly previousCutoffAt: Temporal.Instant;
  readonly cutoffAt: Temporal.Instant;
  readonly reason: string;
  readonly outage: Outage | null;
  readonly at: Temporal.Instant;
}

interface Row extends Record<string, unknown> {
  readonly previous_cutoff_at: Date;
  readonly new_cutoff_at: Date;
  readonly reason: string;
  readonly outage_from: Date | null;
  readonly outage_to: Date | null;
  readonly outage_description: string | null;
  readonly at: Date;
}

/** Appends to the prolongations of a wave that the caller holds locked; returns its number, from 1. */
export async function insertProlongation(
  tx: Tx,
  one: Omit<RecordedProlongation, 'at'> & { readonly waveId: WaveId },
): Promise<number> {
  const { outage } = one;
  const [row] = await tx.query<{ n: number }>(INSERT, [
    ...[one.waveId, one.previousCutoffAt.toString(), one.cutoffAt.toString(), one.reason],
    ...[outage?.from.toString() ?? null, outage?.to.toString() ?? null, outage?.description ?? null],
    ...[tx.at.toString(), tx.actor.seatId],
  ]);
  if (!row) throw new Error(`The prolongation of wave ${one.waveId} was not stored`);
  return row.n;
}

function outageOf(row: Row): Outage | null {
  const from = instantOrNull(row.outage_from);
  const to = instantOrNull(row.outage_to);
  return from && to && row.outage_description !== null ? { from, to, description: row.outage_description } : null;
}

/** The prolongations of a wave, in their order. */
export const prolongationsOf = async (tx: Tx, waveId: WaveId): Promise<readonly RecordedProlongation[]> =>
  (await tx.query<Row>(OF_WAVE, [waveId])).map((row) => ({
    previousCutoffAt: instantOf(row.previous_cutoff_at),
    cutoffAt: instantOf(row.new_cutoff_at),
    reason: row.reason,
    outage: outageOf(row),
    at: instantOf(row.at),
  }));

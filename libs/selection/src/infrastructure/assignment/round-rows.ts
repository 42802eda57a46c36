import type { SeatId, WaveId } from '@rebond/kernel';
import { instantOf, instantOrNull, statement, type Tx } from '@rebond/platform';

/** The assignment of a wave's reviewers, from its first proposal. */
export interface Round {
  readonly waveId: WaveId;
  readonly version: number;
  readonly status: 'proposed' | 'validated';
  readonly seed: number;
  readonly minAffinity: number;
  readonly totalAffinity: number;
  /** No assignment serves the least-served candidacy better nor, with that, all of them. */
  readonly proven: boolean;
  readonly seconds: number;
  readonly solvedAt: Temporal.Instant;
  readonly validatedAt: Temporal.Instant | null;
  /** Exclusive; once validated. */
  readonly dueAt: Temporal.Instant | null;
}

interface Row {
  readonly wave_id: WaveId;
  readonly version: number;
  readonly status: Round['status'];
  readonly seed: number;
  readonly min_affinity: number;
  readonly total_affinity: number;
  readonly proven: boolean;
  readonly seconds: number;
  readonly solved_at: Date;
  readonly validated_at: Date | null;
  readonly due_at: Date | null;
}

const COLUMNS = `r.wave_id, r.version, r.status, r.seed, r.min_affinity, r.total_affinity, r.proven, r.seconds, r.solved_at,
  r.validated_at, r.due_at`;
const READ = statement('review_round_read', `select ${COLUMNS} from selection.review_round r where r.wave_id = $1`);
const LOCK = statement(
  'review_round_lock',
  `select ${COLUMNS} from selection.review_round r where r.wave_id = $1 for update`,
);
const PROPOSE = statement(
  'review_round_propose',
  `insert into selection.review_round
     (wave_id, status, seed, min_affinity, total_affinity, proven, seconds, solved_at)
   values ($1, 'proposed', $2, $3, $4, $5, $6, $7)
   on conflict (wave_id) do update
     set version = review_round.version + 1, seed = excluded.seed, min_affinity = excluded.min_affinity,
         total_affinity = excluded.total_affinity, proven = excluded.proven, seconds = excluded.seconds,
         solved_at = excluded.solved_at
   returning version`,
);
const TOUCH = statement(
  'review_round_touch',
  'update selection.review_round set version = version + 1 where wave_id = $1 returning version',
);
const VALIDATE = statement(
  'review_round_validate',
  `update selection.review_round
      set status = 'validated', version = version + 1, validated_at = $2, validated_by = $3, due_at = $4
    where wave_id = $1`,
);

const roundOf = (row: Row): Round => ({
  waveId: row.wave_id,
  version: row.version,
  status: row.status,
  seed: row.seed,
  minAffinity: row.min_affinity,
  totalAffinity: row.total_affinity,
  proven: row.proven,
  seconds: row.seconds,
  solvedAt: instantOf(row.solved_at),
  validatedAt: instantOrNull(row.validated_at),
  dueAt: instantOrNull(row.due_at),
});

export async function findRound(tx: Tx, waveId: WaveId): Promise<Round | null> {
  const [row] = await tx.query<Row & Record<string, unknown>>(READ, [waveId]);
  return row ? roundOf(row) : null;
}

export async function lockRound(tx: Tx, waveId: WaveId): Promise<Round | null> {
  const [row] = await tx.query<Row & Record<string, unknown>>(LOCK, [waveId]);
  return row ? roundOf(row) : null;
}

export type Proposal = Pick<Round, 'seed' | 'minAffinity' | 'totalAffinity' | 'proven' | 'seconds'>;

export async function storeRound(tx: Tx, waveId: WaveId, proposal: Proposal): Promise<void> {
  const { seed, minAffinity, totalAffinity, proven, seconds } = proposal;
  await tx.query(PROPOSE, [waveId, seed, minAffinity, totalAffinity, proven, seconds, tx.at.toString()]);
}

/** Says that the assignments of the round changed: whoever saw the version before is told so. */
export async function touchRound(tx: Tx, waveId: WaveId): Promise<void> {
  await tx.query(TOUCH, [waveId]);
}

export async function markRoundValidated(
  tx: Tx,
  waveId: WaveId,
  by: SeatId | null,
  dueAt: Temporal.Instant,
): Promise<void> {
  await tx.query(VALIDATE, [waveId, tx.at.toString(), by, dueAt.toString()]);
}

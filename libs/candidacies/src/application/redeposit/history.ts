import type { CandidacyId } from '@rebond/kernel';
import { statement, type Tx } from '@rebond/platform';

/** One of the candidacies that led to this one; a type, so that it is JSON. */
export type PastCandidacy = {
  readonly id: string;
  readonly waveId: string;
  readonly state: string;
  readonly startedAt: string;
  readonly depositedAt: string | null;
  readonly receiptNumber: string | null;
};

interface Row {
  readonly id: string;
  readonly wave_id: string;
  readonly state: string;
  readonly started_at: Date;
  readonly deposited_at: Date | null;
  readonly receipt_number: string | null;
}

/** Row-level security holds at each step: the chain stops where the reader may not follow. */
const CHAIN = statement(
  'case_chain',
  `with recursive chain as (
     select id, wave_id, state, started_at, deposited_at, receipt_number, previous_id, 0 as step
       from candidacies.candidacy where id = $1
     union all
     select p.id, p.wave_id, p.state, p.started_at, p.deposited_at, p.receipt_number, p.previous_id, c.step + 1
       from chain c join candidacies.candidacy p on p.id = c.previous_id
   )
   select id, wave_id, state, started_at, deposited_at, receipt_number from chain where step > 0 order by step`,
);

/** The candidacies before this one, the latest first. */
export const historyOf = async (tx: Tx, id: CandidacyId): Promise<PastCandidacy[]> =>
  (await tx.query<Row & Record<string, unknown>>(CHAIN, [id])).map((row) => ({
    id: row.id,
    waveId: row.wave_id,
    state: row.state,
    startedAt: row.started_at.toISOString(),
    depositedAt: row.deposited_at?.toISOString() ?? null,
    receiptNumber: row.receipt_number,
  }));

import { TOLD_OF_PROLONGATION } from '@rebond/candidacies';
import { withholds } from '@rebond/identity';
import type { WaveId } from '@rebond/kernel';
import { statement, type Tx } from '@rebond/platform';

const COUNTS = statement(
  'office_deposits',
  `select wave_id, count(*)::int as count from reporting.case_figures where wave_id = any ($1::uuid[]) group by wave_id`,
);
/** Those that a prolongation is told to, as far as their names may be read: deposited, and still waiting. */
const TOLD = statement(
  'office_told',
  `select c.territory from reporting.case_figures c
    where c.wave_id = $1 and c.state in ('submitted', 'incomplete') order by c.territory collate "fr-x-icu"`,
);

const TOLD_COUNT = statement(
  'office_told_count',
  'select count(*)::int as count from candidacies.candidacy where wave_id = $1 and state = any ($2::text[])',
);

/** Cases deposited in each wave; null where the number is withheld from the reader. */
export async function depositsOf(tx: Tx, waves: readonly WaveId[]): Promise<ReadonlyMap<WaveId, number | null>> {
  const rows = await tx.query<{ wave_id: WaveId; count: number }>(COUNTS, [waves]);
  const counts = new Map(rows.map((row) => [row.wave_id, row.count]));
  return new Map(waves.map((id) => [id, withholds(tx.actor, id) ? null : (counts.get(id) ?? 0)]));
}

/** Everybody that a prolongation is told to, drafts included; the system's question. */
export async function countToldOfProlongation(tx: Tx, waveId: WaveId): Promise<number> {
  const [row] = await tx.query<{ count: number }>(TOLD_COUNT, [waveId, TOLD_OF_PROLONGATION]);
  return row?.count ?? 0;
}

/** Territories that deposited and would be told of a prolongation; drafts are told too, but are nobody's to read. */
export const toldOfProlongation = async (tx: Tx, waveId: WaveId): Promise<readonly string[]> =>
  (await tx.query<{ territory: string }>(TOLD, [waveId])).map((row) => row.territory);

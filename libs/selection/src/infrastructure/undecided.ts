import type { CandidacyId, WaveId } from '@rebond/kernel';
import { statement, type Tx } from '@rebond/platform';

/** States of a deposited case that nothing has been decided of. */
export const UNDECIDED: ReadonlySet<string> = new Set(['submitted', 'incomplete']);

const OF_WAVE = statement(
  'undecided_of_wave',
  `select id from candidacies.candidacy where wave_id = $1 and state = any($2::text[]) order by id`,
);

/** Deposited cases of a wave that await their decision, in the order of their ids. */
export async function undecidedOf(tx: Tx, waveId: WaveId): Promise<readonly CandidacyId[]> {
  return (await tx.query<{ id: CandidacyId }>(OF_WAVE, [waveId, [...UNDECIDED]])).map((row) => row.id);
}

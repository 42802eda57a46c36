import type { CandidacyId } from '@rebond/kernel';
import { statement, type Tx } from '@rebond/platform';
import type { Perimeter } from '../../domain/perimeter.js';
import type { Candidacy } from '../../infrastructure/case-row.js';

/** A perimeter with the name that it gives its territory. */
export type NamedPerimeter = Perimeter & Pick<Candidacy, 'territory'>;

const READ = statement(
  'perimeter_prepared',
  `select perimeter from candidacies.answers where candidacy_id = $1 and perimeter is not null`,
);
const WRITE = statement('perimeter_prepare', `update candidacies.answers set perimeter = $2 where candidacy_id = $1`);

/**
 * The case as its territory writes it: of a deposited one, with the perimeter prepared for the next deposit. The
 * cut-off leaves it with that of its last deposit.
 */
export async function asWritten(tx: Tx, candidacy: Candidacy, cutoffAt: Temporal.Instant): Promise<Candidacy> {
  if (candidacy.state !== 'submitted' || Temporal.Instant.compare(tx.at, cutoffAt) >= 0) return candidacy;
  const [row] = await tx.query<{ perimeter: NamedPerimeter }>(READ, [candidacy.id]);
  return row ? { ...candidacy, ...row.perimeter } : candidacy;
}

/** Keeps a perimeter with the answers until the next deposit; null: the next deposit has that of the last. */
export async function preparePerimeter(tx: Tx, id: CandidacyId, perimeter: NamedPerimeter | null): Promise<void> {
  await tx.query(WRITE, [id, perimeter === null ? null : JSON.stringify(perimeter)]);
}

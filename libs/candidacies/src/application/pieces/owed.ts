import { addOffset, type Missing } from '@rebond/calls';
import { dateIn, instantAt, zoneOfDepartement } from '@rebond/kernel';
import { statement, type Tx } from '@rebond/platform';

/** The end of the day, in Paris, by which a promised piece is owed: the definition's delay after the cut-off. */
export function dueDateOf(missing: Missing, cutoffAt: Temporal.Instant, departement: string): Temporal.Instant | null {
  if (!missing.within) return null;
  const day = addOffset(dateIn(cutoffAt), missing.within, zoneOfDepartement(departement));
  return instantAt(day.add({ days: 1 }), '00:00');
}

/**
 * What a piece is called: where each EPCI owes one, with the name of the EPCI and its SIREN after it.
 * @param names of EPCI by SIREN
 */
export function labelOf({ label, siren }: Missing, names: ReadonlyMap<string, string>): string {
  if (!siren) return label;
  const name = names.get(siren);
  return name === undefined ? `${label} (SIREN ${siren})` : `${label} – ${name} (SIREN ${siren})`;
}

const NAMES = statement('pieces_owed_by', 'select siren, name from territories.current_body where siren = any ($1)');

/** Names of the EPCI that owe what lacks, by SIREN. */
export async function owingNames(tx: Tx, missing: readonly Missing[]): Promise<ReadonlyMap<string, string>> {
  const sirens = [...new Set(missing.flatMap(({ siren }) => siren ?? []))];
  const rows = sirens.length === 0 ? [] : await tx.query<{ siren: string; name: string }>(NAMES, [sirens]);
  return new Map(rows.map(({ siren, name }) => [siren, name]));
}

/** The labels of what lacks, in its order. */
export async function labelsOf(tx: Tx, missing: readonly Missing[]): Promise<readonly string[]> {
  const names = await owingNames(tx, missing);
  return missing.map((one) => labelOf(one, names));
}

/** What a deposit owes, with its dates. */
export async function owedOf(
  tx: Tx,
  missing: readonly Missing[],
  cutoffAt: Temporal.Instant,
  departement: string,
): Promise<readonly OwedPiece[]> {
  const labels = await labelsOf(tx, missing);
  return missing.map((one, i) => ({
    field: one.key,
    siren: one.siren ?? '',
    label: labels[i] ?? one.label,
    dueAt: dueDateOf(one, cutoffAt, departement),
  }));
}

export interface OwedPiece {
  readonly field: string;
  /** The EPCI that owes it; empty when the lead owes it for all. */
  readonly siren: string;
  readonly label: string;
  readonly dueAt: Temporal.Instant | null;
}

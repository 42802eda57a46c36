import type { Completeness, Missing } from '@rebond/calls';
import { statement, type Tx } from '@rebond/platform';
import type { Candidacy } from '../../infrastructure/case-row.js';
import { owedOf, type OwedPiece } from './owed.js';

const PROVIDED = statement(
  'pieces_found',
  `update candidacies.owed_piece o set provided_at = $2
    where o.candidacy_id = $1 and o.provided_at is null and o.field = any ($3)
      and not exists (select from unnest($4::text[], $5::text[]) as m(field, siren)
                       where m.field = o.field and m.siren = o.siren)`,
);
const OWE = statement(
  'pieces_owe',
  `insert into candidacies.owed_piece (candidacy_id, field, siren, label, due_at)
   select $1, o.field, o.siren, o.label, o.due_at
     from unnest($2::text[], $3::text[], $4::text[], $5::timestamptz[]) as o(field, siren, label, due_at)
   on conflict (candidacy_id, field, siren) do nothing`,
);

/** Owes what the file of a locked case now lacks; what is owed already keeps its date. */
export async function owe(
  tx: Tx,
  candidacy: Candidacy,
  missing: readonly Missing[],
  cutoffAt: Temporal.Instant,
): Promise<readonly OwedPiece[]> {
  const owed = await owedOf(tx, missing, cutoffAt, candidacy.departement);
  if (owed.length > 0)
    await tx.query(OWE, [
      ...[candidacy.id, owed.map((one) => one.field), owed.map((one) => one.siren), owed.map((one) => one.label)],
      owed.map((one) => one.dueAt?.toString() ?? null),
    ]);
  return owed;
}

/** After the answers of a deposited case changed: what came with them is no longer owed, what they call for is. */
export async function settlePieces(
  tx: Tx,
  candidacy: Candidacy,
  { promised }: Completeness,
  /** Keys of the fields that may have been answered meanwhile. */
  fields: readonly string[],
  cutoffAt: Temporal.Instant,
): Promise<void> {
  await tx.query(PROVIDED, [
    ...[candidacy.id, tx.at.toString(), fields],
    ...[promised.map((one) => one.key), promised.map((one) => one.siren ?? '')],
  ]);
  await owe(tx, candidacy, promised, cutoffAt);
}

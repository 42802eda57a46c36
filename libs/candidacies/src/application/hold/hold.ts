import { RefusedError, type CandidacyId, say } from '@rebond/kernel';
import { statement, type Tx } from '@rebond/platform';

const HOLD = statement(
  'cases_hold',
  `insert into candidacies.case_hold (candidacy_id, list_id, held_at)
   select id, $2, $3 from unnest($1::uuid[]) as id`,
);
const RELEASE = statement('cases_release', 'delete from candidacies.case_hold where candidacy_id = any ($1::uuid[])');
const HELD = statement(
  'cases_held',
  'select candidacy_id from candidacies.case_hold where candidacy_id = any ($1::uuid[])',
);

/**
 * Holds locked cases: a frozen list decides of them. Until they are released they may leave (`WITHDRAW`) and change in no
 * other way; their rows, and whoever reads them, know nothing of it.
 */
export async function holdCases(tx: Tx, ids: readonly CandidacyId[], listId: string): Promise<void> {
  await tx.query(HOLD, [ids, listId, tx.at.toString()]);
}

/** Lets locked cases change again: their decision is announced, or they have left. */
export async function releaseCases(tx: Tx, ids: readonly CandidacyId[]): Promise<void> {
  await tx.query(RELEASE, [ids]);
}

/** @throws RefusedError `frozen-by-list` when a frozen list decides of one of these cases */
export async function requireFree(
  tx: Tx,
  cases: readonly { readonly id: CandidacyId; readonly territory: string }[],
): Promise<void> {
  const held = new Set(
    (await tx.query<{ candidacy_id: CandidacyId }>(HELD, [cases.map(({ id }) => id)])).map((row) => row.candidacy_id),
  );
  const names = cases.filter(({ id }) => held.has(id)).map(({ territory }) => territory);
  if (names.length === 0) return;
  throw new RefusedError(
    'frozen-by-list',
    say`Le dossier ne change plus jusqu’à l’annonce des décisions de sa relève, sauf retrait par le territoire : ${names.join(', ')}.`,
  );
}

import { RefusedError, say } from '@rebond/kernel';
import { faultAt, readCsv, record, refuseFaults, sha256, statement, type CsvFile, type Tx } from '@rebond/platform';
import { gatherTerritoiresIndustrie, tiRow, tiVintage } from '../../domain/territoires-industrie.js';

// Members may have merged since: every loaded vintage counts.
const KNOWN = statement(
  'territories_known',
  `select siren from territories.body where siren = any ($1)
   union select siren from territories.commune where siren = any ($1)`,
);
const ANY_VINTAGE = statement('territories_any', 'select vintage from territories.vintage limit 1');
const FORGET = statement('ti_forget', 'delete from territories.territoire_industrie where vintage = $1');
const INSERT = statement(
  'ti_insert',
  `with territories as (
     insert into territories.territoire_industrie (vintage, id, name, imported_at)
     select $1, t.id, t.name, $2 from unnest($3::text[], $4::text[]) as t(id, name)
   )
   insert into territories.territoire_industrie_member (vintage, id, siren, name)
   select $1, m.id, m.siren, m.name from unnest($5::text[], $6::text[], $7::text[]) as m(id, siren, name)`,
);

export interface ImportedList {
  readonly vintage: string;
  readonly territories: number;
  readonly members: number;
}

/**
 * Imports a published list of Territoires d'industrie in place of what was imported of its vintage: all or nothing.
 * @throws RefusedError `file-refused` with every fault as `file:line:column`; `vintage` when it is not written
 *   2023-2027; `no-territories` when there is no map to know members by
 */
export async function importTerritoiresIndustrie(tx: Tx, vintage: string, file: CsvFile): Promise<ImportedList> {
  const asked = tiVintage.safeParse(vintage);
  if (!asked.success) throw new RefusedError('vintage', say`Millésime « ${vintage} » refusé : il s'écrit 2023-2027.`);
  if ((await tx.query(ANY_VINTAGE)).length === 0)
    throw new RefusedError('no-territories', say`Chargez d’abord les territoires : rebond territories load.`);

  const { rows, faults } = readCsv(file, tiRow);
  const sirens = rows.map((row) => row.value.siren_epci);
  const known = new Set((await tx.query<{ siren: string }>(KNOWN, [sirens])).map((row) => row.siren));
  const list = gatherTerritoiresIndustrie(rows, known);
  const place = { line: 1, column: 1 };
  const empty =
    rows.length + faults.length === 0 ? [faultAt(file, place, 'empty', say`aucune ligne sous l’en-tête.`)] : [];
  refuseFaults(file, [...faults, ...list.faults, ...empty]);

  const members = list.territories.flatMap(({ id, members }) => members.map((member) => ({ id, ...member })));
  await tx.query(FORGET, [vintage]);
  await tx.query(INSERT, [
    vintage,
    tx.at.toString(),
    list.territories.map((one) => one.id),
    list.territories.map((one) => one.name),
    members.map((one) => one.id),
    members.map((one) => one.siren),
    members.map((one) => one.name),
  ]);
  const imported = { vintage, territories: list.territories.length, members: members.length };
  const facts = { ...imported, sha256: sha256(Buffer.from(file.bytes)).toString('hex') };
  await record(tx, 'territories', null, [{ action: 'territories.list-imported', audience: 'system', facts }], []);
  return imported;
}

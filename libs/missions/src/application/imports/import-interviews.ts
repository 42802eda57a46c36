import { randomUUIDv7 } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Cases } from '@rebond/candidacies';
import { dateIn, foldText, type CandidacyId, say } from '@rebond/kernel';
import { statement, type CsvFile, type Tx } from '@rebond/platform';
import type { FirmFigures } from '../../domain/figures.js';
import { interviewRow, type InterviewRow } from '../../domain/import-rows.js';
import { readFigures } from '../../infrastructure/figures-rows.js';
import { requireOpenMission } from '../open-mission.js';
import { acceptedRows, checkedRows, fileDigest, type CheckedRows, type ImportCounts } from './accepted-rows.js';

const STORE = statement(
  'interviews_store',
  `with known as (
     select reference from missions.interview where candidacy_id = $1 and reference = any ($4::text[])
   ), written as (
     insert into missions.interview as i
       (id, candidacy_id, reference, company, siren, held_on, organisation_id, invented, recorded_at)
     select g.id, $1, g.reference, g.company, g.siren, g.held_on, g.organisation_id, g.invented, $2
       from unnest($3::uuid[], $4::text[], $5::text[], $6::text[], $7::date[], $8::uuid[], $9::boolean[])
         as g(id, reference, company, siren, held_on, organisation_id, invented)
     on conflict (candidacy_id, reference) do update
       set company = excluded.company, siren = excluded.siren, held_on = excluded.held_on,
           organisation_id = excluded.organisation_id, invented = excluded.invented, recorded_at = excluded.recorded_at
     where (i.company, i.siren, i.held_on, i.organisation_id, i.invented) is distinct from
           (excluded.company, excluded.siren, excluded.held_on, excluded.organisation_id, excluded.invented)
     returning reference
   )
   select count(*) filter (where k.reference is null)::int as added,
          count(*) filter (where k.reference is not null)::int as updated
     from written w left join known k on k.reference = w.reference`,
);

export type ImportedInterviews = ImportCounts & { readonly interviews: number };

/** Imports the interviews that the firms held, from a CSV: all of it or nothing. */
@Injectable()
export class ImportInterviews {
  constructor(private readonly cases: Cases) {}

  /** What an import of this file would find wrong, without importing it. */
  async check(tx: Tx, id: CandidacyId, file: CsvFile): Promise<CheckedRows<InterviewRow>> {
    return this.checked(tx, await this.team(tx, id), file);
  }

  /** @throws RefusedError `file-refused` with every fault by line and column, `no-mission`, `mission-closed` */
  async import(tx: Tx, id: CandidacyId, file: CsvFile): Promise<ImportedInterviews> {
    await requireOpenMission(tx, await this.cases.lockOne(tx, id));
    const team = await this.team(tx, id);
    const firms = firmsByName(team);
    const rows = acceptedRows(file, this.checked(tx, team, file));
    const [stored = { added: 0, updated: 0 }] = await tx.query<{ added: number; updated: number }>(STORE, [
      id,
      tx.at.toString(),
      rows.map(() => randomUUIDv7()),
      rows.map((row) => row.reference),
      rows.map((row) => row.company),
      rows.map((row) => row.siren ?? null),
      rows.map((row) => row.heldOn),
      rows.map((row) => (row.firm === undefined ? null : firms.get(foldText(row.firm)))),
      rows.map((row) => row.invented),
    ]);
    const { added, updated } = stored;
    const interviews = (await readFigures(tx, [id])).get(id)?.interviews ?? 0;
    const counts = { added, updated, unchanged: rows.length - added - updated, interviews };
    await this.cases.record(tx, id, [
      {
        action: 'mission.interviews-imported',
        audience: 'everyone',
        facts: { ...counts, sha256: fileDigest(file) },
        personal: { companies: rows.map((row) => row.company) },
      },
    ]);
    return counts;
  }

  private async team(tx: Tx, id: CandidacyId): Promise<readonly FirmFigures[]> {
    return (await readFigures(tx, [id])).get(id)?.firms ?? [];
  }

  private checked(tx: Tx, team: readonly FirmFigures[], file: CsvFile): CheckedRows<InterviewRow> {
    const firms = firmsByName(team);
    const today = dateIn(tx.at).toString();
    return checkedRows(file, interviewRow, ({ value, fault }) => [
      ...(value.firm === undefined || firms.has(foldText(value.firm))
        ? []
        : [fault('firm', 'firm-not-engaged', say`le cabinet « ${value.firm} » n'est pas engagé sur cette mission.`)]),
      ...(value.heldOn <= today
        ? []
        : [fault('heldOn', 'in-the-future', say`le ${value.heldOn} n'est pas encore passé.`)]),
    ]);
  }
}

const firmsByName = (team: readonly FirmFigures[]): ReadonlyMap<string, string> =>
  new Map(team.map((firm) => [foldText(firm.name), firm.organisationId]));

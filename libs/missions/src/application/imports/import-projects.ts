import { randomUUIDv7 } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Cases } from '@rebond/candidacies';
import { AbsentError, eurosOfCents, sumCents, type CandidacyId } from '@rebond/kernel';
import { statement, type CsvFile, type Tx } from '@rebond/platform';
import { projectRow, type ProjectRow } from '../../domain/import-rows.js';
import { readFigures } from '../../infrastructure/figures-rows.js';
import { requireOpenMission } from '../open-mission.js';
import { acceptedRows, checkedRows, fileDigest, type CheckedRows, type ImportCounts } from './accepted-rows.js';

const STORE = statement(
  'projects_store',
  `with known as (
     select reference from missions.project where candidacy_id = $1 and reference = any ($4::text[])
   ), written as (
     insert into missions.project as p
       (id, candidacy_id, reference, company, siren, title, capex_cents, jobs_potential, jobs_planned, is_structuring,
        invented, status, recorded_at)
     select g.id, $1, g.reference, g.company, g.siren, g.title, g.capex_cents, g.jobs_potential, g.jobs_planned,
            g.is_structuring, g.invented, g.status, $2
       from unnest($3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::bigint[], $9::int[], $10::int[],
                   $11::boolean[], $12::boolean[], $13::text[])
         as g(id, reference, company, siren, title, capex_cents, jobs_potential, jobs_planned, is_structuring, invented,
              status)
     on conflict (candidacy_id, reference) do update
       set company = excluded.company, siren = excluded.siren, title = excluded.title,
           capex_cents = excluded.capex_cents, jobs_potential = excluded.jobs_potential,
           jobs_planned = excluded.jobs_planned, is_structuring = excluded.is_structuring,
           invented = excluded.invented, status = excluded.status, recorded_at = excluded.recorded_at
     where (p.company, p.siren, p.title, p.capex_cents, p.jobs_potential, p.jobs_planned, p.is_structuring, p.invented,
            p.status) is distinct from
           (excluded.company, excluded.siren, excluded.title, excluded.capex_cents, excluded.jobs_potential,
            excluded.jobs_planned, excluded.is_structuring, excluded.invented, excluded.status)
     returning reference
   )
   select count(*) filter (where k.reference is null)::int as added,
          count(*) filter (where k.reference is not null)::int as updated
     from written w left join known k on k.reference = w.reference`,
);

/** Counts of the file, and what the mission totals with it. */
export type ImportedProjects = ImportCounts & {
  readonly projects: number;
  readonly capexEur: number;
  readonly jobsPotential: number;
  readonly jobsPlanned: number;
};

/** Imports the industrial projects that the firms found, from a CSV: all of it or nothing. */
@Injectable()
export class ImportProjects {
  constructor(private readonly cases: Cases) {}

  /** What an import of this file would find wrong, without importing it. */
  check(file: CsvFile): CheckedRows<ProjectRow> {
    return checkedRows(file, projectRow);
  }

  /**
   * @throws RefusedError `file-refused` with every fault by line and column, `money-overflow` when the amounts add up to
   *   more than a case can carry, `no-mission`, `mission-closed`
   */
  async import(tx: Tx, id: CandidacyId, file: CsvFile): Promise<ImportedProjects> {
    await requireOpenMission(tx, await this.cases.lockOne(tx, id));
    const rows = acceptedRows(file, this.check(file));
    sumCents(rows.map((row) => row.capexEur));
    const [stored = { added: 0, updated: 0 }] = await tx.query<{ added: number; updated: number }>(STORE, [
      id,
      tx.at.toString(),
      rows.map(() => randomUUIDv7()),
      rows.map((row) => row.reference),
      rows.map((row) => row.company),
      rows.map((row) => row.siren ?? null),
      rows.map((row) => row.title),
      rows.map((row) => row.capexEur),
      rows.map((row) => row.jobsPotential),
      rows.map((row) => row.jobsPlanned),
      rows.map((row) => row.isStructuring),
      rows.map((row) => row.invented),
      rows.map((row) => row.status),
    ]);
    const figures = (await readFigures(tx, [id])).get(id);
    if (!figures) throw new AbsentError();
    const { added, updated } = stored;
    const { projects, capexCents, jobsPotential, jobsPlanned } = figures;
    const counts = { added, updated, unchanged: rows.length - added - updated, projects, jobsPotential, jobsPlanned };
    await this.cases.record(tx, id, [
      {
        action: 'mission.projects-imported',
        audience: 'everyone',
        facts: { ...counts, capexCents, sha256: fileDigest(file) },
        personal: { companies: rows.map((row) => row.company) },
      },
    ]);
    return { ...counts, capexEur: eurosOfCents(capexCents) };
  }
}

import { eurosOfCents, type CandidacyId } from '@rebond/kernel';
import { statement, type Tx } from '@rebond/platform';

/** By name: files don't always give the SIREN of a company. Dropped projects count nowhere. */
const COMPANIES = statement(
  'mission_companies',
  `select c.company, sum(c.interviews)::int as interviews, sum(c.projects)::int as projects,
          sum(c.capex_cents)::bigint as capex_cents
     from (select i.company, 1 as interviews, 0 as projects, 0::bigint as capex_cents
             from missions.interview i where i.candidacy_id = $1
            union all
           select p.company, 0, 1, p.capex_cents
             from missions.project p where p.candidacy_id = $1 and p.status <> 'dropped') c
    group by c.company order by c.company collate "fr-x-icu"`,
);

// A type, so that it is JSON.
export type CompanyLine = {
  readonly company: string;
  readonly interviews: number;
  readonly projects: number;
  readonly capexEur: number;
};

/** Companies that were heard or bear a project, by name. */
export async function readCompanies(tx: Tx, id: CandidacyId): Promise<readonly CompanyLine[]> {
  interface Row {
    readonly company: string;
    readonly interviews: number;
    readonly projects: number;
    readonly capex_cents: number;
  }
  const rows = await tx.query<Row & Record<string, unknown>>(COMPANIES, [id]);
  return rows.map(({ capex_cents, ...row }) => ({ ...row, capexEur: eurosOfCents(capex_cents) }));
}

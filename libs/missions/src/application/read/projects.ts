import { z } from 'zod';
import { AbsentError, eurosOfCents, type CandidacyId } from '@rebond/kernel';
import { statement, type Tx } from '@rebond/platform';

export const projectsFilter = z.strictObject({
  /** Words of a company's name, a title or a reference. */
  q: z.string().trim().max(100).optional(),
  /** Routed to this scheme; `none`: to no scheme yet. */
  scheme: z.string().max(100).optional(),
  structuring: z.enum(['yes', 'no']).optional(),
  status: z.enum(['identified', 'dropped']).optional(),
});
export type ProjectsFilter = z.output<typeof projectsFilter>;

export const projectsQuery = z.strictObject({
  ...projectsFilter.shape,
  /** `next` of the page before. */
  after: z.string().max(100).default(''),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type ProjectsQuery = z.output<typeof projectsQuery>;

interface ProjectRow {
  readonly id: string;
  readonly reference: string;
  readonly company: string;
  readonly siren: string | null;
  readonly title: string;
  readonly capex_cents: number;
  readonly jobs_potential: number;
  readonly jobs_planned: number;
  readonly is_structuring: boolean;
  readonly invented: boolean;
  readonly status: 'identified' | 'dropped';
  readonly version: number;
  readonly schemes: readonly string[];
}

const COLUMNS = `p.id, p.reference, p.company, p.siren, p.title, p.capex_cents, p.jobs_potential, p.jobs_planned,
  p.is_structuring, p.invented, p.status, p.version,
  array(select r.scheme from missions.route r
         where r.candidacy_id = p.candidacy_id and r.project_id = p.id order by r.scheme) as schemes`;

/** A mission has some hundreds of projects at most: its own are read by index, then sifted. */
const MATCHES = `($2::text is null or position(lower($2) in lower(p.company || ' ' || p.title || ' ' || p.reference)) > 0)
  and ($3::text is null or case when $3 = 'none'
         then not exists (select from missions.route r where r.candidacy_id = p.candidacy_id and r.project_id = p.id)
         else exists (select from missions.route r
                       where r.candidacy_id = p.candidacy_id and r.project_id = p.id and r.scheme = $3) end)
  and ($4::boolean is null or p.is_structuring = $4)
  and ($5::text is null or p.status = $5)`;

export const PROJECTS_PAGE = statement(
  'projects_page',
  `select ${COLUMNS} from missions.project p
    where p.candidacy_id = $1 and ${MATCHES} and p.reference > $6 order by p.reference limit $7`,
);
const PROJECT = statement(
  'project_read',
  `select ${COLUMNS} from missions.project p where p.candidacy_id = $1 and p.id = $2`,
);
const ROUTED = statement(
  'projects_routed',
  `select ${COLUMNS} from missions.project p
     join missions.route routed on routed.candidacy_id = p.candidacy_id and routed.project_id = p.id
    where p.candidacy_id = $1 and routed.scheme = $2 order by p.reference`,
);
const TOTALS = statement(
  'projects_totals',
  `select count(*)::int as projects, coalesce(sum(p.capex_cents), 0)::bigint as capex_cents,
          coalesce(sum(p.jobs_potential), 0)::bigint as jobs_potential,
          coalesce(sum(p.jobs_planned), 0)::bigint as jobs_planned,
          count(*) filter (where p.is_structuring)::int as structuring
     from missions.project p where p.candidacy_id = $1 and p.status <> 'dropped' and ${MATCHES}`,
);

export type ProjectView = ReturnType<typeof viewOf>;
// Types, so that they are JSON.
export type ProjectsPage = { readonly items: readonly ProjectView[]; readonly next: string | null };
/** Of the projects that a filter lets through; dropped ones count nowhere. */
export type ProjectsTotals = {
  readonly projects: number;
  readonly capexEur: number;
  readonly jobsPotential: number;
  readonly jobsPlanned: number;
  readonly structuringProjects: number;
};

const viewOf = ({ capex_cents, jobs_potential, jobs_planned, is_structuring, ...row }: ProjectRow) => ({
  ...row,
  capexEur: eurosOfCents(capex_cents),
  jobsPotential: jobs_potential,
  jobsPlanned: jobs_planned,
  isStructuring: is_structuring,
});

const filterValues = (id: CandidacyId, { q, scheme, structuring, status }: ProjectsFilter): readonly unknown[] => [
  ...[id, q ?? null, scheme ?? null, structuring === undefined ? null : structuring === 'yes', status ?? null],
];

/** Projects of a mission by their reference, a page at a time; `next` is null on the last. */
export async function readProjects(
  tx: Tx,
  id: CandidacyId,
  { after, limit, ...filter }: ProjectsQuery,
): Promise<ProjectsPage> {
  const values = [...filterValues(id, filter), after, limit + 1];
  const rows = await tx.query<ProjectRow & Record<string, unknown>>(PROJECTS_PAGE, values);
  const items = rows.slice(0, limit).map(viewOf);
  return { items, next: rows.length > limit ? (items.at(-1)?.reference ?? null) : null };
}

/** Sums of the projects that a filter lets through. */
export async function readTotals(tx: Tx, id: CandidacyId, filter: ProjectsFilter): Promise<ProjectsTotals> {
  interface Sums {
    readonly projects: number;
    readonly capex_cents: number;
    readonly jobs_potential: number;
    readonly jobs_planned: number;
    readonly structuring: number;
  }
  const [row] = await tx.query<Sums & Record<string, unknown>>(TOTALS, filterValues(id, filter));
  return {
    projects: row?.projects ?? 0,
    capexEur: eurosOfCents(row?.capex_cents ?? 0),
    jobsPotential: row?.jobs_potential ?? 0,
    jobsPlanned: row?.jobs_planned ?? 0,
    structuringProjects: row?.structuring ?? 0,
  };
}

/** @throws AbsentError when the mission has no such project */
export async function readProject(tx: Tx, id: CandidacyId, projectId: string): Promise<ProjectView> {
  const [row] = await tx.query<ProjectRow & Record<string, unknown>>(PROJECT, [id, projectId]);
  if (!row) throw new AbsentError();
  return viewOf(row);
}

/** Projects routed to a scheme, by reference. */
export async function readRouted(tx: Tx, id: CandidacyId, scheme: string): Promise<readonly ProjectView[]> {
  return (await tx.query<ProjectRow & Record<string, unknown>>(ROUTED, [id, scheme])).map(viewOf);
}

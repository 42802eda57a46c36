import { z } from 'zod';
import { eurosOfCents, type CandidacyId } from '@rebond/kernel';
import { statement, type Tx } from '@rebond/platform';

export const projectsQuery = z.strictObject({
  /** `next` of the page before. */
  after: z.string().max(100).default(''),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

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
  readonly schemes: readonly string[];
}

export const PROJECTS_PAGE = statement(
  'projects_page',
  `select p.id, p.reference, p.company, p.siren, p.title, p.capex_cents, p.jobs_potential, p.jobs_planned,
          p.is_structuring, p.invented, p.status,
          array(select r.scheme from missions.route r
                 where r.candidacy_id = p.candidacy_id and r.project_id = p.id order by r.scheme) as schemes
     from missions.project p
    where p.candidacy_id = $1 and p.reference > $2 order by p.reference limit $3`,
);

export type ProjectView = ReturnType<typeof viewOf>;
// A type, so that it is JSON.
export type ProjectsPage = { readonly items: readonly ProjectView[]; readonly next: string | null };

const viewOf = ({ capex_cents, jobs_potential, jobs_planned, is_structuring, ...row }: ProjectRow) => ({
  ...row,
  capexEur: eurosOfCents(capex_cents),
  jobsPotential: jobs_potential,
  jobsPlanned: jobs_planned,
  isStructuring: is_structuring,
});

/** Projects of a mission by their reference, a page at a time; `next` is null on the last. */
export async function readProjects(
  tx: Tx,
  id: CandidacyId,
  { after, limit }: z.output<typeof projectsQuery>,
): Promise<ProjectsPage> {
  const rows = await tx.query<ProjectRow & Record<string, unknown>>(PROJECTS_PAGE, [id, after, limit + 1]);
  const items = rows.slice(0, limit).map(viewOf);
  return { items, next: rows.length > limit ? (items.at(-1)?.reference ?? null) : null };
}

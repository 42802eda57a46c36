import { cents, type CandidacyId, type OrganisationId } from '@rebond/kernel';
import { instantOrNull, statement, type Tx } from '@rebond/platform';
import type { MissionFigures } from '../domain/figures.js';

interface FiguresRow {
  readonly candidacy_id: CandidacyId;
  readonly starts_on: string;
  readonly ends_on: string | null;
  readonly closed_at: Date | null;
  readonly firms: readonly { id: OrganisationId; name: string; personDays: number; used: number }[];
  readonly person_days: number;
  readonly interviews: number;
  readonly projects: number;
  readonly capex_cents: number;
  readonly jobs_potential: number;
  readonly jobs_planned: number;
  readonly structuring: number;
  readonly structuring_jobs: number;
  readonly routes: Readonly<Record<string, number>>;
  readonly axes: number;
  readonly actions: number;
}

/** Sums of several missions in one statement; each by the index of its case. */
const FIGURES = statement(
  'mission_figures',
  `select m.candidacy_id, m.starts_on, m.ends_on, m.closed_at, m.person_days::float8 as person_days, f.firms,
          i.n as interviews, p.*, r.routes, x.n as axes, a.n as actions
     from missions.mission m
     cross join lateral (
       select coalesce(jsonb_agg(jsonb_build_object('id', f.organisation_id, 'name', o.name,
                'personDays', f.person_days, 'used', coalesce(u.used, 0)) order by o.name collate "fr-x-icu"), '[]') as firms
         from missions.firm f
         join identity.organisation o on o.id = f.organisation_id
         left join lateral (select sum(d.person_days) as used from missions.person_days d
                             where d.candidacy_id = f.candidacy_id and d.organisation_id = f.organisation_id) u on true
        where f.candidacy_id = m.candidacy_id) f
     cross join lateral (select count(*)::int as n from missions.interview i where i.candidacy_id = m.candidacy_id) i
     cross join lateral (
       select count(*)::int as projects, coalesce(sum(p.capex_cents), 0)::bigint as capex_cents,
              coalesce(sum(p.jobs_potential), 0)::bigint as jobs_potential,
              coalesce(sum(p.jobs_planned), 0)::bigint as jobs_planned,
              count(*) filter (where p.is_structuring)::int as structuring,
              coalesce(sum(p.jobs_planned) filter (where p.is_structuring), 0)::bigint as structuring_jobs
         from missions.project p where p.candidacy_id = m.candidacy_id and p.status <> 'dropped') p
     cross join lateral (
       select coalesce(jsonb_object_agg(s.scheme, s.n), '{}') as routes
         from (select r.scheme, count(*)::int as n
                 from missions.route r
                 join missions.project p on p.candidacy_id = r.candidacy_id and p.id = r.project_id
                where r.candidacy_id = m.candidacy_id and p.status <> 'dropped' group by r.scheme) s) r
     cross join lateral (select count(*)::int as n from missions.axis x where x.candidacy_id = m.candidacy_id) x
     cross join lateral (select count(*)::int as n from missions.action a where a.candidacy_id = m.candidacy_id) a
    where m.candidacy_id = any ($1::uuid[])`,
);

const figuresOfRow = (row: FiguresRow): MissionFigures => ({
  startsOn: row.starts_on,
  endsOn: row.ends_on,
  closedAt: instantOrNull(row.closed_at),
  firms: row.firms.map(({ id, name, personDays, used }) => ({
    organisationId: id,
    name,
    personDays,
    personDaysUsed: used,
  })),
  personDays: row.person_days,
  personDaysUsed: row.firms.reduce((sum, firm) => sum + firm.used, 0),
  interviews: row.interviews,
  projects: row.projects,
  capexCents: cents(row.capex_cents),
  jobsPotential: row.jobs_potential,
  jobsPlanned: row.jobs_planned,
  structuringProjects: row.structuring,
  structuringJobsPlanned: row.structuring_jobs,
  routes: row.routes,
  axes: row.axes,
  actions: row.actions,
});

/** Figures by case; a case without a mission is left out. */
export async function readFigures(tx: Tx, ids: readonly CandidacyId[]): Promise<Map<CandidacyId, MissionFigures>> {
  const rows = await tx.query<FiguresRow & Record<string, unknown>>(FIGURES, [ids]);
  return new Map(rows.map((row) => [row.candidacy_id, figuresOfRow(row)]));
}

import type { CaseState } from '@rebond/candidacies';
import { withholds } from '@rebond/identity';
import { statement, type Tx } from '@rebond/platform';

const COMING_DAYS = 30;

const STATES = statement(
  'dashboard_states',
  `select state as key, count(*)::int as count from reporting.case_figures group by state`,
);
const DEPARTEMENTS = statement(
  'dashboard_departements',
  `select departement as key, count(*)::int as count from reporting.case_figures group by departement`,
);
const REGIONS = statement(
  'dashboard_regions',
  `select r.code, coalesce(max(n.name), r.code) as key, count(*)::int as count
     from reporting.case_figures c cross join lateral unnest(c.regions) as r(code)
     left join territories.region n
       on n.code = r.code and n.vintage = (select max(v.vintage) from territories.vintage v)
    group by r.code order by count(*) desc, max(n.name) collate "fr-x-icu"`,
);
const SUMS = statement(
  'dashboard_sums',
  `select coalesce(sum(person_days_engaged), 0)::float8 as engaged, coalesce(sum(person_days_used), 0)::float8 as used,
          coalesce(sum(committed_cents), 0)::bigint as committed, coalesce(sum(awarded_cents), 0)::bigint as awarded
     from reporting.case_figures`,
);
const DEADLINES = statement(
  'dashboard_deadlines',
  `select d.candidacy_id, c.territory, d.kind, d.detail, d.due_at
     from reporting.case_deadlines d join candidacies.candidacy c on c.id = d.candidacy_id
    where d.due_at >= $1 and d.due_at < $2 and c.shared order by d.due_at, c.territory limit 100`,
);

export interface Counted<Key extends string = string> {
  readonly key: Key;
  readonly count: number;
}

export type DeadlineKind = 'piece-owed' | 'completion-due' | 'implicit-rejection' | 'committee';

export interface ComingDeadline extends Record<string, unknown> {
  readonly candidacy_id: string;
  readonly territory: string;
  readonly kind: DeadlineKind;
  readonly detail: string | null;
  readonly due_at: Date;
}

export interface Figures {
  readonly states: readonly Counted<CaseState>[];
  readonly departements: readonly Counted[];
  readonly regions: readonly Counted[];
  readonly sums: {
    readonly engaged: number;
    readonly used: number;
    readonly committed: number;
    readonly awarded: number;
  };
}

export interface Dashboard {
  /** Null: withheld from a reader who has no part in one of the cases. */
  readonly figures: Figures | null;
  readonly deadlines: readonly ComingDeadline[];
}

const NOTHING = { engaged: 0, used: 0, committed: 0, awarded: 0 };

/** Figures of the deposited cases that the reader may see; a case of several regions counts in each. */
export async function readDashboard(tx: Tx): Promise<Dashboard> {
  const until = tx.at.add({ hours: 24 * COMING_DAYS }).toString();
  return {
    figures: withholds(tx.actor) ? null : await readFigures(tx),
    deadlines: await tx.query<ComingDeadline>(DEADLINES, [tx.at.toString(), until]),
  };
}

async function readFigures(tx: Tx): Promise<Figures> {
  return {
    states: await tx.query<Counted<CaseState> & Record<string, unknown>>(STATES),
    departements: await tx.query<Counted & Record<string, unknown>>(DEPARTEMENTS),
    regions: await tx.query<Counted & Record<string, unknown>>(REGIONS),
    sums: (await tx.query<Figures['sums'] & Record<string, unknown>>(SUMS))[0] ?? NOTHING,
  };
}

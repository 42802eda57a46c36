import type { CandidacyId, WaveId } from '@rebond/kernel';
import { instantOf, instantOrNull, statement, type Tx } from '@rebond/platform';

/** What the public reads of a laureate. Amounts in cents; figures are null until a closing committee froze them. */
export interface Laureate {
  readonly candidacyId: CandidacyId;
  readonly waveId: WaveId;
  readonly waveName: string;
  readonly territory: string;
  readonly departement: string;
  readonly departements: readonly string[];
  readonly state: LaureateState;
  readonly announcedAt: Temporal.Instant;
  readonly envelopeCents: number | null;
  readonly personDays: number | null;
  readonly figuresAt: Temporal.Instant | null;
  readonly interviews: number | null;
  readonly projects: number | null;
  readonly investmentCents: number | null;
  readonly jobsPotential: number | null;
  readonly jobsPlanned: number | null;
  /** The last time that one of these was published. */
  readonly updatedAt: Temporal.Instant;
}

export const LAUREATE_STATES = ['selected', 'engineering', 'funded', 'closed', 'abandoned'] as const;
export type LaureateState = (typeof LAUREATE_STATES)[number];

/** Facts of cases as they may be told: decision, then mission, then what its closing committee froze. */
const FACTS = `
  select c.id, c.wave_id, c.territory, c.lead_siren, c.departement, c.regions, c.state,
         coalesce((select array_agg(distinct d order by d) from territories.current_body b, unnest(b.departements) as d
                    where b.siren = any (c.perimeter)), array[c.departement]) as departements,
         coalesce((select sum(f.amount_cents) from funding.funder_commitment f where f.candidacy_id = c.id),
                  l.envelope_cents) as envelope_cents,
         coalesce(m.person_days, l.person_days) as person_days,
         f.taken_at, (f.figures->>'interviews')::int as interviews, (f.figures->>'projects')::int as projects,
         round((f.figures->>'capexEur')::numeric * 100)::bigint as investment_cents,
         (f.figures->>'jobsPotential')::int as jobs_potential, (f.figures->>'jobsPlanned')::int as jobs_planned
    from candidacies.candidacy c
    left join lateral (select d.envelope_cents, d.person_days from selection.decision_line d
                        where d.candidacy_id = c.id and d.status = 'announced' and d.outcome = 'select'
                        order by d.list_id desc limit 1) l on true
    left join missions.mission m on m.candidacy_id = c.id
    left join lateral (select z.taken_at, z.figures from missions.frozen_figures z
                        where z.candidacy_id = c.id and m.closed_at is not null
                        order by z.taken_at desc limit 1) f on true
   where c.id = any ($1::uuid[])`;

const TO_ANNOUNCE = statement(
  'laureates_to_announce',
  `select c.id, c.territory from candidacies.candidacy c
    where c.wave_id = $1 and c.state = any ($2::text[])
      and not exists (select 1 from reporting.laureate l where l.candidacy_id = c.id)
    order by c.territory collate "fr-x-icu", c.id`,
);
const ANNOUNCE = statement(
  'laureates_announce',
  `with announced as (
     insert into reporting.announcement (id, wave_id, announced_at, seat_id) values ($2, $3, $4::timestamptz, $5)
     returning id, announced_at)
   insert into reporting.laureate
     (candidacy_id, wave_id, announcement_id, announced_at, territory, lead_siren, departement, departements, regions,
      state, envelope_cents, person_days, figures_at, interviews, projects, investment_cents, jobs_potential,
      jobs_planned, updated_at)
   select t.id, t.wave_id, a.id, a.announced_at, t.territory, t.lead_siren, t.departement, t.departements, t.regions,
          t.state, t.envelope_cents, t.person_days, t.taken_at, t.interviews, t.projects, t.investment_cents,
          t.jobs_potential, t.jobs_planned, a.announced_at
     from (${FACTS}) t cross join announced a
   returning candidacy_id`,
);
const REFRESH = statement(
  'laureates_refresh',
  `update reporting.laureate l
      set state = t.state, envelope_cents = t.envelope_cents, person_days = t.person_days, figures_at = t.taken_at,
          interviews = t.interviews, projects = t.projects, investment_cents = t.investment_cents,
          jobs_potential = t.jobs_potential, jobs_planned = t.jobs_planned, updated_at = $2
     from (${FACTS}) t
    where l.candidacy_id = t.id and t.state = any ($3::text[])`,
);
const LIST = statement(
  'laureates_list',
  `select l.candidacy_id, l.wave_id, w.name as wave_name, l.territory, l.departement, l.departements, l.state,
          l.announced_at, l.envelope_cents, l.person_days::float8 as person_days, l.figures_at, l.interviews, l.projects,
          l.investment_cents, l.jobs_potential, l.jobs_planned, l.updated_at
     from reporting.laureate l join calls.wave w on w.id = l.wave_id
    where $1::uuid is null or l.wave_id = $1
    order by w.cutoff_at desc, l.territory collate "fr-x-icu", l.candidacy_id`,
);

interface Row extends Record<string, unknown> {
  readonly candidacy_id: CandidacyId;
  readonly wave_id: WaveId;
  readonly wave_name: string;
  readonly territory: string;
  readonly departement: string;
  readonly departements: readonly string[];
  readonly state: LaureateState;
  readonly announced_at: Date;
  readonly envelope_cents: number | null;
  readonly person_days: number | null;
  readonly figures_at: Date | null;
  readonly interviews: number | null;
  readonly projects: number | null;
  readonly investment_cents: number | null;
  readonly jobs_potential: number | null;
  readonly jobs_planned: number | null;
  readonly updated_at: Date;
}

const laureateOf = (row: Row): Laureate => ({
  candidacyId: row.candidacy_id,
  waveId: row.wave_id,
  waveName: row.wave_name,
  territory: row.territory,
  departement: row.departement,
  departements: row.departements,
  state: row.state,
  announcedAt: instantOf(row.announced_at),
  envelopeCents: row.envelope_cents,
  personDays: row.person_days,
  figuresAt: instantOrNull(row.figures_at),
  interviews: row.interviews,
  projects: row.projects,
  investmentCents: row.investment_cents,
  jobsPotential: row.jobs_potential,
  jobsPlanned: row.jobs_planned,
  updatedAt: instantOf(row.updated_at),
});

export interface ToAnnounce {
  readonly id: CandidacyId;
  readonly territory: string;
}

/** Selected cases of a wave that were not announced yet, by name. */
export const laureatesToAnnounce = (tx: Tx, waveId: WaveId): Promise<ToAnnounce[]> =>
  tx.query<ToAnnounce & Record<string, unknown>>(TO_ANNOUNCE, [waveId, LAUREATE_STATES]);

/** Publishes these cases under a new announcement. */
export async function insertLaureates(
  tx: Tx,
  announcement: string,
  waveId: WaveId,
  ids: readonly CandidacyId[],
): Promise<void> {
  await tx.query(ANNOUNCE, [ids, announcement, waveId, tx.at.toString(), tx.actor.seatId]);
}

/** Brings what is public of these cases up to date; one that was not announced stays unpublished. */
export async function refreshLaureates(tx: Tx, ids: readonly CandidacyId[]): Promise<void> {
  await tx.query(REFRESH, [ids, tx.at.toString(), LAUREATE_STATES]);
}

/** Announced laureates, of one wave or of all, the last wave first. */
export const readLaureates = async (tx: Tx, waveId: WaveId | null): Promise<readonly Laureate[]> =>
  (await tx.query<Row>(LIST, [waveId])).map(laureateOf);

import type { MigrationInterface, QueryRunner } from 'typeorm';
import { RECUSALS_POLICIES } from '../policies/recusals.js';

const TABLES = `
  create table identity.recusal (
    id uuid primary key,
    person_id uuid not null references identity.person (id),
    candidacy_id uuid not null,
    wave_id uuid not null,
    grounds text[] not null check (cardinality(grounds) > 0),
    declared_at timestamptz not null,
    -- The seat from which it was declared; it holds for every seat of the person.
    seat_id uuid,
    lifted_at timestamptz check (lifted_at >= declared_at),
    lifted_by uuid,
    lift_reason text,
    check (num_nonnulls(lifted_at, lifted_by, lift_reason) in (0, 3)),
    check (lifted_by <> person_id)
  );
  create unique index recusal_in_force on identity.recusal (person_id, candidacy_id) where lifted_at is null;
  create index recusal_candidacy on identity.recusal (candidacy_id) where lifted_at is null;

  create table identity.recusal_declaration (
    person_id uuid not null references identity.person (id),
    wave_id uuid not null,
    declared_at timestamptz not null,
    seat_id uuid,
    primary key (person_id, wave_id, declared_at)
  );
  comment on table identity.recusal_declaration is 'Covers the cases of the wave that were deposited by then';

  create table identity.interest (
    id uuid primary key,
    person_id uuid not null references identity.person (id),
    kind text not null check (kind in ('employer', 'mandate', 'firm', 'same-epci')),
    siren text not null check (siren ~ '^[0-9]{9}$'),
    declared_at timestamptz not null,
    ended_at timestamptz check (ended_at >= declared_at)
  );
  create unique index interest_in_force on identity.interest (person_id, kind, siren) where ended_at is null;

  create table identity.opened_totals (
    wave_id uuid primary key,
    opened_at timestamptz not null
  );
  comment on table identity.opened_totals is 'Waves announced: totals over their cases are withheld from nobody any more';

  create index candidacy_judged on candidacies.candidacy (wave_id, deposited_at)
    where state in ('submitted', 'incomplete', 'waitlisted');
`;

/** Asked at each request: by the person's few recusals, and by wave for whoever declares first. */
const CLOSED = `
  create function identity.recusals_of(of_person uuid, declares_first boolean, is_party boolean, at timestamptz)
    returns table (recused uuid[], withheld_waves uuid[], undeclared_waves uuid[])
    language sql stable security definer set search_path = pg_catalog as $$
    with mine as materialized (
      select r.candidacy_id, r.wave_id from identity.recusal r
       where not is_party and r.person_id = of_person and r.lifted_at is null and r.declared_at <= at
    ), undeclared as materialized (
      select c.id, c.wave_id
        from calls.wave w
        left join lateral (select max(d.declared_at) as at from identity.recusal_declaration d
                            where d.person_id = of_person and d.wave_id = w.id) d on true
        join candidacies.candidacy c on c.wave_id = w.id and c.deposited_at > coalesce(d.at, '-infinity')
       where declares_first and c.shared and c.state in ('submitted', 'incomplete', 'waitlisted')
    )
    select array(select candidacy_id from mine union select id from undeclared order by 1),
           array(select wave_id from mine m
                  where not exists (select 1 from identity.opened_totals o where o.wave_id = m.wave_id)
                 union select wave_id from undeclared order by 1),
           array(select distinct wave_id from undeclared order by 1)
    $$;

  -- Whether a case is not to be told to a person: the same, for one case and whoever writes to them.
  create function identity.is_closed(of_person uuid, of_case uuid, declares_first boolean, at timestamptz)
    returns boolean language sql stable security definer set search_path = pg_catalog as $$
    select exists (select 1 from identity.recusal r
                    where r.person_id = of_person and r.candidacy_id = of_case and r.lifted_at is null
                      and r.declared_at <= at)
        or (declares_first and exists (
              select 1 from candidacies.candidacy c
               where c.id = of_case and c.shared and c.state in ('submitted', 'incomplete', 'waitlisted')
                 and not exists (select 1 from identity.recusal_declaration d
                                  where d.person_id = of_person and d.wave_id = c.wave_id
                                    and d.declared_at >= c.deposited_at)))
    $$;

  -- Cases in charge of a seat on which only recused people sit: somebody else is to be found.
  create function candidacies.unattended(at timestamptz) returns setof uuid
    language sql stable security definer set search_path = pg_catalog as $$
    select a.candidacy_id from candidacies.assignment a
     where exists (select 1 from identity.recusal r where r.candidacy_id = a.candidacy_id and r.lifted_at is null)
       and not exists (
         select 1 from identity.holding h
          where h.seat_id = a.seat_id and h.from_at <= at and (h.until_at is null or h.until_at > at)
            and not exists (select 1 from identity.recusal r
                             where r.person_id = h.person_id and r.candidacy_id = a.candidacy_id
                               and r.lifted_at is null))
    $$;

  revoke all on function identity.recusals_of, identity.is_closed, candidacies.unattended from public;
  grant execute on function identity.recusals_of, identity.is_closed, candidacies.unattended to rebond_app;
`;

/** The people of a case were told to the programme office without looking at its recusals. */
const TEAM = (unrecused: string): string => `
  create or replace function candidacies.team(of_case uuid, at timestamptz)
    returns table (organisation_id uuid, organisation text, siren text, mailbox text, basis text, seat_id uuid,
                   role text, title text, person_id uuid, name text, email text, since timestamptz,
                   on_behalf_of text)
    language sql stable security definer set search_path = pg_catalog as $$
    select o.id, o.name, o.siren, o.mailbox, a.basis, s.id, s.role, s.title, p.id, p.name, p.email, h.from_at, b.name
      from identity.case_access a
      join identity.organisation o on o.id = a.organisation_id
      left join identity.seat s on s.organisation_id = o.id and s.role in ('epci_lead', 'epci_member')
      left join identity.holding h on h.seat_id = s.id and h.from_at <= at and (h.until_at is null or h.until_at > at)
      left join identity.person p on p.id = h.person_id
      left join identity.person b on b.id = h.on_behalf_of
     where a.candidacy_id = of_case and a.basis in ('lead', 'member')
       and a.from_at <= at and (a.until_at is null or a.until_at > at)
       and ((of_case = any ((select current_setting('rebond.cases', true))::uuid[])
             and 'territory' = any ((select current_setting('rebond.audiences', true))::text[]))
            or ((select current_setting('rebond.role', true)) in ('system', 'programme_director', 'auditor')
                and exists (select 1 from candidacies.candidacy c where c.id = of_case and c.shared)))${unrecused}
    $$;
`;
const UNRECUSED = `
       and (of_case = any ((select current_setting('rebond.recused', true))::uuid[])) is not true`;

/** Tables whose rows a recusal hides from now on: their policies are made anew. */
const CHANGED = ['platform.mail', 'selection.decision_line']
  .flatMap((table) => ['select', 'insert', 'update', 'delete'].map((one) => `drop policy rebond_${one} on ${table};`))
  .join('\n');

const role = "(select current_setting('rebond.role', true))";
/** What 0001 and 0007 said of the two tables. */
const FORMER = `
  alter policy rebond_select on platform.mail using (${role} = any ('{system,programme_director,auditor}'::text[]));
  alter policy rebond_select on selection.decision_line
    using (${role} = any ('{system,programme_director,minister_office,auditor}'::text[]));
  alter policy rebond_insert on selection.decision_line
    with check (${role} = any ('{system,programme_director,minister_office}'::text[]));
  alter policy rebond_update on selection.decision_line
    using (${role} = any ('{system,programme_director,minister_office}'::text[]))
    with check (${role} = any ('{system,programme_director,minister_office}'::text[]));
`;

/** Recusals: who has no part in which case, what each declared and when, and whose totals are withheld. */
export class Recusals1760000000021 implements MigrationInterface {
  readonly name = 'Recusals1760000000021';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
    await runner.query(CLOSED);
    await runner.query(TEAM(UNRECUSED));
    await runner.query(CHANGED);
    await runner.query(RECUSALS_POLICIES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(FORMER);
    await runner.query(TEAM(''));
    await runner.query(`
      drop function identity.recusals_of, identity.is_closed, candidacies.unattended;
      drop index candidacies.candidacy_judged;
      drop table identity.recusal, identity.recusal_declaration, identity.interest, identity.opened_totals;
    `);
  }
}

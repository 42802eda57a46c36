import type { MigrationInterface, QueryRunner } from 'typeorm';
import { WORKLIST_POLICIES } from '../policies/worklist.js';

/** What the deposited cases of before say of themselves; who acts next as `nextActor` of the candidacies room says it. */
const BACKFILL = `
  insert into candidacies.case_facets
    (candidacy_id, wave_id, state, departement, regions, next_actor, next_since, next_due, admissibility_due,
     last_change, last_state_change)
  select c.id, c.wave_id, c.state, c.departement, c.regions, s.next_actor,
         coalesce(a.turned_at, c.deposited_at),
         coalesce(case when c.state = 'incomplete' then k.due_at
                       when s.next_actor = 'officer' and c.state = 'submitted'
                         then least(s.admissibility_due, c.implicit_rejection_at)
                       when c.state in ('submitted', 'waitlisted') then c.implicit_rejection_at end, 'infinity'),
         s.admissibility_due, coalesce(a.changed_at, c.deposited_at),
         greatest(a.state_changed_at, a.changed_at, c.deposited_at)
    from candidacies.candidacy c
    left join calls.definition d on d.call_id = c.call_id and d.version = c.definition_version
    cross join lateral (
      select case when c.state = 'submitted' and c.admissibility = 'pending' then 'officer'
                  when c.state in ('submitted', 'waitlisted', 'funded') then 'office'
                  when c.state = 'incomplete' then 'territory'
                  when c.state = 'selected' then 'officer'
                  when c.state = 'engineering' then 'firms' end as next_actor,
             case when not exists (select 1 from candidacies.completion k where k.candidacy_id = c.id) then
               ((select max(p.received_at) from candidacies.deposit p where p.candidacy_id = c.id and p.kind = 'deposit')
                  at time zone 'Europe/Paris')::date::timestamp
                  + make_interval(months => (d.content -> 'legal' ->> 'admissibilityMonths')::int, days => 1)
             end at time zone 'Europe/Paris' as admissibility_due
    ) s
    left join lateral (
      select max(e.at) filter (where e.audience = 'everyone') as changed_at,
             max(e.at) filter (where e.audience = 'state') as state_changed_at,
             max(e.at) filter (where e.action in ('candidacy.admitted', 'candidacy.deposited')
               or e.canonical::jsonb -> 'facts' ->> 'from' <> e.canonical::jsonb -> 'facts' ->> 'to') as turned_at
        from platform.audit_entry e where e.candidacy_id = c.id
    ) a on true
    left join lateral (
      select min(due_at) as due_at from candidacies.completion
       where candidacy_id = c.id and answered_at is null and cancelled_at is null
    ) k on true
   where c.shared
`;

/** The officers' day: what worklists sort and filter on, who is in charge, notes, templates, views, opinions. */
export class Worklist1760000000015 implements MigrationInterface {
  readonly name = 'Worklist1760000000015';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- One row per deposited case, written by whatever moves it.
      create table candidacies.case_facets (
        candidacy_id uuid primary key references candidacies.candidacy (id),
        wave_id uuid not null,
        state text not null,
        departement text not null,
        regions text[] not null,
        officer_seat_id uuid,
        next_actor text check (next_actor in ('territory', 'officer', 'office', 'firms')),
        next_since timestamptz not null,
        next_due timestamptz not null default 'infinity',
        admissibility_due timestamptz,
        last_change timestamptz not null,
        last_state_change timestamptz not null check (last_state_change >= last_change)
      );
      comment on column candidacies.case_facets.next_due is 'Infinity: nothing is due';
      comment on column candidacies.case_facets.last_change is 'Of what every reader of the case may see';
      create index facets_due on candidacies.case_facets (next_due, candidacy_id);
      create index facets_since on candidacies.case_facets (next_since, candidacy_id) where next_actor is not null;
      create index facets_change on candidacies.case_facets (last_state_change, candidacy_id);
      create index facets_officer on candidacies.case_facets (officer_seat_id, next_due, candidacy_id);
      create index facets_wave on candidacies.case_facets (wave_id, next_due, candidacy_id);

      create table candidacies.assignment (
        candidacy_id uuid primary key references candidacies.candidacy (id),
        seat_id uuid not null,
        assigned_at timestamptz not null,
        assigned_by uuid
      );
      create index assignment_seat on candidacies.assignment (seat_id);

      create table candidacies.note (
        id uuid primary key,
        candidacy_id uuid not null references candidacies.candidacy (id),
        audience text not null default 'state' check (audience = 'state'),
        seat_id uuid,
        person_id uuid,
        -- Kept beside the text: who signed may leave.
        signed text not null,
        at timestamptz not null,
        body text not null,
        unique (candidacy_id, id)
      );

      create table candidacies.message_template (
        id uuid primary key,
        call_id uuid not null,
        kind text not null check (kind in ('completion', 'message')),
        title text not null,
        body text not null,
        days int check (days between 1 and 366),
        version int not null default 1,
        updated_at timestamptz not null,
        updated_by uuid,
        removed_at timestamptz,
        check (days is null or kind = 'completion')
      );
      create index message_template_call on candidacies.message_template (call_id, kind) where removed_at is null;

      create table candidacies.saved_view (
        id uuid primary key,
        seat_id uuid not null,
        title text not null,
        query text not null,
        created_at timestamptz not null,
        removed_at timestamptz
      );
      create unique index saved_view_title on candidacies.saved_view (seat_id, title) where removed_at is null;

      create table candidacies.read_mark (
        seat_id uuid not null,
        person_id uuid not null,
        candidacy_id uuid not null references candidacies.candidacy (id),
        read_at timestamptz not null,
        primary key (person_id, candidacy_id, seat_id)
      );

      create table candidacies.batch (
        id uuid primary key,
        seat_id uuid not null,
        act text not null,
        at timestamptz not null,
        results jsonb not null
      );
      create index batch_seat on candidacies.batch (seat_id, at);

      create table candidacies.opinion (
        id uuid primary key,
        candidacy_id uuid not null references candidacies.candidacy (id),
        audience text not null default 'state' check (audience = 'state'),
        key text not null,
        body text not null,
        label text not null,
        question text not null,
        mandatory boolean not null,
        -- Asked of an organisation, or of a person who has no account and answers by a link.
        organisation_id uuid,
        adviser_name text,
        adviser_address text,
        asked_at timestamptz not null,
        asked_by uuid,
        due_at timestamptz not null,
        stance text check (stance in ('favourable', 'reserved', 'unfavourable')),
        text text,
        given_at timestamptz,
        given_by uuid,
        given_by_person uuid,
        signed text,
        check ((organisation_id is null) = (adviser_address is not null)),
        check ((adviser_address is null) = (adviser_name is null)),
        check ((given_at is null) = (stance is null) and (given_at is null) = (signed is null))
      );
      create index opinion_candidacy on candidacies.opinion (candidacy_id, asked_at);
      create unique index opinion_once on candidacies.opinion (candidacy_id, key, organisation_id)
        where organisation_id is not null;
    `);
    await runner.query(WORKLIST_POLICIES);
    await runner.query(BACKFILL);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table candidacies.opinion, candidacies.batch, candidacies.read_mark, candidacies.saved_view,
        candidacies.message_template, candidacies.note, candidacies.assignment, candidacies.case_facets
    `);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';
import { OFFICE_POLICIES } from '../policies/office.js';

/** Questions about a wave, what is public of laureates, and the draws of the auditors. */
export class Office1760000000017 implements MigrationInterface {
  readonly name = 'Office1760000000017';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table calls.question (
        id uuid primary key,
        wave_id uuid not null references calls.wave (id),
        organisation_id uuid not null,
        asked_by_seat uuid,
        asked_by_person uuid,
        asked_at timestamptz not null,
        question text not null check (length(question) between 1 and 4000),
        public_question text check (length(public_question) between 1 and 4000),
        answer text check (length(answer) between 1 and 10000),
        answered_at timestamptz,
        published_at timestamptz,
        version int not null default 1 check (version > 0),
        check ((answer is null) = (answered_at is null)),
        check (published_at is null or num_nonnulls(public_question, answer) = 2)
      );
      comment on column calls.question.public_question is 'As it is published: nothing in it tells who asked';
      create index question_wave on calls.question (wave_id, asked_at, id);
      create index question_published on calls.question (published_at, id) where published_at is not null;

      -- Auditors read the journal by period.
      create index audit_entry_at on platform.audit_entry using brin (at);

      create schema reporting;

      create table reporting.announcement (
        id uuid primary key,
        wave_id uuid not null references calls.wave (id),
        announced_at timestamptz not null,
        seat_id uuid
      );
      create index announcement_wave on reporting.announcement (wave_id, announced_at);
      create trigger append_only before update or delete on reporting.announcement
        for each row execute function platform.refuse_change();

      create table reporting.laureate (
        candidacy_id uuid primary key references candidacies.candidacy (id),
        wave_id uuid not null references calls.wave (id),
        announcement_id uuid not null references reporting.announcement (id),
        announced_at timestamptz not null,
        territory text not null,
        lead_siren text not null,
        departement text not null,
        departements text[] not null,
        regions text[] not null,
        state text not null check (state in ('selected', 'engineering', 'funded', 'closed', 'abandoned')),
        envelope_cents bigint,
        person_days numeric(7,1),
        figures_at timestamptz,
        interviews int,
        projects int,
        investment_cents bigint,
        jobs_potential int,
        jobs_planned int,
        updated_at timestamptz not null
      );
      comment on table reporting.laureate is 'What the public reads: a row is written when its wave is announced';
      comment on column reporting.laureate.figures_at is 'When the closing committee froze the figures; null before';
      create index laureate_wave on reporting.laureate (wave_id, candidacy_id);

      create table reporting.draw (
        id uuid primary key,
        seed text not null check (length(seed) between 1 and 100),
        wave_id uuid references calls.wave (id),
        size int not null check (size > 0),
        population int not null check (population >= 0),
        candidacy_ids uuid[] not null,
        drawn_at timestamptz not null,
        seat_id uuid,
        person_id uuid
      );
      comment on column reporting.draw.population is 'Cases deposited at that instant, of the wave when one is named';
      create trigger append_only before update or delete on reporting.draw
        for each row execute function platform.refuse_change();
      create index draw_recent on reporting.draw (drawn_at desc, id);

      -- One set of figures for every dashboard; each reader sums the cases that its own policy shows.
      create view reporting.case_figures with (security_invoker = true) as
      select c.id, c.call_id, c.wave_id, c.state, c.shared, c.territory, c.departement, c.regions, c.deposited_at,
             c.implicit_rejection_at, m.person_days as person_days_engaged, u.used as person_days_used,
             e.committed_cents, e.awarded_cents
        from candidacies.candidacy c
        left join missions.mission m on m.candidacy_id = c.id
        left join lateral (select sum(d.person_days) as used from missions.person_days d
                            where d.candidacy_id = c.id) u on true
        left join lateral (
          select (select sum(f.amount_cents) from funding.funder_commitment f where f.candidacy_id = c.id) as committed_cents,
                 (select sum(a.amount_cents) from funding.award a where a.candidacy_id = c.id) as awarded_cents) e on true
       where c.shared;

      -- The next thing that each case owes or is owed, by date.
      create view reporting.case_deadlines with (security_invoker = true) as
      select o.candidacy_id, 'piece-owed' as kind, o.label as detail, o.due_at
        from candidacies.owed_piece o where o.provided_at is null and o.due_at is not null
      union all
      select q.candidacy_id, 'completion-due', null, q.due_at
        from candidacies.completion q where q.answered_at is null and q.cancelled_at is null
      union all
      select c.id, 'implicit-rejection', null, c.implicit_rejection_at
        from candidacies.candidacy c
       where c.implicit_rejection_at is not null and c.state in ('submitted', 'incomplete', 'waitlisted')
      union all
      select g.candidacy_id, 'committee', g.title, g.starts_at from meetings.meeting g where g.status in ('planned', 'convened');
    `);
    await runner.query(OFFICE_POLICIES);
    await runner.query('grant select on reporting.case_figures, reporting.case_deadlines to rebond_app');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop schema reporting cascade; drop table calls.question');
  }
}

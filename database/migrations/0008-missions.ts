import type { MigrationInterface, QueryRunner } from 'typeorm';
import { MISSIONS_POLICIES } from '../policies/missions.js';

/** Engineering missions: firms and their person-days, interviews, industrial projects, routes, frozen figures, roadmap. */
export class Missions1760000000008 implements MigrationInterface {
  readonly name = 'Missions1760000000008';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create schema missions;

      create table missions.mission (
        candidacy_id uuid primary key references candidacies.candidacy (id),
        person_days numeric(7,1) not null check (person_days > 0),
        starts_on date not null,
        ends_on date check (ends_on >= starts_on),
        engaged_at timestamptz not null,
        engaged_by uuid,
        closed_at timestamptz
      );

      create table missions.firm (
        candidacy_id uuid not null references missions.mission (candidacy_id),
        organisation_id uuid not null references identity.organisation (id),
        person_days numeric(7,1) not null check (person_days > 0),
        primary key (candidacy_id, organisation_id)
      );

      -- A ledger: a correction is a negative row.
      create table missions.person_days (
        id uuid primary key,
        candidacy_id uuid not null,
        organisation_id uuid not null,
        worked_on date not null,
        person_days numeric(7,1) not null check (person_days <> 0),
        recorded_at timestamptz not null,
        recorded_by uuid,
        foreign key (candidacy_id, organisation_id) references missions.firm (candidacy_id, organisation_id)
      );
      create index person_days_firm on missions.person_days (candidacy_id, organisation_id) include (person_days);

      create table missions.interview (
        id uuid primary key,
        candidacy_id uuid not null references missions.mission (candidacy_id),
        reference text not null,
        company text not null,
        siren text check (siren ~ '^[0-9]{9}$'),
        held_on date not null,
        organisation_id uuid,
        invented boolean not null,
        recorded_at timestamptz not null,
        unique (candidacy_id, reference),
        foreign key (candidacy_id, organisation_id) references missions.firm (candidacy_id, organisation_id)
      );

      create table missions.project (
        id uuid primary key,
        candidacy_id uuid not null references missions.mission (candidacy_id),
        reference text collate "C" not null,
        company text not null,
        siren text check (siren ~ '^[0-9]{9}$'),
        title text not null,
        capex_cents bigint not null check (capex_cents between 0 and 900000000000000),
        jobs_potential int not null check (jobs_potential >= 0),
        jobs_planned int not null check (jobs_planned >= 0),
        is_structuring boolean not null,
        invented boolean not null,
        status text not null check (status in ('identified', 'dropped')),
        recorded_at timestamptz not null,
        unique (candidacy_id, reference),
        unique (candidacy_id, id)
      );

      create table missions.route (
        candidacy_id uuid not null,
        project_id uuid not null,
        scheme text not null,
        decided_on date not null,
        recorded_at timestamptz not null,
        recorded_by uuid,
        primary key (candidacy_id, project_id, scheme),
        foreign key (candidacy_id, project_id) references missions.project (candidacy_id, id)
      );

      create table missions.frozen_figures (
        id uuid primary key,
        candidacy_id uuid not null references missions.mission (candidacy_id),
        taken_at timestamptz not null,
        reason text not null,
        figures jsonb not null,
        digest text not null check (digest ~ '^[0-9a-f]{64}$')
      );
      comment on column missions.frozen_figures.digest is 'SHA-256 of the canonical JSON of the figures';
      create index frozen_figures_mission on missions.frozen_figures (candidacy_id, taken_at);

      create table missions.axis (
        id uuid primary key,
        candidacy_id uuid not null references candidacies.candidacy (id),
        n int not null check (n > 0),
        title text not null,
        from_year int not null,
        to_year int not null check (to_year >= from_year),
        created_at timestamptz not null,
        unique (candidacy_id, n),
        unique (candidacy_id, id)
      );

      create table missions.action (
        id uuid primary key,
        candidacy_id uuid not null,
        axis_id uuid not null,
        n int not null check (n > 0),
        title text not null,
        due_on date,
        created_at timestamptz not null,
        unique (axis_id, n),
        foreign key (candidacy_id, axis_id) references missions.axis (candidacy_id, id)
      );
      create index action_candidacy on missions.action (candidacy_id);

      -- The balance is the sum; the firm's row is held while it is counted, so that two at once cannot both fit.
      create function missions.keep_person_days() returns trigger
        language plpgsql security definer set search_path = pg_catalog as $$
      declare
        engaged numeric;
        used numeric;
      begin
        select f.person_days into engaged from missions.firm f
         where f.candidacy_id = new.candidacy_id and f.organisation_id = new.organisation_id for no key update;
        select sum(p.person_days) into used from missions.person_days p
         where p.candidacy_id = new.candidacy_id and p.organisation_id = new.organisation_id;
        if used not between 0 and engaged then
          raise exception 'person-days used (%) leave what is engaged (%)', used, engaged
            using errcode = '23514', constraint = 'person_days_within_engaged';
        end if;
        return null;
      end $$;
      revoke all on function missions.keep_person_days from public;
      create trigger person_days_within_engaged after insert on missions.person_days
        for each row execute function missions.keep_person_days();

      create trigger append_only before update or delete on missions.person_days
        for each row execute function platform.refuse_change();
      create trigger append_only_all before truncate on missions.person_days
        for each statement execute function platform.refuse_change();
      create trigger append_only before update or delete on missions.frozen_figures
        for each row execute function platform.refuse_change();
      create trigger append_only_all before truncate on missions.frozen_figures
        for each statement execute function platform.refuse_change();
    `);
    await runner.query(MISSIONS_POLICIES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop schema missions cascade');
  }
}

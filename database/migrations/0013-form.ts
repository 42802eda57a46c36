import type { MigrationInterface, QueryRunner } from 'typeorm';
import { FORM_POLICIES } from '../policies/form.js';

/** Who writes which section of a candidacy, and what its territory says of it among itself. */
export class Form1760000000013 implements MigrationInterface {
  readonly name = 'Form1760000000013';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table candidacies.section_assignment (
        candidacy_id uuid not null references candidacies.candidacy (id),
        section text not null,
        audience text not null default 'territory' check (audience = 'territory'),
        assignee_id uuid not null,
        assigned_by uuid,
        assigned_at timestamptz not null,
        primary key (candidacy_id, section)
      );

      create table candidacies.section_comment (
        id uuid primary key,
        candidacy_id uuid not null references candidacies.candidacy (id),
        section text not null,
        audience text not null default 'territory' check (audience = 'territory'),
        body text not null check (length(body) between 1 and 5000),
        author text not null,
        seat_id uuid not null,
        person_id uuid,
        written_at timestamptz not null,
        resolved_at timestamptz,
        resolved_by text,
        check ((resolved_at is null) = (resolved_by is null))
      );
      create index section_comment_case on candidacies.section_comment (candidacy_id, section, written_at);

      -- The people of a case's territory, for each other: their names are rows that no seat reads.
      create function candidacies.territory_people(of_case uuid, at timestamptz)
        returns table (seat_id uuid, person_id uuid, person text, title text, organisation text, role text)
        language sql stable security definer set search_path = pg_catalog as $$
        select distinct s.id, p.id, p.name, s.title, o.name, s.role
          from identity.case_access a
          join identity.organisation o on o.id = a.organisation_id
          join identity.seat s on s.organisation_id = o.id and s.role in ('epci_lead', 'epci_member')
          join identity.holding h on h.seat_id = s.id and h.from_at <= at and (h.until_at is null or h.until_at > at)
          join identity.person p on p.id = h.person_id
         where a.candidacy_id = of_case and a.basis in ('lead', 'member')
           and a.from_at <= at and (a.until_at is null or a.until_at > at)
           and of_case = any ((select current_setting('rebond.cases', true))::uuid[])
           and 'territory' = any ((select current_setting('rebond.audiences', true))::text[])
        $$;
      revoke all on function candidacies.territory_people from public;
      grant execute on function candidacies.territory_people to rebond_app;
    `);
    await runner.query(FORM_POLICIES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop function candidacies.territory_people;
      drop table candidacies.section_comment, candidacies.section_assignment;
    `);
  }
}

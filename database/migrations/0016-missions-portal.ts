import type { MigrationInterface, QueryRunner } from 'typeorm';
import { MISSIONS_PORTAL_POLICIES } from '../policies/missions-portal.js';

/**
 * What the portal's pages of a mission need: a version on what is edited row by row, files between their check and their
 * import, outsiders' words on a project, and where each project stands at Bpifrance.
 */
export class MissionsPortal1760000000016 implements MigrationInterface {
  readonly name = 'MissionsPortal1760000000016';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table missions.project add column version int not null default 1 check (version > 0);
      alter table missions.interview add column version int not null default 1 check (version > 0);

      create function missions.next_version() returns trigger language plpgsql set search_path = pg_catalog as $$
      begin
        new.version := old.version + 1;
        return new;
      end $$;
      create trigger next_version before update on missions.project
        for each row execute function missions.next_version();
      create trigger next_version before update on missions.interview
        for each row execute function missions.next_version();

      create table missions.pending_import (
        id uuid primary key,
        candidacy_id uuid not null references missions.mission (candidacy_id),
        seat_id uuid not null references identity.seat (id),
        kind text not null check (kind in ('interviews', 'projects')),
        filename text not null,
        content bytea not null check (length(content) <= 5242880),
        uploaded_at timestamptz not null,
        expires_at timestamptz not null check (expires_at > uploaded_at)
      );
      create index pending_import_candidacy on missions.pending_import (candidacy_id);
      create index pending_import_expires on missions.pending_import (expires_at);

      create table missions.consultation (
        id uuid primary key,
        candidacy_id uuid not null,
        project_id uuid not null,
        kind text not null check (kind in ('status', 'opinion')),
        organisation text not null,
        name text not null,
        email text not null,
        message text,
        asked_at timestamptz not null,
        seat_id uuid,
        due_at timestamptz not null check (due_at > asked_at),
        answer text check (answer in ('ongoing', 'late', 'done', 'stopped', 'favourable', 'reserved', 'unfavourable')),
        comment text,
        respondent text,
        answered_at timestamptz,
        check ((answer is null) = (answered_at is null)),
        foreign key (candidacy_id, project_id) references missions.project (candidacy_id, id)
      );
      comment on column missions.consultation.seat_id is 'who asked';
      create index consultation_project on missions.consultation (candidacy_id, project_id);

      create table funding.dossier_status (
        id uuid primary key,
        candidacy_id uuid not null,
        project_id uuid not null,
        n int not null check (n > 0),
        status text not null check (status in ('deposited', 'examination', 'granted', 'refused', 'paid', 'withdrawn')),
        decided_on date not null,
        note text,
        at timestamptz not null,
        seat_id uuid,
        unique (candidacy_id, project_id, n),
        foreign key (candidacy_id, project_id) references missions.project (candidacy_id, id)
      );
      create trigger append_only before update or delete on funding.dossier_status
        for each row execute function platform.refuse_change();
      create trigger append_only_all before truncate on funding.dossier_status
        for each statement execute function platform.refuse_change();
    `);
    await runner.query(MISSIONS_PORTAL_POLICIES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table funding.dossier_status; drop table missions.consultation; drop table missions.pending_import;
      drop trigger next_version on missions.project; drop trigger next_version on missions.interview;
      drop function missions.next_version;
      alter table missions.project drop column version; alter table missions.interview drop column version;
    `);
  }
}

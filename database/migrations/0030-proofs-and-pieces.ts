import type { MigrationInterface, QueryRunner } from 'typeorm';
import { PROOFS_POLICIES } from '../policies/proofs.js';

/** Proofs of notification by registered letter, and files that come with appeals. */
export class ProofsAndPieces1760000000030 implements MigrationInterface {
  readonly name = 'ProofsAndPieces1760000000030';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table selection.postal_notice (
        id uuid primary key,
        candidacy_id uuid not null references candidacies.candidacy (id),
        decision text not null
          check (decision in ('selected', 'waitlisted', 'rejected', 'declared-inadmissible', 'lapsed')),
        decided_at timestamptz not null,
        appeal_id uuid references selection.appeal (id),
        recipient text not null,
        tracking_number text not null,
        fate text not null check (fate in ('received', 'refused', 'unclaimed')),
        presented_on date,
        received_on date check (received_on >= presented_on),
        with_routes boolean not null,
        filename text,
        media_type text,
        size_bytes bigint check (size_bytes > 0),
        sha256 text check (sha256 ~ '^[0-9a-f]{64}$'),
        recorded_at timestamptz not null,
        recorded_by_seat uuid not null,
        recorded_by_person uuid not null,
        struck_at timestamptz,
        struck_by_seat uuid,
        struck_by_person uuid,
        strike_reason text,
        check (case when fate = 'received' then received_on is not null
                    else presented_on is not null and received_on is null end),
        check (num_nonnulls(filename, media_type, size_bytes, sha256) in (0, 4)),
        check (num_nonnulls(struck_at, struck_by_seat, struck_by_person, strike_reason) in (0, 4))
      );
      comment on column selection.postal_notice.decided_at is 'Entry of the journal that decided what it notifies';
      comment on column selection.postal_notice.appeal_id is 'Appeal whose rejection it notifies';
      create index postal_notice_case on selection.postal_notice (candidacy_id, recorded_at);
      create index postal_notice_content on selection.postal_notice (sha256) where sha256 is not null;

      create table selection.appeal_file (
        id uuid primary key,
        appeal_id uuid not null references selection.appeal (id),
        candidacy_id uuid not null references candidacies.candidacy (id),
        part text not null check (part in ('appeal', 'answer')),
        filename text not null,
        media_type text not null,
        size_bytes bigint not null check (size_bytes > 0),
        sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
        added_at timestamptz not null,
        added_by_seat uuid not null,
        added_by_person uuid not null
      );
      create index appeal_file_case on selection.appeal_file (candidacy_id, added_at);
      create index appeal_file_content on selection.appeal_file (sha256);
    `);
    await runner.query(PROOFS_POLICIES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table selection.appeal_file, selection.postal_notice');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';
import { DECISIONS_POLICIES } from '../policies/decisions.js';

/** Lists that are frozen, then announced: numbers, differences, letters, embargo, and the cases that they hold. */
export class Decisions1760000000023 implements MigrationInterface {
  readonly name = 'Decisions1760000000023';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table calls.wave add column frozen_at timestamptz;
      comment on column calls.wave.frozen_at is 'First list of its decisions frozen: it is not prolonged any more';
      update calls.wave set frozen_at = decided_at;

      alter table selection.decision_list
        drop constraint decision_list_status_check,
        drop constraint decision_list_check1,
        add column size int not null default 0 check (size >= 0),
        add column proposed_on_behalf_of uuid,
        add column validated_on_behalf_of uuid,
        add column call_id uuid,
        add column year int,
        add column number int check (number > 0),
        add column content_hash text check (content_hash ~ '^[0-9a-f]{64}$'),
        add column announce_at timestamptz,
        add column announce_claimed_until timestamptz,
        add column announced_at timestamptz;
      comment on column selection.decision_list.size is 'Its lines, those included that a recusal hides from a reader';
      update selection.decision_list l
         set size = (select count(*) from selection.decision_line d where d.list_id = l.id);
      -- Until now a validation moved its cases at once.
      update selection.decision_list set status = 'announced', announced_at = validated_at where status = 'validated';
      alter table selection.decision_list
        add constraint decision_list_status_check check (status in ('proposed', 'validated', 'announced', 'withdrawn')),
        add constraint decision_list_validation_check
          check (num_nonnulls(validated_by_seat, validated_by_person, validated_at)
                 = case when status in ('validated', 'announced') then 3 else 0 end),
        add constraint decision_list_numbered_check check (num_nonnulls(call_id, year, number, content_hash) in (0, 4)),
        add constraint decision_list_frozen_check check (status <> 'validated' or number is not null),
        add constraint decision_list_announcement_check check ((announced_at is not null) = (status = 'announced')),
        add constraint decision_list_one_number unique (call_id, year, number);
      create index decision_list_to_announce on selection.decision_list (announce_at) where status = 'validated';

      alter table selection.decision_line add column struck_at timestamptz;
      drop index selection.decision_line_one_open_list;
      create unique index decision_line_one_open_list on selection.decision_line (candidacy_id)
        where status in ('proposed', 'validated') and struck_at is null;

      create table selection.decision_number (
        call_id uuid not null references calls.call (id),
        year int not null,
        last int not null check (last > 0),
        primary key (call_id, year)
      );

      create table selection.decision_difference (
        list_id uuid not null references selection.decision_list (id),
        candidacy_id uuid not null references candidacies.candidacy (id),
        -- Version of the list that the difference made.
        version int not null check (version > 1),
        seat_id uuid not null,
        person_id uuid not null,
        on_behalf_of uuid,
        at timestamptz not null,
        before jsonb,
        reason text,
        text_salt bytea,
        primary key (list_id, candidacy_id, version),
        check (num_nonnulls(before, reason, text_salt) in (0, 3))
      );
      comment on column selection.decision_difference.before is 'The line as it was; null once its texts are erased';

      create table selection.letter (
        list_id uuid not null references selection.decision_list (id),
        candidacy_id uuid not null references candidacies.candidacy (id),
        data_sha256 text not null check (data_sha256 ~ '^[0-9a-f]{64}$'),
        sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
        size_bytes int not null check (size_bytes > 0),
        rendered_at timestamptz not null,
        primary key (list_id, candidacy_id)
      );
      comment on table selection.letter is 'Last letter made of a line; the list that is frozen binds it by its hash';

      create table selection.embargo_reader (
        id uuid primary key,
        list_id uuid not null references selection.decision_list (id),
        name text not null,
        quality text not null,
        seat_id uuid,
        email text,
        departements text[] check (cardinality(departements) > 0),
        from_at timestamptz not null,
        until_at timestamptz not null,
        added_by_seat uuid not null,
        added_by_person uuid not null,
        added_at timestamptz not null,
        revoked_at timestamptz,
        check (from_at < until_at),
        check ((seat_id is null) <> (email is null))
      );
      comment on column selection.embargo_reader.departements is 'Lines that this person reads; all when null';
      create index embargo_reader_list on selection.embargo_reader (list_id, id);
      create index embargo_reader_seat on selection.embargo_reader (seat_id) where seat_id is not null;

      create table candidacies.case_hold (
        candidacy_id uuid primary key references candidacies.candidacy (id),
        list_id uuid not null,
        held_at timestamptz not null
      );
      comment on table candidacies.case_hold is 'Cases that a frozen list decides of: until its announcement they only leave';

      alter table candidacies.document add column nature text not null default 'piece'
        check (nature in ('piece', 'decision-letter'));

      create table platform.kept_content (
        sha256 text primary key check (sha256 ~ '^[0-9a-f]{64}$'),
        kept_at timestamptz not null
      );
      comment on table platform.kept_content is 'Stored contents that a room keeps before any document of a case has them';
    `);
    await runner.query(DECISIONS_POLICIES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table selection.embargo_reader, selection.letter, selection.decision_difference, selection.decision_number,
                 candidacies.case_hold, platform.kept_content;
      alter table candidacies.document drop column nature;
      alter table calls.wave drop column frozen_at;
      update selection.decision_list set status = 'withdrawn', withdrawn_at = validated_at, validated_by_seat = null,
             validated_by_person = null, validated_at = null where status = 'validated';
      alter table selection.decision_list
        drop constraint decision_list_status_check, drop constraint decision_list_validation_check,
        drop column size, drop column proposed_on_behalf_of, drop column validated_on_behalf_of, drop column call_id, drop column year,
        drop column number, drop column content_hash, drop column announce_at, drop column announce_claimed_until,
        drop column announced_at;
      update selection.decision_list set status = 'validated' where status = 'announced';
      drop index selection.decision_line_one_open_list;
      alter table selection.decision_line drop column struck_at;
      create unique index decision_line_one_open_list on selection.decision_line (candidacy_id) where status = 'proposed';
      alter table selection.decision_list
        add constraint decision_list_status_check check (status in ('proposed', 'validated', 'withdrawn')),
        add constraint decision_list_check1
          check (num_nonnulls(validated_by_seat, validated_by_person, validated_at)
                 = case when status = 'validated' then 3 else 0 end);
    `);
  }
}

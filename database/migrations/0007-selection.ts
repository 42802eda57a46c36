import type { MigrationInterface, QueryRunner } from 'typeorm';
import { SELECTION_POLICIES } from '../policies/selection.js';

/** Decision lists and their lines. */
export class Selection1760000000007 implements MigrationInterface {
  readonly name = 'Selection1760000000007';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create schema selection;

      create table selection.decision_list (
        id uuid primary key,
        wave_id uuid not null,
        title text not null,
        status text not null default 'proposed' check (status in ('proposed', 'validated', 'withdrawn')),
        version int not null default 1 check (version > 0),
        proposed_by_seat uuid not null,
        proposed_by_person uuid not null,
        proposed_at timestamptz not null,
        validated_by_seat uuid,
        validated_by_person uuid check (validated_by_person <> proposed_by_person),
        validated_at timestamptz,
        withdrawn_at timestamptz,
        unique (id, status),
        check (num_nonnulls(validated_by_seat, validated_by_person, validated_at)
               = case when status = 'validated' then 3 else 0 end),
        check ((withdrawn_at is not null) = (status = 'withdrawn'))
      );
      create index decision_list_wave on selection.decision_list (wave_id, id);

      create table selection.decision_line (
        list_id uuid not null,
        -- The list's own, kept in step by the foreign key.
        status text not null default 'proposed',
        n int not null,
        candidacy_id uuid not null references candidacies.candidacy (id),
        expected_version int not null,
        outcome text not null check (outcome in ('select', 'waitlist', 'reject')),
        reasons text[],
        conditions text,
        text_salt bytea,
        next_wave_id uuid,
        envelope_cents bigint check (envelope_cents >= 0),
        person_days numeric(7,1) check (person_days > 0),
        primary key (list_id, candidacy_id),
        unique (list_id, n),
        foreign key (list_id, status) references selection.decision_list (id, status) on update cascade,
        check ((reasons is null) = (text_salt is null)),
        check (outcome <> 'reject' or reasons is null or cardinality(reasons) > 0),
        check (next_wave_id is null or outcome = 'waitlist'),
        check (outcome = 'select' or num_nonnulls(envelope_cents, person_days, conditions) = 0)
      );
      comment on column selection.decision_line.reasons is 'Null once erased, with the salt of the hash in the audit';
      create unique index decision_line_one_open_list on selection.decision_line (candidacy_id)
        where status = 'proposed';
    `);
    await runner.query(SELECTION_POLICIES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop schema selection cascade');
  }
}

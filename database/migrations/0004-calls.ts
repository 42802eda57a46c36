import type { MigrationInterface, QueryRunner } from 'typeorm';
import { CALLS_POLICIES } from '../policies/calls.js';

/** Calls, their published definitions, waves and the prolongations of these. */
export class Calls1760000000004 implements MigrationInterface {
  readonly name = 'Calls1760000000004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create schema calls;

      create table calls.call (
        id uuid primary key,
        slug text not null unique,
        title text not null,
        created_at timestamptz not null
      );

      create table calls.definition (
        call_id uuid not null references calls.call (id),
        version int not null check (version > 0),
        digest text not null check (digest ~ '^[0-9a-f]{64}$'),
        content jsonb not null,
        source text not null,
        file text not null,
        published_at timestamptz not null,
        published_by uuid,
        primary key (call_id, version)
      );
      comment on column calls.definition.digest is 'SHA-256 of the canonical JSON of the content';
      comment on column calls.definition.source is 'The YAML as it was published';
      comment on column calls.definition.published_by is 'Seat; null for the command line';

      create table calls.wave (
        id uuid primary key,
        call_id uuid not null references calls.call (id),
        number int not null check (number > 0),
        name text not null,
        definition_version int not null,
        opens_at timestamptz not null,
        cutoff_at timestamptz not null check (cutoff_at > opens_at),
        decided_at timestamptz,
        opened_at timestamptz not null,
        opened_by uuid,
        version int not null default 1 check (version > 0),
        foreign key (call_id, definition_version) references calls.definition (call_id, version),
        unique (call_id, number),
        unique (call_id, name)
      );
      comment on column calls.wave.cutoff_at is 'Exclusive: a deposit received at this instant is late';
      comment on column calls.wave.decided_at is 'First decision of the wave';
      create index wave_cutoff on calls.wave (cutoff_at, id);
      create index wave_call_cutoff on calls.wave (call_id, cutoff_at, id);

      create table calls.wave_prolongation (
        wave_id uuid not null references calls.wave (id),
        n int not null check (n > 0),
        previous_cutoff_at timestamptz not null,
        new_cutoff_at timestamptz not null check (new_cutoff_at > previous_cutoff_at),
        reason text not null,
        outage_from timestamptz,
        outage_to timestamptz check (outage_to > outage_from),
        outage_description text,
        at timestamptz not null,
        seat_id uuid,
        primary key (wave_id, n),
        check (num_nonnulls(outage_from, outage_to, outage_description) in (0, 3))
      );

      create trigger append_only before update or delete on calls.definition
        for each row execute function platform.refuse_change();
      create trigger append_only_all before truncate on calls.definition
        for each statement execute function platform.refuse_change();
      create trigger append_only before update or delete on calls.wave_prolongation
        for each row execute function platform.refuse_change();
      create trigger append_only_all before truncate on calls.wave_prolongation
        for each statement execute function platform.refuse_change();

      create function calls.refuse_shorter_wave() returns trigger language plpgsql as $$
      begin
        if new.cutoff_at < old.cutoff_at then
          raise exception 'a wave is never shortened' using errcode = '23514';
        end if;
        return new;
      end $$;
      create trigger never_shortened before update of cutoff_at on calls.wave
        for each row execute function calls.refuse_shorter_wave();
    `);
    await runner.query(CALLS_POLICIES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop schema calls cascade');
  }
}

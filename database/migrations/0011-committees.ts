import type { MigrationInterface, QueryRunner } from 'typeorm';
import { COMMITTEES_POLICIES } from '../policies/committees.js';

/** Steering committees: what a case's calendar counts from, the committees of its definition, and what is to be done. */
export class Committees1760000000011 implements MigrationInterface {
  readonly name = 'Committees1760000000011';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create schema committees;

      create table committees.anchor (
        candidacy_id uuid not null,
        anchor text not null check (anchor in ('decision', 'engagement', 'launch', 'closing', 'award')),
        at timestamptz not null,
        primary key (candidacy_id, anchor)
      );
      comment on table committees.anchor is 'Instants that the calendar of the definition counts from';

      create table committees.committee (
        meeting_id uuid primary key references meetings.meeting (id),
        candidacy_id uuid not null,
        key text not null,
        kind text not null check (kind in ('launch', 'interim', 'closing', 'followUp')),
        unique (candidacy_id, key)
      );
      comment on column committees.committee.key is 'Of the committee in the definition';

      create table committees.task (
        id uuid primary key,
        candidacy_id uuid not null,
        kind text not null check (kind in ('plan', 'convene')),
        meeting_id uuid references committees.committee (meeting_id),
        next_attempt_at timestamptz not null,
        claimed_until timestamptz,
        attempts int not null default 0,
        done_at timestamptz,
        parked_at timestamptz,
        last_error text,
        check ((meeting_id is not null) = (kind = 'convene'))
      );
      create unique index task_convene on committees.task (meeting_id) where done_at is null;
      create index task_due on committees.task (next_attempt_at, id) where done_at is null and parked_at is null;
    `);
    await runner.query(COMMITTEES_POLICIES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop schema committees cascade');
  }
}

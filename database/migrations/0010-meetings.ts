import type { MigrationInterface, QueryRunner } from 'typeorm';
import { MEETINGS_POLICIES } from '../policies/meetings.js';

/** Formal meetings about a case: date, convocation, what was decided. */
export class Meetings1760000000010 implements MigrationInterface {
  readonly name = 'Meetings1760000000010';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create schema meetings;

      create table meetings.meeting (
        id uuid primary key,
        candidacy_id uuid not null,
        kind text not null,
        title text not null,
        starts_at timestamptz not null,
        duration_minutes int not null check (duration_minutes > 0),
        place text not null,
        agenda jsonb not null check (jsonb_typeof(agenda) = 'array'),
        status text not null check (status in ('planned', 'convened', 'held', 'cancelled')),
        version int not null check (version > 0),
        sequence int not null check (sequence >= 0),
        planned_at timestamptz not null,
        convened_at timestamptz,
        held_at timestamptz,
        attendees int check (attendees >= 0),
        decisions jsonb not null default '[]' check (jsonb_typeof(decisions) = 'array'),
        check ((held_at is not null) = (status = 'held') and (attendees is not null) = (status = 'held')),
        check (status <> 'convened' or convened_at is not null)
      );
      comment on column meetings.meeting.sequence is 'SEQUENCE of its iCalendar object';
      comment on column meetings.meeting.convened_at is 'Last convocation; kept when the meeting moves afterwards';
      create index meeting_candidacy on meetings.meeting (candidacy_id, starts_at);
    `);
    await runner.query(MEETINGS_POLICIES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop schema meetings cascade');
  }
}

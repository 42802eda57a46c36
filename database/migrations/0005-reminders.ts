import type { MigrationInterface, QueryRunner } from 'typeorm';
import { REMINDERS_POLICIES } from '../policies/reminders.js';

/** Reminders of deadlines: one row fires once. */
export class Reminders1760000000005 implements MigrationInterface {
  readonly name = 'Reminders1760000000005';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create schema reminders;

      create table reminders.reminder (
        id uuid primary key,
        kind text not null check (kind in
          ('draft-not-deposited', 'piece-owed', 'completion-due', 'review-due', 'mission-report-due',
           'committee-coming', 'implicit-rejection-approaching')),
        key text not null,
        candidacy_id uuid not null,
        ordinal int not null check (ordinal >= 0),
        due_at timestamptz not null,
        deadline_at timestamptz not null check (due_at < deadline_at),
        planned_at timestamptz not null,
        next_attempt_at timestamptz not null,
        attempts int not null default 0,
        claimed_until timestamptz,
        fired_at timestamptz,
        mails int check ((mails is null) = (fired_at is null)),
        cancelled_at timestamptz,
        missed_at timestamptz,
        parked_at timestamptz,
        last_error text,
        check (num_nonnulls(fired_at, cancelled_at, missed_at) <= 1)
      );
      comment on column reminders.reminder.mails is 'Mails it set off; 0 when nobody had to be told';
      comment on column reminders.reminder.missed_at is 'Its deadline was over before it could fire';
      create unique index reminder_pending on reminders.reminder (candidacy_id, kind, key, ordinal)
        where fired_at is null and cancelled_at is null and missed_at is null;
      create index reminder_candidacy on reminders.reminder (candidacy_id, kind, key) where cancelled_at is null;
      create index reminder_due on reminders.reminder (next_attempt_at, id)
        where fired_at is null and cancelled_at is null and missed_at is null and parked_at is null;
    `);
    await runner.query(REMINDERS_POLICIES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop schema reminders cascade');
  }
}

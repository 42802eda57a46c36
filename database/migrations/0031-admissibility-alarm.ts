import type { MigrationInterface, QueryRunner } from 'typeorm';

const KINDS = [
  ...['draft-not-deposited', 'piece-owed', 'completion-due', 'review-due', 'mission-report-due', 'committee-coming'],
  ...['implicit-rejection-approaching', 'appeal-to-answer'],
];
const reminderKinds = (kinds: readonly string[]): string => `
  alter table reminders.reminder
    drop constraint reminder_kind_check,
    add constraint reminder_kind_check check (kind in (${kinds.map((kind) => `'${kind}'`).join(', ')}));
`;

/** Alarms before the limit within which the State says whether a file is complete and admissible. */
export class AdmissibilityAlarm1760000000031 implements MigrationInterface {
  readonly name = 'AdmissibilityAlarm1760000000031';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(reminderKinds([...KINDS, 'admissibility-due']));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`delete from reminders.reminder where kind = 'admissibility-due'; ${reminderKinds(KINDS)}`);
  }
}

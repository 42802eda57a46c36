import type { MigrationInterface, QueryRunner } from 'typeorm';
import { APPEALS_POLICIES } from '../policies/appeals.js';

const KINDS = [
  ...['draft-not-deposited', 'piece-owed', 'completion-due', 'review-due', 'mission-report-due', 'committee-coming'],
  'implicit-rejection-approaching',
];
const reminderKinds = (kinds: readonly string[]): string => `
  alter table reminders.reminder
    drop constraint reminder_kind_check,
    add constraint reminder_kind_check check (kind in (${kinds.map((kind) => `'${kind}'`).join(', ')}));
`;

/** Appeals against decisions, and lists that give a departed laureate's place. */
export class Appeals1760000000025 implements MigrationInterface {
  readonly name = 'Appeals1760000000025';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table selection.appeal (
        id uuid primary key,
        candidacy_id uuid not null references candidacies.candidacy (id),
        kind text not null check (kind in ('informal', 'hierarchical', 'formal')),
        decision text not null
          check (decision in ('selected', 'waitlisted', 'rejected', 'declared-inadmissible', 'lapsed')),
        decided_at timestamptz not null,
        appellant text not null,
        grounds text not null,
        received_on date not null,
        sent_on date check (sent_on <= received_on),
        limit_basis text not null check (limit_basis in ('two-months', 'one-year', 'none')),
        limit_from date,
        limit_on date,
        implied_on date,
        registered_at timestamptz not null,
        registered_by_seat uuid not null,
        registered_by_person uuid not null,
        status text not null default 'pending' check (status in ('pending', 'rejected', 'upheld', 'withdrawn')),
        version int not null default 1 check (version > 0),
        reasons text,
        concluded_on date,
        concluded_at timestamptz,
        concluded_by_seat uuid,
        concluded_by_person uuid,
        check (num_nonnulls(limit_from, limit_on) = case when limit_basis = 'none' then 0 else 2 end),
        check ((implied_on is null) = (kind = 'formal')),
        check (num_nonnulls(concluded_on, concluded_at, concluded_by_seat, concluded_by_person)
               = case when status = 'pending' then 0 else 4 end),
        check (reasons is not null or status in ('pending', 'withdrawn'))
      );
      comment on column selection.appeal.decided_at is 'Entry of the journal that decided: appeals of one decision share it';
      comment on column selection.appeal.limit_on is 'Last day in time, as it stood when the appeal was registered';
      comment on column selection.appeal.implied_on is 'Day on which silence rejects it';
      create index appeal_case on selection.appeal (candidacy_id, received_on);
      create index appeal_followed on selection.appeal ((status <> 'pending'), implied_on nulls last, id);

      alter table selection.decision_list add column place_of uuid references candidacies.candidacy (id);
      comment on column selection.decision_list.place_of is 'Departed laureate whose place it gives';
      create index decision_list_place_of on selection.decision_list (place_of) where place_of is not null;
      ${reminderKinds([...KINDS, 'appeal-to-answer'])}
    `);
    await runner.query(APPEALS_POLICIES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      delete from reminders.reminder where kind = 'appeal-to-answer';
      ${reminderKinds(KINDS)}
      alter table selection.decision_list drop column place_of;
      drop table selection.appeal;
    `);
  }
}

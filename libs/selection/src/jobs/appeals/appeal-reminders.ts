import { Injectable } from '@nestjs/common';
import { Cases } from '@rebond/candidacies';
import { Directory } from '@rebond/identity';
import { formatDate, instantAt } from '@rebond/kernel';
import { Subscribe, type Mail, type Message, type OutboxHandler, type Tx } from '@rebond/platform';
import { Audience, Reminders, type DueReminder, type ReminderAudience, type ReminderRule } from '@rebond/reminders';
import { impliedOn } from '../../domain/appeals/appeal.js';
import { findAppeal } from '../../infrastructure/appeals/appeal-rows.js';
import { t } from '../../messages.appeals.fr.js';
import { AppealLetters } from './appeal-letters.js';
import { aboutAppeal } from './tell-appeals.js';

/** The two months are the law's, the same for every call. */
const RULE: ReminderRule = {
  kind: 'appeal-to-answer',
  before: [
    { days: 21, unit: 'calendar' },
    { days: 5, unit: 'working' },
  ],
};

/** An appeal to the State awaits its answer until silence rejects it. */
@Injectable()
@Subscribe('plan-appeal-reminder', ['appeal.registered', 'appeal.concluded'])
export class PlanAppealReminder implements OutboxHandler {
  constructor(
    private readonly cases: Cases,
    private readonly reminders: Reminders,
  ) {}

  async handle(tx: Tx, { candidacyId, payload }: Message): Promise<void> {
    if (candidacyId === null) return;
    const { departement } = await this.cases.lockOne(tx, candidacyId);
    const appeal = await findAppeal(tx, aboutAppeal.parse(payload).appeal);
    const silence = appeal === null ? null : impliedOn(appeal);
    if (appeal === null || silence === null) return;
    if (appeal.status !== 'pending') return this.reminders.cancel(tx, candidacyId, [RULE.kind], [appeal.id]);
    const dueAt = instantAt(silence, '00:00');
    await this.reminders.replan(tx, [
      { deadline: { kind: RULE.kind, key: appeal.id, candidacyId, dueAt, departement }, rule: RULE },
    ]);
  }
}

/** Reminds the programme office of the appeals that it has not answered. */
@Injectable()
@Audience('appeal-to-answer')
export class AppealAudience implements ReminderAudience {
  constructor(
    private readonly letters: AppealLetters,
    private readonly directory: Directory,
  ) {}

  async compose(tx: Tx, due: readonly DueReminder[]): Promise<readonly Mail[]> {
    const mails: Mail[] = [];
    for (const { key, kind, id } of due) {
      const appeal = await findAppeal(tx, key);
      const silence = appeal === null ? null : impliedOn(appeal);
      if (appeal?.status !== 'pending' || silence === null) continue;
      const file = await this.letters.file(tx, appeal);
      const to = await this.directory.recipientsOfRoles(tx, ['programme_director'], appeal.candidacyId);
      const values = { ...this.letters.values(file), day: formatDate(silence) };
      mails.push(
        ...this.letters.write(to, file, {
          ...{ kind, cause: id },
          ...{ subject: t('mail.dueSubject', values), text: t('mail.due', values) },
        }),
      );
    }
    return mails;
  }
}

import { Injectable } from '@nestjs/common';
import { placeOfDepartement } from '@rebond/kernel';
import { Missions } from '@rebond/missions';
import type { Mail, Tx } from '@rebond/platform';
import { Audience, type DueReminder, type ReminderAudience } from '@rebond/reminders';
import { Committees } from '../application/committees.js';
import { deadlineText } from '../application/dates.js';
import { CommitteeLetters } from './letters.js';

/** Those who come to a committee, as long as it is to come. */
@Injectable()
@Audience('committee-coming')
export class CommitteeComing implements ReminderAudience {
  constructor(
    private readonly committees: Committees,
    private readonly letters: CommitteeLetters,
  ) {}

  async compose(tx: Tx, due: readonly DueReminder[]): Promise<readonly Mail[]> {
    const mails: Mail[] = [];
    for (const one of due) {
      const committee = (await this.committees.ofCase(tx, one.candidacyId)).find(({ key }) => key === one.key);
      if (committee?.meeting.status !== 'planned' && committee?.meeting.status !== 'convened') continue;
      mails.push(
        ...(await this.letters.reminders(tx, await this.letters.file(tx, one.candidacyId), committee, one.id)),
      );
    }
    return mails;
  }
}

/** The firms of the mission, and the officers of the Banque des Territoires who ordered it. */
@Injectable()
@Audience('mission-report-due')
export class MissionReportDue implements ReminderAudience {
  constructor(
    private readonly missions: Missions,
    private readonly letters: CommitteeLetters,
  ) {}

  async compose(tx: Tx, due: readonly DueReminder[]): Promise<readonly Mail[]> {
    const mails: Mail[] = [];
    for (const one of due) {
      const mission = await this.missions.figures(tx, one.candidacyId);
      if (!mission || mission.closedAt !== null) continue;
      const file = await this.letters.file(tx, one.candidacyId);
      const { subject, body } = this.letters.text(file, 'missionReportReminder', {
        firms: mission.firms.map((firm) => firm.name).join(', '),
        dueDate: deadlineText(one.deadlineAt, placeOfDepartement(file.candidacy.departement)),
      });
      const recipients = await this.letters.recipients(tx, one.candidacyId, ['mission']);
      for (const to of recipients)
        mails.push({ kind: one.kind, cause: one.id, candidacyId: one.candidacyId, to, subject, text: body });
    }
    return mails;
  }
}

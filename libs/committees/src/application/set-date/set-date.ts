import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Calls, instantInput } from '@rebond/calls';
import { Cases } from '@rebond/candidacies';
import { placeOfDepartement, type CandidacyId } from '@rebond/kernel';
import { Meetings, type MeetingId } from '@rebond/meetings';
import type { Tx } from '@rebond/platform';
import { Reminders } from '@rebond/reminders';
import { planOf, requireCommittees, type Committee } from '../committee.js';
import { Committees } from '../committees.js';
import { conveneAt } from '../dates.js';
import { dueOf } from '../plan/plan-committees.js';
import { conveneLater } from '../rows.js';

export const setDateInput = z.strictObject({
  startsAt: instantInput,
  /** Keeps the place when it is not given. */
  place: z.string().trim().min(2).max(300).optional(),
});
export type SetDateInput = z.output<typeof setDateInput>;

/** Sets the date on which people agreed, in place of the planned one. */
@Injectable()
export class SetCommitteeDate {
  constructor(
    private readonly cases: Cases,
    private readonly calls: Calls,
    private readonly committees: Committees,
    private readonly meetings: Meetings,
    private readonly reminders: Reminders,
  ) {}

  /**
   * Those who were convened to another date are convened anew at once; the others when the delay says.
   * @throws StaleVersionError, RefusedError `date-is-past`, `meeting-held`, `meeting-cancelled`
   */
  async setDate(
    tx: Tx,
    id: CandidacyId,
    committeeId: MeetingId,
    expectedVersion: number,
    input: SetDateInput,
  ): Promise<Committee> {
    const candidacy = await this.cases.lockOne(tx, id);
    const { key, kind } = await this.committees.one(tx, id, committeeId);
    const { startsAt } = input;
    const meeting = await this.meetings.move(tx, { id: committeeId, expectedVersion, startsAt, place: input.place });
    requireCommittees(candidacy);
    const definition = await this.calls.definition(tx, candidacy.callId, candidacy.definitionVersion);
    const place = placeOfDepartement(candidacy.departement);
    const at = meeting.convenedAt === null ? conveneAt(planOf(definition, key), startsAt, place) : tx.at;
    await conveneLater(tx, id, [{ id: committeeId, at }]);
    await this.reminders.replan(tx, dueOf(candidacy, definition, { kind: 'committee-coming', key, dueAt: startsAt }));
    return { key, kind, meeting };
  }
}

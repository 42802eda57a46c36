import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { instantInput } from '@rebond/calls';
import { Cases } from '@rebond/candidacies';
import { type CandidacyId, dateIn, formatDate, inFrench, say, timeZoneOfDepartement } from '@rebond/kernel';
import { Meetings, type MeetingId } from '@rebond/meetings';
import { Missions } from '@rebond/missions';
import type { Tx } from '@rebond/platform';
import { Reminders } from '@rebond/reminders';
import { requireCommittees, requireLaunch, type Committee } from '../committee.js';
import { Committees } from '../committees.js';
import { anchorsOf, dropConvocations, planSoon, setAnchor } from '../rows.js';

export const holdInput = z.strictObject({
  /** When it took place; now when it is not said. */
  heldAt: instantInput.optional(),
  /** Persons who attended. */
  attendees: z
    .int(say`Donnez le nombre de présents.`)
    .min(1, say`Donnez le nombre de présents.`)
    .max(1000),
  /** The decision record (relevé de décisions), one sentence each. */
  decisions: z.array(z.string().trim().min(1).max(2000)).max(100),
});
export type HoldInput = z.output<typeof holdInput>;

/** Records that a committee took place: the calendar goes on from there; the closing one ends the mission. */
@Injectable()
export class HoldCommittee {
  constructor(
    private readonly cases: Cases,
    private readonly committees: Committees,
    private readonly meetings: Meetings,
    private readonly missions: Missions,
    private readonly reminders: Reminders,
  ) {}

  /**
   * @throws StaleVersionError
   * @throws RefusedError `not-held-yet`, `meeting-held`, `meeting-cancelled`, `launch-not-held`
   */
  async hold(
    tx: Tx,
    id: CandidacyId,
    committeeId: MeetingId,
    expectedVersion: number,
    input: HoldInput,
  ): Promise<Committee> {
    const candidacy = await this.cases.lockOne(tx, id);
    const { key, kind } = await this.committees.one(tx, id, committeeId);
    const { heldAt = tx.at, attendees, decisions } = input;
    const meeting = await this.meetings.hold(tx, { id: committeeId, expectedVersion, heldAt, attendees, decisions });
    requireCommittees(candidacy);
    requireLaunch(kind, heldAt, (await anchorsOf(tx, id)).launch);
    await dropConvocations(tx, [committeeId]);
    await this.reminders.cancel(tx, id, ['committee-coming'], [key]);
    if (kind === 'launch' || kind === 'closing') {
      await setAnchor(tx, id, kind, heldAt);
      await planSoon(tx, id);
    }
    if (kind === 'closing') {
      const held = dateIn(heldAt, timeZoneOfDepartement(candidacy.departement));
      const day = inFrench(() => formatDate(held));
      await this.missions.freezeFigures(tx, id, `${meeting.title} du ${day}`);
      await this.missions.endMission(tx, id);
    }
    return { key, kind, meeting };
  }
}

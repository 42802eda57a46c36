import { Injectable } from '@nestjs/common';
import { AbsentError, type CandidacyId } from '@rebond/kernel';
import { Meetings, type MeetingId } from '@rebond/meetings';
import type { Tx } from '@rebond/platform';
import type { Committee } from './committee.js';
import { committeeRows } from './rows.js';

/** What other rooms ask of committees. */
@Injectable()
export class Committees {
  constructor(private readonly meetings: Meetings) {}

  /** The steering committees of a case, by date. */
  async ofCase(tx: Tx, candidacyId: CandidacyId): Promise<readonly Committee[]> {
    const rows = new Map((await committeeRows(tx, candidacyId)).map((row) => [row.meetingId, row]));
    return (await this.meetings.ofCase(tx, candidacyId)).flatMap((meeting) => {
      const row = rows.get(meeting.id);
      return row ? [{ key: row.key, kind: row.kind, meeting }] : [];
    });
  }

  /** @throws AbsentError when the case has no such committee */
  async one(tx: Tx, candidacyId: CandidacyId, id: MeetingId): Promise<Committee> {
    const row = (await committeeRows(tx, candidacyId)).find((one) => one.meetingId === id);
    if (!row) throw new AbsentError();
    return { key: row.key, kind: row.kind, meeting: await this.meetings.read(tx, id) };
  }
}

import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Cases, type CaseState } from '@rebond/candidacies';
import type { CandidacyId } from '@rebond/kernel';
import { Meetings } from '@rebond/meetings';
import { instantOf, statement, type Tx } from '@rebond/platform';
import { readFigures } from '../../infrastructure/figures-rows.js';
import { figuresView, type FiguresView } from '../read/figures-view.js';

export const missionsQuery = z.strictObject({
  /** Id of the last case of the page before. */
  after: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

const PAGE = statement(
  'missions_page',
  `select m.candidacy_id from missions.mission m
    where $1::uuid is null or m.candidacy_id < $1 order by m.candidacy_id desc limit $2`,
);
/** What is owed of the missions' reports; a reminder that has fired still names its deadline. */
const REPORTS = statement(
  'missions_reports_due',
  `select r.candidacy_id, max(r.deadline_at) as due_at from reminders.reminder r
    where r.candidacy_id = any ($1::uuid[]) and r.kind = 'mission-report-due' and r.cancelled_at is null
    group by r.candidacy_id`,
);

// Types, so that they are JSON.
export type MissionLine = {
  readonly candidacyId: string;
  readonly territory: string;
  readonly state: CaseState;
  readonly figures: FiguresView;
  readonly nextMeeting: { readonly title: string; readonly startsAt: string } | null;
  readonly reportDueAt: string | null;
};
export type MissionsPage = { readonly items: readonly MissionLine[]; readonly next: string | null };

/** The missions that the reader may see: of a firm, those that it is engaged on, as long as they last. */
@Injectable()
export class ListMissions {
  constructor(
    private readonly cases: Cases,
    private readonly meetings: Meetings,
  ) {}

  async list(tx: Tx, { after, limit }: z.output<typeof missionsQuery>): Promise<MissionsPage> {
    const rows = await tx.query<{ candidacy_id: CandidacyId }>(PAGE, [after ?? null, limit + 1]);
    const ids = rows.slice(0, limit).map((row) => row.candidacy_id);
    const cases = new Map((await this.cases.readAll(tx, ids)).map((one) => [one.id, one]));
    const figures = await readFigures(tx, ids);
    const meetings = await this.meetings.nextOf(tx, ids);
    const reports = await tx.query<{ candidacy_id: CandidacyId; due_at: Date }>(REPORTS, [ids]);
    const dueAt = new Map(reports.map((row) => [row.candidacy_id, instantOf(row.due_at).toString()]));
    const items = ids.flatMap((id): MissionLine[] => {
      const [candidacy, found, meeting] = [cases.get(id), figures.get(id), meetings.get(id)];
      if (!candidacy || !found) return [];
      return [
        {
          ...{ candidacyId: id, territory: candidacy.territory, state: candidacy.state, figures: figuresView(found) },
          nextMeeting: meeting ? { title: meeting.title, startsAt: meeting.startsAt.toString() } : null,
          reportDueAt: found.closedAt === null ? (dueAt.get(id) ?? null) : null,
        },
      ];
    });
    return { items, next: rows.length > limit ? (ids.at(-1) ?? null) : null };
  }
}

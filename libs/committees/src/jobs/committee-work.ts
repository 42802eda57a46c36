import { Inject, Injectable } from '@nestjs/common';
import { Cases } from '@rebond/candidacies';
import type { CandidacyId, Clock } from '@rebond/kernel';
import { Meetings, type MeetingId } from '@rebond/meetings';
import { CLOCK, enqueueMails, LOGGER, nextAttempt, statement, SYSTEM, Transactions, type Tx } from '@rebond/platform';
import { Work, WorkOn } from '@rebond-jobs/platform';
import type { Logger } from 'pino';
import { hasCommittees } from '../application/committee.js';
import { Committees } from '../application/committees.js';
import { PlanCommittees } from '../application/plan/plan-committees.js';
import { CommitteeLetters } from './letters.js';

export const COMMITTEES = 'committees';

const CLAIM = statement(
  'committees_task_claim',
  `update committees.task t set claimed_until = $3
     from (select id from committees.task
            where done_at is null and parked_at is null and next_attempt_at <= $2
              and (claimed_until is null or claimed_until <= $2)
            order by next_attempt_at, id limit $1 for update skip locked) due
    where t.id = due.id returning t.id`,
);
const CASE_OF = statement('committees_task_case', `select candidacy_id from committees.task where id = $1`);
const TAKE = statement(
  'committees_task_take',
  `select kind, candidacy_id, meeting_id, attempts from committees.task
    where id = $1 and done_at is null and parked_at is null and next_attempt_at <= $2 for update`,
);
const DONE = statement(
  'committees_task_done',
  `update committees.task set done_at = $2, claimed_until = null, last_error = null where id = $1`,
);
const FAILED = statement(
  'committees_task_failed',
  `update committees.task
      set attempts = attempts + 1, last_error = $2, claimed_until = null, next_attempt_at = coalesce($3, next_attempt_at),
          parked_at = case when $3::timestamptz is null then $4::timestamptz end
    where id = $1`,
);

interface TaskRow {
  readonly kind: 'plan' | 'convene';
  readonly candidacy_id: CandidacyId;
  readonly meeting_id: MeetingId | null;
  readonly attempts: number;
}
type Taken = TaskRow & Record<string, unknown>;

/**
 * Plans committees and convenes them: one transaction a task, the case locked first, then the task, so that whatever
 * comes twice is done once.
 */
@Injectable()
@WorkOn(COMMITTEES, 2)
export class CommitteeWork extends Work {
  readonly queue = COMMITTEES;

  constructor(
    private readonly transactions: Transactions,
    private readonly cases: Cases,
    private readonly planning: PlanCommittees,
    private readonly committees: Committees,
    private readonly meetings: Meetings,
    private readonly letters: CommitteeLetters,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    super();
  }

  async claim(tx: Tx, lease: Temporal.Instant): Promise<readonly (readonly string[])[]> {
    const rows = await tx.query<{ id: string }>(CLAIM, [this.limit, tx.at.toString(), lease.toString()]);
    return rows.map((row) => [row.id]);
  }

  async perform(ids: readonly string[]): Promise<void> {
    await this.clock.refresh();
    for (const id of ids)
      try {
        await this.transactions.run(SYSTEM, (tx) => this.carryOut(tx, id));
      } catch (error) {
        await this.transactions.run(SYSTEM, (tx) => this.fail(tx, id, error));
      }
  }

  private async carryOut(tx: Tx, id: string): Promise<void> {
    const [known] = await tx.query<{ candidacy_id: CandidacyId }>(CASE_OF, [id]);
    if (!known) return;
    const candidacy = await this.cases.lockOne(tx, known.candidacy_id);
    const [task] = await tx.query<Taken>(TAKE, [id, tx.at.toString()]);
    if (!task) return;
    if (task.meeting_id === null) await this.planning.plan(tx, candidacy.id);
    else if (hasCommittees(candidacy)) await this.convene(tx, candidacy.id, task.meeting_id);
    await tx.query(DONE, [id, tx.at.toString()]);
  }

  private async convene(tx: Tx, candidacyId: CandidacyId, meetingId: MeetingId): Promise<void> {
    const committee = await this.committees.one(tx, candidacyId, meetingId);
    const { status, startsAt } = committee.meeting;
    // After a long stop of the workers its date may be past: nobody is convened to yesterday.
    if (status !== 'planned' || Temporal.Instant.compare(startsAt, tx.at) <= 0) return;
    const meeting = await this.meetings.convene(tx, meetingId);
    const file = await this.letters.file(tx, candidacyId);
    await enqueueMails(tx, await this.letters.convocations(tx, file, { ...committee, meeting }));
  }

  private async fail(tx: Tx, id: string, error: unknown): Promise<void> {
    const [task] = await tx.query<Taken>(TAKE, [id, tx.at.toString()]);
    if (!task) return;
    const again = nextAttempt(task.attempts + 1, tx.at);
    this.logger.error({ err: error, task: id, kind: task.kind, parked: again === null }, 'committee task failed');
    await tx.query(FAILED, [id, String(error), again?.toString() ?? null, tx.at.toString()]);
  }
}

import { Injectable } from '@nestjs/common';
import { Calls, type CallDefinition, type Wave } from '@rebond/calls';
import type { CandidacyId } from '@rebond/kernel';
import { statement, Subscribe, type Message, type OutboxHandler, type Tx } from '@rebond/platform';
import { Reminders, type Deadline, type ReminderKind, type ReminderRule } from '@rebond/reminders';
import { z } from 'zod';
import { Cases } from '../../application/cases.js';
import type { Candidacy } from '../../infrastructure/case-row.js';
import { deadlinesOf } from './case-deadlines.js';

/** Kinds that this room plans; higher rooms plan theirs. */
const KINDS = [
  'draft-not-deposited',
  'piece-owed',
  'completion-due',
  'implicit-rejection-approaching',
  'admissibility-due',
] as const satisfies readonly ReminderKind[];

const DRAFTS_OF_WAVE = statement(
  'drafts_of_wave',
  `select id from candidacies.candidacy where wave_id = $1 and state = 'draft' order by id`,
);

interface Planned {
  readonly deadline: Deadline;
  readonly rule: ReminderRule;
}

/** The limit is the definition's (`legal.admissibilityMonths`); how long before it the State is warned, everyone's. */
const ADMISSIBILITY: ReminderRule = {
  kind: 'admissibility-due',
  before: [
    { days: 15, unit: 'calendar' },
    { days: 5, unit: 'working' },
    { days: 1, unit: 'working' },
  ],
};

const ruleOf = (definition: CallDefinition, kind: ReminderKind): ReminderRule | undefined =>
  [...definition.calendar.reminders, ADMISSIBILITY].find((rule) => rule.kind === kind);

/** Whenever a case or its wave changes, its reminders follow: what is still due is planned, the rest is cancelled. */
@Injectable()
@Subscribe('plan-case-reminders', [
  'candidacy.started',
  'candidacy.perimeter-changed',
  'candidacy.deposited',
  'candidacy.amended',
  'candidacy.expired',
  'candidacy.withdrawn',
  'candidacy.completion-requested',
  'candidacy.completion-answered',
  'candidacy.completion-cancelled',
  'candidacy.completed',
  'candidacy.piece-provided',
  'candidacy.admitted',
  'candidacy.declared-inadmissible',
  'candidacy.selected',
  'candidacy.waitlisted',
  'candidacy.rejected',
  'candidacy.lapsed',
  'candidacy.reconsidered',
  'candidacy.engaged',
  'candidacy.funded',
  'candidacy.closed',
  'candidacy.abandoned',
  'wave.prolonged',
])
export class PlanCaseReminders implements OutboxHandler {
  constructor(
    private readonly cases: Cases,
    private readonly calls: Calls,
    private readonly reminders: Reminders,
  ) {}

  async handle(tx: Tx, message: Message): Promise<void> {
    if (message.candidacyId !== null) return this.plan(tx, message.candidacyId);
    const { waveId } = z.object({ waveId: z.uuid() }).parse(message.payload);
    const drafts = (await tx.query<{ id: CandidacyId }>(DRAFTS_OF_WAVE, [waveId])).map((row) => row.id);
    if (drafts.length > 0) await this.planDrafts(tx, drafts);
  }

  private async plan(tx: Tx, id: CandidacyId): Promise<void> {
    const candidacy = await this.cases.lockOne(tx, id);
    const planned = await this.planned(tx, candidacy, await this.calls.wave(tx, candidacy.waveId));
    await this.reminders.replan(tx, planned);
    const stale = (await this.reminders.upcoming(tx, id)).filter(
      (one) =>
        (KINDS as readonly string[]).includes(one.kind) &&
        !planned.some(({ deadline }) => deadline.kind === one.kind && deadline.key === one.key),
    );
    for (const one of stale) await this.reminders.cancel(tx, id, [one.kind], [one.key]);
  }

  /** Drafts of one wave, whose only deadline is its cut-off: however many, in as many statements. */
  private async planDrafts(tx: Tx, ids: readonly CandidacyId[]): Promise<void> {
    // One that was deposited while its lock was waited for plans for itself.
    const drafts = (await this.cases.lock(tx, ids)).filter(({ state }) => state === 'draft');
    const [first] = drafts;
    if (!first) return;
    const wave = await this.calls.wave(tx, first.waveId);
    const planned: Planned[] = [];
    for (const draft of drafts) planned.push(...(await this.planned(tx, draft, wave)));
    await this.reminders.replan(tx, planned);
  }

  private async planned(tx: Tx, candidacy: Candidacy, wave: Wave): Promise<readonly Planned[]> {
    const definition = await this.calls.definition(tx, candidacy.callId, candidacy.definitionVersion);
    return (await deadlinesOf(tx, candidacy, wave)).flatMap((deadline) => {
      const rule = ruleOf(definition, deadline.kind);
      return rule ? [{ deadline, rule }] : [];
    });
  }
}

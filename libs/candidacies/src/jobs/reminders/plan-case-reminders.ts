import { Injectable } from '@nestjs/common';
import { Calls, type CallDefinition } from '@rebond/calls';
import type { CandidacyId } from '@rebond/kernel';
import { statement, Subscribe, type Message, type OutboxHandler, type Tx } from '@rebond/platform';
import { Reminders, type ReminderKind, type ReminderRule } from '@rebond/reminders';
import { z } from 'zod';
import { Cases } from '../../application/cases.js';
import { deadlinesOf } from './case-deadlines.js';

/** Kinds that this room plans; higher rooms plan theirs. */
const KINDS = [
  'draft-not-deposited',
  'piece-owed',
  'completion-due',
  'implicit-rejection-approaching',
] as const satisfies readonly ReminderKind[];

const OF_WAVE = statement(
  'cases_of_wave',
  `select id from candidacies.candidacy where wave_id = $1 and state = 'draft' order by id`,
);

const ruleOf = (definition: CallDefinition, kind: ReminderKind): ReminderRule | undefined =>
  definition.calendar.reminders.find((rule) => rule.kind === kind);

/** Whenever a case or its wave changes, its reminders follow: what is still due is planned, the rest is cancelled. */
@Injectable()
@Subscribe('plan-case-reminders', [
  'candidacy.started',
  'candidacy.deposited',
  'candidacy.amended',
  'candidacy.expired',
  'candidacy.withdrawn',
  'candidacy.completion-requested',
  'candidacy.completion-answered',
  'candidacy.completion-cancelled',
  'candidacy.completed',
  'candidacy.piece-provided',
  'candidacy.declared-inadmissible',
  'candidacy.selected',
  'candidacy.waitlisted',
  'candidacy.rejected',
  'candidacy.lapsed',
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
    for (const { id } of await tx.query<{ id: CandidacyId }>(OF_WAVE, [waveId])) await this.plan(tx, id);
  }

  private async plan(tx: Tx, id: CandidacyId): Promise<void> {
    const candidacy = await this.cases.lockOne(tx, id);
    const wave = await this.calls.wave(tx, candidacy.waveId);
    const definition = await this.calls.definition(tx, candidacy.callId, candidacy.definitionVersion);
    const planned = (await deadlinesOf(tx, candidacy, wave)).flatMap((deadline) => {
      const rule = ruleOf(definition, deadline.kind);
      return rule ? [{ deadline, rule }] : [];
    });
    await this.reminders.replan(tx, planned);
    const stale = (await this.reminders.upcoming(tx, id)).filter(
      (one) =>
        (KINDS as readonly string[]).includes(one.kind) &&
        !planned.some(({ deadline }) => deadline.kind === one.kind && deadline.key === one.key),
    );
    for (const one of stale) await this.reminders.cancel(tx, id, [one.kind], [one.key]);
  }
}

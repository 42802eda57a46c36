import { Injectable } from '@nestjs/common';
import { Calls } from '@rebond/calls';
import { Cases } from '@rebond/candidacies';
import type { CandidacyId, WaveId } from '@rebond/kernel';
import { Subscribe, type Message, type OutboxHandler, type Tx } from '@rebond/platform';
import { Reminders, type ReminderKind } from '@rebond/reminders';
import { z } from 'zod';
import { DESK_DEPARTEMENT, reviewsDueAt } from '../application/reviews/reviews-due.js';
import { UNDECIDED, undecidedOf } from '../infrastructure/undecided.js';

const KIND: ReminderKind = 'review-due';

/** A deposited case is to be reviewed by the date of its call's calendar, until something is decided of it. */
@Injectable()
@Subscribe('plan-review-reminder', [
  'candidacy.deposited',
  'candidacy.withdrawn',
  'candidacy.declared-inadmissible',
  'candidacy.selected',
  'candidacy.waitlisted',
  'candidacy.rejected',
  'candidacy.lapsed',
  'wave.prolonged',
])
export class PlanReviewReminder implements OutboxHandler {
  constructor(
    private readonly cases: Cases,
    private readonly calls: Calls,
    private readonly reminders: Reminders,
  ) {}

  async handle(tx: Tx, message: Message): Promise<void> {
    if (message.candidacyId !== null) return this.plan(tx, message.candidacyId);
    const { waveId } = z.object({ waveId: z.uuid() }).parse(message.payload);
    for (const id of await undecidedOf(tx, waveId as WaveId)) await this.plan(tx, id);
  }

  private async plan(tx: Tx, id: CandidacyId): Promise<void> {
    const candidacy = await this.cases.lockOne(tx, id);
    const wave = await this.calls.wave(tx, candidacy.waveId);
    const definition = await this.calls.definition(tx, candidacy.callId, candidacy.definitionVersion);
    const rule = definition.calendar.reminders.find((one) => one.kind === KIND);
    const dueAt = reviewsDueAt(wave, definition);
    if (!UNDECIDED.has(candidacy.state) || !rule || !dueAt) return this.reminders.cancel(tx, id, [KIND]);
    const deadline = { kind: KIND, key: 'review', candidacyId: id, dueAt, departement: DESK_DEPARTEMENT };
    await this.reminders.replan(tx, [{ deadline, rule }]);
  }
}

import { Injectable } from '@nestjs/common';
import { Cases } from '@rebond/candidacies';
import { Subscribe, type Message, type OutboxHandler, type Tx } from '@rebond/platform';
import { strikeLines } from '../application/strike/strike-lines.js';
import { frozenListOf } from '../infrastructure/line-rows.js';
import { findListForUpdate } from '../infrastructure/list-rows.js';

/** A territory that withdraws is struck from the frozen list that decides of it; an announcement sees to it itself. */
@Injectable()
@Subscribe('strike-withdrawn', ['candidacy.withdrawn'])
export class StrikeWithdrawn implements OutboxHandler {
  constructor(private readonly cases: Cases) {}

  async handle(tx: Tx, { candidacyId }: Message): Promise<void> {
    if (candidacyId === null) return;
    await this.cases.lockOne(tx, candidacyId);
    const listId = await frozenListOf(tx, candidacyId);
    if (listId === null || (await findListForUpdate(tx, listId))?.status !== 'validated') return;
    await strikeLines(tx, listId, [candidacyId]);
  }
}

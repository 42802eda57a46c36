import { Injectable } from '@nestjs/common';
import { Subscribe, type Message, type OutboxHandler, type Tx } from '@rebond/platform';
import { refreshLaureates } from '../application/laureates/laureate-rows.js';

/** What was announced follows the case: the mission engaged, envelopes, figures frozen, agreements signed, the end. */
@Injectable()
@Subscribe('refresh-laureates', [
  'candidacy.engaged',
  'candidacy.funded',
  'candidacy.closed',
  'candidacy.abandoned',
  'mission.figures-frozen',
  'funding.committed',
])
export class RefreshLaureates implements OutboxHandler {
  async handle(tx: Tx, message: Message): Promise<void> {
    if (message.candidacyId !== null) await refreshLaureates(tx, [message.candidacyId]);
  }
}

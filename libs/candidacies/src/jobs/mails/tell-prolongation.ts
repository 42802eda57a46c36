import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { enqueueMails, statement, Subscribe, type Message, type OutboxHandler, type Tx } from '@rebond/platform';
import { formatInstant, type CandidacyId } from '@rebond/kernel';
import { CaseLetters } from './case-letters.js';

const payload = z.object({
  waveId: z.uuid(),
  previousCutoffAt: z.string(),
  cutoffAt: z.string(),
  reason: z.string(),
});

const CANDIDATES = statement(
  'candidates_of_wave',
  `select id from candidacies.candidacy where wave_id = $1 and state in ('draft', 'submitted', 'incomplete', 'expired') order by id`,
);

/** A wave prolonged for everyone: every candidate, with a draft or a deposit, is told. */
@Injectable()
@Subscribe('tell-prolongation', ['wave.prolonged'])
export class TellProlongation implements OutboxHandler {
  constructor(private readonly letters: CaseLetters) {}

  async handle(tx: Tx, message: Message): Promise<void> {
    const { waveId, previousCutoffAt, cutoffAt, reason } = payload.parse(message.payload);
    const rows = await tx.query<{ id: CandidacyId }>(CANDIDATES, [waveId]);
    for (const { id } of rows) {
      const file = await this.letters.file(tx, id);
      const mails = await this.letters.toTerritory(tx, file, {
        text: 'prolongation',
        values: {
          waveName: file.wave.name,
          previousCutoffAt: formatInstant(Temporal.Instant.from(previousCutoffAt)),
          newCutoffAt: formatInstant(Temporal.Instant.from(cutoffAt)),
          reason,
        },
        kind: message.kind,
        cause: `${message.id}:${id}`,
      });
      await enqueueMails(tx, mails);
    }
  }
}

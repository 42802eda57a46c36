import { waveInSentence } from '@rebond/calls';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { enqueueMails, statement, Subscribe, type Message, type OutboxHandler, type Tx } from '@rebond/platform';
import type { CandidacyId } from '@rebond/kernel';
import { TOLD_OF_PROLONGATION } from '../../domain/machine.js';
import { CaseLetters, type Written } from './case-letters.js';
import { deadlineText } from './words.js';

const payload = z.object({
  waveId: z.uuid(),
  previousCutoffAt: z.string().transform((text) => Temporal.Instant.from(text)),
  cutoffAt: z.string().transform((text) => Temporal.Instant.from(text)),
  reason: z.string(),
});

/** Candidates whose letters are in memory at once. */
const PAGE = 500;

const CANDIDATES = statement(
  'candidates_of_wave',
  'select id from candidacies.candidacy where wave_id = $1 and state = any ($2::text[]) order by id',
);

/** A wave prolonged for everyone: every candidate, with a draft or a deposit, is told. */
@Injectable()
@Subscribe('tell-prolongation', ['wave.prolonged'])
export class TellProlongation implements OutboxHandler {
  constructor(private readonly letters: CaseLetters) {}

  async handle(tx: Tx, message: Message): Promise<void> {
    const { waveId, previousCutoffAt, cutoffAt, reason } = payload.parse(message.payload);
    const ids = (await tx.query<{ id: CandidacyId }>(CANDIDATES, [waveId, TOLD_OF_PROLONGATION])).map((row) => row.id);
    for (let i = 0; i < ids.length; i += PAGE) {
      const files = await this.letters.files(tx, ids.slice(i, i + PAGE));
      const written = [...files.values()].map((file): Written => ({
        file,
        letter: {
          text: 'prolongation',
          values: {
            waveName: waveInSentence(file.wave.name),
            previousCutoffAt: deadlineText(file.candidacy, previousCutoffAt),
            newCutoffAt: deadlineText(file.candidacy, cutoffAt),
            reason,
          },
          kind: message.kind,
          cause: `${message.id}:${file.candidacy.id}`,
        },
      }));
      await enqueueMails(tx, await this.letters.toTerritories(tx, written));
    }
  }
}

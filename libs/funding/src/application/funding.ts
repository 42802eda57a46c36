import { Injectable } from '@nestjs/common';
import type { CandidacyId } from '@rebond/kernel';
import type { Tx } from '@rebond/platform';
import { readBalances } from '../infrastructure/envelope-rows.js';
import { readEnvelope, sumsOf, type EnvelopeSums, type EnvelopeView } from './envelope-view.js';

/** What the other rooms ask of funding. */
@Injectable()
export class Funding {
  /** Sums of several envelopes in one statement; a case without one is left out. */
  async envelopesOf(tx: Tx, ids: readonly CandidacyId[]): Promise<Map<CandidacyId, EnvelopeSums>> {
    return new Map([...(await readBalances(tx, ids))].map(([id, balances]) => [id, sumsOf(balances)]));
  }

  /** The envelope of a case with its awards; all zeros before the first commitment. */
  envelope(tx: Tx, id: CandidacyId): Promise<EnvelopeView> {
    return readEnvelope(tx, id);
  }
}

import { Injectable } from '@nestjs/common';
import { Calls, type Wave } from '@rebond/calls';
import { refusal, type Candidacy } from '@rebond/candidacies';
import {
  AbsentError,
  centsOfEuros,
  RefusedError,
  type CandidacyId,
  type Fault,
  say,
  type WaveId,
} from '@rebond/kernel';
import type { Tx } from '@rebond/platform';
import { lineFaults, type CaseFacts, type DecisionLine, type Frame } from '../domain/lines.js';
import { eventOf } from './case-events.js';
import { requireOver } from './wave-over.js';

/** Stands for the two persons of a decision that is not taken yet. */
const SOMEONE = 'someone';
const SOMEONE_ELSE = 'someone-else';

/** What lines are checked against: their call, their wave, and the cases as they stand. */
@Injectable()
export class CheckLines {
  constructor(private readonly calls: Calls) {}

  /**
   * Every fault of every line, at `/lines/…`.
   * @throws RefusedError `wave-still-open`
   */
  async faultsOf(
    tx: Tx,
    list: { readonly id: string; readonly waveId: WaveId },
    lines: readonly DecisionLine[],
    caseOf: (id: CandidacyId) => Candidacy,
  ): Promise<Fault[]> {
    const { wave, definition } = await this.calls.waveAndDefinition(tx, list.waveId);
    requireOver(wave, tx.at);
    const frame: Frame = {
      waveId: wave.id,
      laterWaves: await this.laterWaves(tx, wave, lines),
      engineering: definition.phases.engineering,
      envelope: {
        minCents: centsOfEuros(definition.amounts.envelope.minEur),
        maxCents: centsOfEuros(definition.amounts.envelope.maxEur),
      },
    };
    return lineFaults(lines, frame, (line) => caseFacts(line, caseOf(line.candidacyId), list.id));
  }

  /** Those of the waves named that are of the same call and close after this one. */
  private async laterWaves(tx: Tx, wave: Wave, lines: readonly DecisionLine[]): Promise<ReadonlySet<WaveId>> {
    const later = new Set<WaveId>();
    for (const id of new Set(lines.flatMap((line) => line.nextWaveId ?? []))) {
      const other = await this.calls.wave(tx, id).catch((error: unknown) => {
        if (error instanceof AbsentError) return null;
        throw error;
      });
      if (other?.callId === wave.callId && Temporal.Instant.compare(other.cutoffAt, wave.cutoffAt) > 0) later.add(id);
    }
    return later;
  }
}

function caseFacts(line: DecisionLine, candidacy: Candidacy, list: string): CaseFacts {
  const event = eventOf(line, { list, proposedBy: SOMEONE, validatedBy: SOMEONE_ELSE });
  return {
    waveId: candidacy.waveId,
    deferredTo: candidacy.context.nextWaveId as WaveId | null,
    refusal: refusal(candidacy.state, candidacy.context, event),
  };
}

/** @throws RefusedError `lines-refused` with every fault, when there is one */
export function refuseFaulty(faults: readonly Fault[]): void {
  if (faults.length > 0)
    throw new RefusedError('lines-refused', say`Des lignes de cette liste ne peuvent pas être retenues.`, faults);
}

import { randomBytes, randomUUIDv7 } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Calls, type Wave } from '@rebond/calls';
import { Cases, refusal, type Candidacy } from '@rebond/candidacies';
import { AbsentError, centsOfEuros, ConflictError, RefusedError, type WaveId } from '@rebond/kernel';
import { payloadHash, record, type Tx } from '@rebond/platform';
import type { DecisionList, DecisionListId, Signature } from '../../domain/decision-list.js';
import { lineFaults, repeatedLines, type CaseFacts, type DecisionLine, type Frame } from '../../domain/lines.js';
import { insertList, openLinesOf, type SaltedLine } from '../../infrastructure/line-rows.js';
import { eventOf } from '../case-events.js';
import { byId, requireUnchanged } from '../changed.js';
import { presentListWithLines, type ListWithLinesView } from '../read/present.js';
import { listStream, signatureOf } from '../sign.js';
import { requireOver } from '../wave-over.js';
import { lineOf, type ProposeInput } from './input.js';

/** Stands for the second person, who is not known yet. */
const SOMEONE_ELSE = 'someone-else';

/** Proposes decisions on cases of a wave. Nothing moves until another person validates them. */
@Injectable()
export class ProposeList {
  constructor(
    private readonly cases: Cases,
    private readonly calls: Calls,
  ) {}

  /**
   * @throws ConflictError `cases-changed`, `already-listed` (a case is in one open list only)
   * @throws RefusedError `lines-refused` with every fault of every line, `wave-still-open`
   */
  async propose(tx: Tx, input: ProposeInput): Promise<ListWithLinesView> {
    const lines = input.lines.map(lineOf);
    refuseFaulty(repeatedLines(lines));
    const ids = lines.map((line) => line.candidacyId);
    const caseOf = byId(await this.cases.lock(tx, ids));
    requireUnchanged(lines, caseOf);
    await this.requireUnlisted(tx, lines, (line) => caseOf(line.candidacyId));
    const { wave, definition } = await this.calls.waveAndDefinition(tx, input.waveId as WaveId);
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
    const list = draft(wave.id, input.title, signatureOf(tx));
    refuseFaulty(lineFaults(lines, frame, (line) => caseFacts(line, caseOf(line.candidacyId), list)));
    await this.store(tx, list, lines);
    return presentListWithLines(list, lines);
  }

  private async requireUnlisted(
    tx: Tx,
    lines: readonly DecisionLine[],
    caseOf: (line: DecisionLine) => Candidacy,
  ): Promise<void> {
    const open = await openLinesOf(
      tx,
      lines.map((line) => line.candidacyId),
    );
    if (open.length === 0) return;
    const listed = new Map(open.map((one) => [one.candidacyId, one]));
    const sentences = lines.flatMap((line) => {
      const found = listed.get(line.candidacyId);
      return found ? [`${caseOf(line).territory} figure déjà dans la liste « ${found.title} ».`] : [];
    });
    throw new ConflictError('already-listed', sentences.join(' '), [], {
      listed: open.map(({ candidacyId, listId }) => ({ candidacyId, listId })),
    });
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

  private async store(tx: Tx, list: DecisionList, lines: readonly DecisionLine[]): Promise<void> {
    const salted = lines.map((line): SaltedLine => ({ ...line, salt: randomBytes(16) }));
    await insertList(tx, list, salted);
    const facts = {
      list: list.id,
      wave: list.waveId,
      // Reasons and conditions stay in the list, where they can be erased; the journal keeps their salted hash.
      lines: salted.map(({ reasons, conditions, salt, ...line }) => ({
        ...line,
        textsHash: payloadHash(salt, { reasons, conditions }),
      })),
    };
    await record(tx, listStream(list.id), null, [
      { action: 'decision-list.proposed', audience: 'state', facts, personal: { title: list.title } },
    ]);
  }
}

const draft = (waveId: WaveId, title: string, proposed: Signature): DecisionList => ({
  id: randomUUIDv7() as string as DecisionListId,
  waveId,
  title,
  status: 'proposed',
  version: 1,
  proposed,
  validated: null,
  withdrawnAt: null,
});

function caseFacts(line: DecisionLine, candidacy: Candidacy, list: DecisionList): CaseFacts {
  const event = eventOf(line, { list: list.id, proposedBy: list.proposed.personId, validatedBy: SOMEONE_ELSE });
  return {
    waveId: candidacy.waveId,
    deferredTo: candidacy.context.nextWaveId as WaveId | null,
    refusal: refusal(candidacy.state, candidacy.context, event),
  };
}

function refuseFaulty(faults: ReturnType<typeof repeatedLines>): void {
  if (faults.length > 0)
    throw new RefusedError('lines-refused', 'Des lignes de cette liste ne peuvent pas être proposées.', faults);
}

import { setImmediate as breathe } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { Calls, type Wave, waveInSentence } from '@rebond/calls';
import { owedPiecesOf, type Candidacy } from '@rebond/candidacies';
import {
  type CandidacyId,
  canonicalJson,
  dateIn,
  formatDate,
  InFrench,
  instantAt,
  type Json,
  type WaveId,
} from '@rebond/kernel';
import { CONFIG, sha256, type Config, type Tx } from '@rebond/platform';
import type { Signature } from '../../domain/decision-list.js';
import type { DecisionLine } from '../../domain/lines.js';
import { DECISION_LETTER } from './decision.layout.js';
import type { DecisionCircumstances } from './decision-values.js';
import { letterData, type LetterOfList } from './letter-data.js';
import { signatoryOf } from './letter-head.js';

/** A letter before it is made. */
export interface LetterDraft {
  readonly candidacyId: CandidacyId;
  readonly data: Json;
  /** Of the data and the layout, in hexadecimal: the same letter again, byte for byte. */
  readonly dataSha256: string;
  /** What the document bears as its creation: the first instant of the day of the decision, in Paris. */
  readonly at: Temporal.Instant;
}

/** Letters drafted before the process sees to something else. */
const AT_ONCE = 20;
const dayOf = (at: Temporal.Instant): Temporal.Instant => instantAt(dateIn(at), '00:00');

/** Gathers what the texts and letters of decisions speak of, in as many statements as there are waves and definitions. */
@Injectable()
export class DraftLetters {
  constructor(
    private readonly calls: Calls,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** What each decision's text speaks of. */
  @InFrench
  async circumstances(
    tx: Tx,
    lines: readonly DecisionLine[],
    caseOf: (id: CandidacyId) => Candidacy,
    decidedAt: Temporal.Instant,
  ): Promise<(line: DecisionLine) => Promise<DecisionCircumstances>> {
    const owed = await owedPiecesOf(
      tx,
      lines.map((line) => line.candidacyId),
    );
    const waves = new Map<WaveId, { readonly wave: Wave; readonly next: Wave | null }>();
    const waveOf = async (id: WaveId) => {
      const known = waves.get(id);
      if (known) return known;
      const wave = await this.calls.wave(tx, id);
      const found = { wave, next: await this.calls.nextWaveAfter(tx, wave) };
      waves.set(id, found);
      return found;
    };
    return async (line) => {
      const candidacy = caseOf(line.candidacyId);
      return {
        decidedAt,
        candidacy,
        definition: await this.calls.definition(tx, candidacy.callId, candidacy.definitionVersion),
        owed: (owed.get(candidacy.id) ?? [])
          .filter(({ providedAt }) => providedAt === null)
          .map(({ label, dueAt }) => (dueAt === null ? label : `${label}, avant le ${formatDate(dateIn(dueAt))}`)),
        nextCutoffAt: (await waveOf(candidacy.waveId)).next?.cutoffAt ?? null,
        nextWaveName: line.nextWaveId === null ? null : waveInSentence((await waveOf(line.nextWaveId)).wave.name),
      };
    };
  }

  /**
   * The letters of lines, to be made.
   * @param signed null while nobody has validated
   */
  @InFrench
  async drafts(
    tx: Tx,
    lines: readonly DecisionLine[],
    caseOf: (id: CandidacyId) => Candidacy,
    signed: { readonly number: string; readonly by: Signature } | null,
  ): Promise<readonly LetterDraft[]> {
    const list = await this.listOf(tx, signed);
    const decidedAt = dayOf(signed?.by.at ?? tx.at);
    const of = await this.circumstances(tx, lines, caseOf, decidedAt);
    const drafts: LetterDraft[] = [];
    for (const [n, line] of lines.entries()) {
      if (n % AT_ONCE === 0) await breathe(); // a thousand letters are a long time of one process
      const data = letterData(line, await of(line), this.linkOf(line.candidacyId), list);
      const dataSha256 = sha256(DECISION_LETTER.source, '\n', canonicalJson(data)).toString('hex');
      drafts.push({ candidacyId: line.candidacyId, data, dataSha256, at: decidedAt });
    }
    return drafts;
  }

  /** Where a case is read. */
  linkOf(id: CandidacyId): string {
    return new URL(`/candidatures/${id}`, this.config.PUBLIC_URL).href;
  }

  private async listOf(
    tx: Tx,
    signed: { readonly number: string; readonly by: Signature } | null,
  ): Promise<LetterOfList> {
    if (signed === null) return { number: null, signatory: null };
    return { number: signed.number, signatory: await signatoryOf(tx, signed.by) };
  }
}

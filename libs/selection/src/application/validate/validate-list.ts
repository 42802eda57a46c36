import { Injectable } from '@nestjs/common';
import { Calls } from '@rebond/calls';
import { Cases, holdCases } from '@rebond/candidacies';
import { requireUnrecused } from '@rebond/identity';
import { AbsentError, ConflictError, dateIn, say, StaleVersionError } from '@rebond/kernel';
import { record, Verbs, type RequestContext, type Tx } from '@rebond/platform';
import {
  formatNumberOf,
  nextStatus,
  requireSecondPerson,
  requireWhole,
  type DecisionListId,
} from '../../domain/decision-list.js';
import { differencesOf } from '../../infrastructure/difference-rows.js';
import { lettersOf } from '../../infrastructure/letter-rows.js';
import { readLines } from '../../infrastructure/line-rows.js';
import { findListForUpdate, markValidated, nextNumber } from '../../infrastructure/list-rows.js';
import { byId, requireUnchanged } from '../changed.js';
import { contentHash } from '../content.js';
import { DraftLetters, type LetterDraft } from '../letters/draft-letters.js';
import { MakeLetters } from '../letters/make-letters.js';
import type { ListWithLinesView } from '../read/present.js';
import { readList } from '../read/read-lists.js';
import { listStream, signatureOf } from '../sign.js';
import { requireOver } from '../wave-over.js';

/** Letters that were not there, or not of this content, when a list was to be frozen with them. */
class LettersLacking extends Error {
  constructor(readonly drafts: readonly LetterDraft[]) {
    super('Letters are to be made first');
  }
}

/** How far the letters of a list are, that is frozen once all are made. */
export interface LettersProgress {
  readonly made: number;
  readonly total: number;
}

/** Times that a list's letters are made again because another list took its number meanwhile. */
const ATTEMPTS = 5;

/**
 * Validates a list: a second person signs, and its content is frozen, numbered and hashed with its letters. Its cases are
 * held, and know nothing of it until the announcement.
 */
@Injectable()
export class ValidateList {
  constructor(
    private readonly verbs: Verbs,
    private readonly cases: Cases,
    private readonly calls: Calls,
    private readonly drafting: DraftLetters,
    private readonly making: MakeLetters,
  ) {}

  /**
   * Letters are made on a thread of their own, outside any transaction; the one that freezes the list takes those that
   * say what it freezes, and none else. Nothing is frozen while one is lacking.
   * @param patience milliseconds that letters may take; then their progress is the answer, and asking again goes on
   * @throws StaleVersionError when the list changed since it was read
   * @throws ConflictError `cases-changed` that lists the cases that did, `number-taken` when lists are frozen too fast
   * @throws ForbiddenError `recused-in-wave`
   * @throws RefusedError `same-person`, `list-validated`, `list-announced`, `list-withdrawn`, `wave-still-open`
   */
  async validate(
    ctx: RequestContext,
    id: DecisionListId,
    expectedVersion: number,
    patience?: number,
  ): Promise<ListWithLinesView | LettersProgress> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const frozen = await this.verbs
        .write(ctx, (tx) => this.freeze(tx, id, expectedVersion))
        .catch((error: unknown) => {
          if (error instanceof LettersLacking) return error;
          throw error;
        });
      if (!(frozen instanceof LettersLacking)) return frozen;
      const { drafts } = frozen;
      const made = await this.making.make(id, drafts, patience);
      if (made < drafts.length) return { made, total: drafts.length };
    }
    throw new ConflictError('number-taken', say`D’autres listes sont validées en même temps : recommencez.`);
  }

  private async freeze(tx: Tx, id: DecisionListId, expectedVersion: number): Promise<ListWithLinesView> {
    const lines = await readLines(tx, id);
    const ids = lines.map((line) => line.candidacyId);
    const caseOf = byId(await this.cases.lock(tx, ids));
    const list = await findListForUpdate(tx, id);
    if (!list) throw new AbsentError();
    requireUnrecused(tx.actor, list.waveId);
    if (list.version !== expectedVersion) throw new StaleVersionError(list.version);
    nextStatus(list.status, 'VALIDATE');
    requireWhole(list, lines);
    const by = signatureOf(tx);
    requireSecondPerson([list.proposed, ...(await differencesOf(tx, id)).map((one) => one.by)], by);
    requireUnchanged(lines, caseOf);
    // Marked first: it holds the wave, which a prolongation would otherwise open again meanwhile.
    await this.calls.markFrozen(tx, list.waveId);
    const { callId, cutoffAt } = await this.calls.wave(tx, list.waveId);
    requireOver({ cutoffAt }, tx.at);
    const number = await nextNumber(tx, callId, dateIn(tx.at).year);
    const drafts = await this.drafting.drafts(tx, lines, caseOf, { number: formatNumberOf(number), by });
    const letters = await lettersOf(tx, id);
    if (drafts.some((one) => letters.get(one.candidacyId)?.dataSha256 !== one.dataSha256))
      throw new LettersLacking(drafts);
    const hash = contentHash(list, { callId, number, validated: by }, lines);
    await markValidated(tx, id, { by, callId, number, contentHash: hash });
    await holdCases(tx, ids, id);
    await record(tx, listStream(id), null, [
      {
        action: 'decision-list.validated',
        audience: 'state',
        facts: {
          list: id,
          number: formatNumberOf(number),
          contentHash: hash,
          letters: ids.map((candidacyId) => ({ candidacyId, sha256: letters.get(candidacyId)?.sha256 })),
        },
      },
    ]);
    return readList(tx, id);
  }
}

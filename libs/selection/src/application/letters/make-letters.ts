import { setImmediate as breathe } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { Files, Pdf, SYSTEM, Transactions, type MadeFile } from '@rebond/platform';
import type { DecisionListId } from '../../domain/decision-list.js';
import { lettersOf, storeLetters, type StoredLetter } from '../../infrastructure/letter-rows.js';
import { KEEPER } from '../../domain/keeper.js';
import { DECISION_LETTER } from './decision.layout.js';
import type { LetterDraft } from './draft-letters.js';

/** Letters under way at once: the compiler is never idle, and another document that is asked for waits for few. */
const AT_ONCE = 8;
/** Letters put into the store, and seen as progress, together. */
const BATCH = 50;

/** Makes the letters of a list and stores them; those that are there already, of the same data, are left alone. */
@Injectable()
export class MakeLetters {
  constructor(
    private readonly pdf: Pdf,
    private readonly files: Files,
    private readonly transactions: Transactions,
  ) {}

  /**
   * @param patience milliseconds after which no further batch is begun
   * @returns how many of the drafts have their letter
   */
  async make(id: DecisionListId, drafts: readonly LetterDraft[], patience = Infinity): Promise<number> {
    const end = performance.now() + patience;
    const stored = await this.transactions.run(SYSTEM, (tx) => lettersOf(tx, id));
    const lacking = drafts.filter((one) => stored.get(one.candidacyId)?.dataSha256 !== one.dataSha256);
    let made = drafts.length - lacking.length;
    for (let i = 0; i < lacking.length && performance.now() < end; i += BATCH) {
      const batch = lacking.slice(i, i + BATCH);
      await this.store(id, await this.render(batch));
      made += batch.length;
      await breathe();
    }
    return made;
  }

  private async render(drafts: readonly LetterDraft[]): Promise<readonly (StoredLetter & MadeFile)[]> {
    const made: (StoredLetter & MadeFile)[] = [];
    const waiting = drafts.values();
    const lane = async (): Promise<void> => {
      for (const { candidacyId, data, dataSha256, at } of waiting) {
        const content = await this.pdf.render(DECISION_LETTER, data, at);
        made.push({ candidacyId, dataSha256, ...(await this.files.stageContent(content)) });
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, lane));
    return made;
  }

  private async store(id: DecisionListId, made: readonly (StoredLetter & MadeFile)[]): Promise<void> {
    await this.transactions.run(SYSTEM, async (tx) => {
      await this.files.keepForLater(tx, KEEPER, made);
      await storeLetters(tx, id, made);
    });
  }
}

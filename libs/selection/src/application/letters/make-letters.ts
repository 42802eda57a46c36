import { Injectable } from '@nestjs/common';
import { Files, Pdf, SYSTEM, Transactions, type MadeFile } from '@rebond/platform';
import type { DecisionListId } from '../../domain/decision-list.js';
import { lettersOf, storeLetters, type StoredLetter } from '../../infrastructure/letter-rows.js';
import { KEEPER } from '../../domain/keeper.js';
import { DECISION_LETTER } from './decision.layout.js';
import type { LetterDraft } from './draft-letters.js';

/** Letters under way at once: no thread of the compiler is idle, and another document that is asked for waits for few. */
const AT_ONCE = 16;
/** Letters put into the store, and seen as progress, together. */
const BATCH = 50;

type MadeLetter = StoredLetter & MadeFile;

/** Makes the letters of a list and stores them; those that are there already, of the same data, are left alone. */
@Injectable()
export class MakeLetters {
  constructor(
    private readonly pdf: Pdf,
    private readonly files: Files,
    private readonly transactions: Transactions,
  ) {}

  /**
   * Letters are stored by the batch while the next ones are made.
   * @param patience milliseconds after which no further letter is begun
   * @returns how many of the drafts have their letter
   */
  async make(id: DecisionListId, drafts: readonly LetterDraft[], patience = Infinity): Promise<number> {
    const end = performance.now() + patience;
    const stored = await this.transactions.run(SYSTEM, (tx) => lettersOf(tx, id));
    const lacking = drafts.filter((one) => stored.get(one.candidacyId)?.dataSha256 !== one.dataSha256);
    const there = drafts.length - lacking.length;
    let made: MadeLetter[] = [];
    let storing = Promise.resolve(0);
    const store = (): Promise<number> => {
      const batch = made;
      made = [];
      storing = storing.then(async (before) => before + (await this.store(id, batch)));
      return storing;
    };
    const waiting = lacking.values();
    const lane = async (): Promise<void> => {
      for (const draft of waiting) {
        const letter = await this.render(draft);
        made.push(letter);
        // Whoever fills a batch waits for its storing: when the disk is slower than the compiler, fewer are made ahead.
        if (made.length >= BATCH) await store();
        if (performance.now() >= end) return;
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, lane));
    return there + (await store());
  }

  private async render({ candidacyId, data, dataSha256, at }: LetterDraft): Promise<MadeLetter> {
    const content = await this.pdf.render(DECISION_LETTER, data, at);
    return { candidacyId, dataSha256, ...(await this.files.stageContent(content)) };
  }

  private async store(id: DecisionListId, made: readonly MadeLetter[]): Promise<number> {
    if (made.length > 0)
      await this.transactions.run(SYSTEM, async (tx) => {
        await this.files.keepForLater(tx, KEEPER, made);
        await storeLetters(tx, id, made);
      });
    return made.length;
  }
}

import { Injectable } from '@nestjs/common';
import { Calls } from '@rebond/calls';
import { enqueueMails, Subscribe, type Message, type OutboxHandler, type Tx } from '@rebond/platform';
import { CaseLetters } from './case-letters.js';
import { LETTERS } from './letters-by-message.js';

/** Writes to the territory whenever its case moves: the receipt first of all. */
@Injectable()
@Subscribe('tell-territory', Object.keys(LETTERS))
export class TellTerritory implements OutboxHandler {
  constructor(
    private readonly letters: CaseLetters,
    private readonly calls: Calls,
  ) {}

  async handle(tx: Tx, message: Message): Promise<void> {
    const write = LETTERS[message.kind];
    if (!write || message.candidacyId === null) return;
    const file = await this.letters.file(tx, message.candidacyId);
    const letter = await write(tx, file, message, this.calls);
    await enqueueMails(
      tx,
      await this.letters.toTerritory(tx, file, { ...letter, kind: message.kind, cause: message.id } as never),
    );
  }
}

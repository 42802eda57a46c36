import { Injectable } from '@nestjs/common';
import { Calls } from '@rebond/calls';
import type { Json } from '@rebond/kernel';
import { enqueueMails, statement, Subscribe, type Message, type OutboxHandler, type Tx } from '@rebond/platform';
import { CaseLetters } from './case-letters.js';
import { LETTERS } from './letters-by-message.js';

type Members = Readonly<Record<string, Json>>;

const PERSONAL = statement(
  'letter_personal',
  `select p.payload from platform.outbox o join platform.audit_payload p on p.stream = o.stream and p.seq = o.seq
    where o.id = $1`,
);

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
    const payload = { ...(message.payload as Members), ...(await personalOf(tx, message)) };
    const letter = await write(tx, file, { ...message, payload }, this.calls);
    await enqueueMails(
      tx,
      await this.letters.toTerritory(tx, file, { ...letter, kind: message.kind, cause: message.id } as never),
    );
  }
}

/** Free text of the act, from the one place where it is kept and can be erased; the outbox keeps its rows. */
async function personalOf(tx: Tx, message: Message): Promise<Members> {
  const [row] = await tx.query<{ payload: Members }>(PERSONAL, [message.id]);
  return Object.fromEntries(Object.entries(row?.payload ?? {}).filter(([, value]) => value !== null));
}

import { randomUUIDv7 } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { actorOnSeat } from '@rebond/identity';
import { RefusedError, say } from '@rebond/kernel';
import { Files, statement, SYSTEM, Transactions, type RequestContext, type StagedFile } from '@rebond/platform';
import { Cases } from '../cases.js';
import { MESSAGE_FILES, refusalOfFile, type IncomingFile } from './accepted-files.js';
import { readMail, type IncomingMail, type MailAttachment } from './incoming-mail.js';
import { placeOfReply, tokenAmong, type ReplyPlace } from './reply-address.js';
import { LONGEST_MESSAGE, WriteMessage } from './write-message.js';

/** What became of a mail; a type, so that it is JSON. */
export type MailReceived = {
  readonly outcome: 'kept' | 'already' | 'ignored';
  readonly message: string | null;
};

const ALREADY = statement(
  'message_of_mail',
  'select id from candidacies.message where candidacy_id = $1 and mail_id = $2',
);

/** An answer by mail becomes a message of its thread, in the name of the person whom the address was given to. */
@Injectable()
export class ReceiveMail {
  constructor(
    private readonly transactions: Transactions,
    private readonly cases: Cases,
    private readonly writing: WriteMessage,
    private readonly files: Files,
  ) {}

  /**
   * @throws RefusedError `unknown-reply-address`, `expired-reply-address`, `other-sender`, `seat-left`, `empty-answer`
   * @throws MalformedError `bad-mail`
   */
  async receive({ receivedAt: at, traceId }: RequestContext, raw: Buffer): Promise<MailReceived> {
    const mail = await readMail(raw);
    if (mail.isAutomatic) return { outcome: 'ignored', message: null };
    const { place, actor } = await this.transactions.run(
      { ...SYSTEM, readOnly: true },
      async (tx) => {
        const found = await placeOfReply(tx, tokenAmong(mail.to));
        const seated = await actorOnSeat(tx, found);
        if (!seated)
          throw new RefusedError('seat-left', say`Cette adresse est celle d’une fonction que vous n’occupez plus.`);
        // An address that was forwarded is not an identity: only the person's own mailbox answers with it.
        if (seated.email !== mail.from)
          throw new RefusedError(
            'other-sender',
            say`Cette adresse de réponse n’est pas la vôtre : écrivez sur le portail.`,
          );
        return { place: found, actor: seated.actor };
      },
      { at, traceId },
    );
    const staged = await this.stageAll(mail.attachments);
    try {
      return await this.transactions.run(actor, (tx) => this.keep(tx, place, mail, staged), { at, traceId });
    } finally {
      await Promise.all(staged.map((one) => this.files.discard(one.staged)));
    }
  }

  private async keep(
    tx: Parameters<Parameters<Transactions['run']>[1]>[0],
    { candidacyId, audience }: ReplyPlace,
    mail: IncomingMail,
    staged: readonly IncomingFile[],
  ): Promise<MailReceived> {
    await this.cases.lockOne(tx, candidacyId);
    const [already] =
      mail.messageId === null ? [] : await tx.query<{ id: string }>(ALREADY, [candidacyId, mail.messageId]);
    if (already) return { outcome: 'already', message: already.id };
    const refused = staged.flatMap((file) => refusalOfFile(file) ?? []);
    const accepted = staged.filter((file) => refusalOfFile(file) === null);
    if (mail.text === '' && accepted.length === 0)
      throw new RefusedError('empty-answer', say`Ce courriel ne dit rien et ne porte aucune pièce acceptée.`);
    const { id } = await this.writing.write(tx, candidacyId, { text: bodyOf(mail.text, refused), audience }, accepted, {
      by: 'mail',
      mailId: mail.messageId,
    });
    return { outcome: 'kept', message: id };
  }

  private async stageAll(attachments: readonly MailAttachment[]): Promise<readonly IncomingFile[]> {
    const staged: IncomingFile[] = [];
    for (const { filename, content } of attachments.slice(0, MESSAGE_FILES))
      staged.push({ filename, staged: await this.stage(content) });
    return staged;
  }

  private async stage(content: Buffer): Promise<StagedFile> {
    await mkdir(this.files.stagingDir, { recursive: true });
    const path = join(this.files.stagingDir, randomUUIDv7());
    try {
      await writeFile(path, content, { flag: 'wx' });
      return await this.files.stage(path);
    } finally {
      await rm(path, { force: true });
    }
  }
}

/** What was written, and which files were not kept. */
function bodyOf(text: string, refused: readonly string[]): string {
  const said = text === '' ? say`Voir les fichiers joints.` : text.slice(0, LONGEST_MESSAGE);
  return refused.length === 0 ? said : say`${said}\n\n[Non conservé : ${refused.join(' ')}]`;
}

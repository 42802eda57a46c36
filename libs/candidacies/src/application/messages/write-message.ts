import { randomUUIDv7 } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { scopeOf, type Role } from '@rebond/identity';
import { ForbiddenError, RefusedError, type CandidacyId, say, formatNumber } from '@rebond/kernel';
import { commitTo, Files, statement, type Tx } from '@rebond/platform';
import { Cases } from '../cases.js';
import { requireAccepted, type IncomingFile } from './accepted-files.js';
import { MESSAGE_AUDIENCES } from './thread.js';

export const LONGEST_MESSAGE = 10_000;

export const writeMessageInput = z.strictObject({
  text: z
    .string(say`Écrivez votre message.`)
    .trim()
    .min(1, say`Écrivez votre message.`)
    .max(LONGEST_MESSAGE, {
      error: () => say`Un message compte au plus ${formatNumber(LONGEST_MESSAGE)} caractères.`,
    }),
  audience: z.enum(MESSAGE_AUDIENCES).default('thread'),
});
export type WriteMessageInput = z.output<typeof writeMessageInput>;

export type MessageWritten = { readonly id: string };

/** How a message comes; a mail has an identifier, by which a second delivery of it is known. */
export type Means = { readonly by: 'portal' } | { readonly by: 'mail'; readonly mailId: string | null };

const INSERT = statement(
  'message_insert',
  `insert into candidacies.message
     (id, candidacy_id, audience, shared, seat_id, person_id, role, written_at, means, mail_id, body, salt)
   values ($1, $2, $3, $3 = 'thread', $4, $5, $6, $7, $8, $9, $10, $11)`,
);
const ATTACH = statement(
  'message_attach',
  `insert into candidacies.message_file
     (id, message_id, candidacy_id, audience, shared, filename, media_type, size_bytes, sha256)
   select f.id, $1, $2, $3, $3 = 'thread', f.filename, f.media_type, f.size_bytes, f.sha256
     from unnest($4::uuid[], $5::text[], $6::text[], $7::bigint[], $8::text[])
       as f(id, filename, media_type, size_bytes, sha256)`,
);

const DESK: ReadonlySet<string> = new Set(['programme_director', 'bdt_officer']);

/** A word between the territory and the desk, or among the people of the territory. */
@Injectable()
export class WriteMessage {
  constructor(
    private readonly cases: Cases,
    private readonly files: Files,
  ) {}

  /**
   * @throws RefusedError `not-deposited` when the desk is written to about a draft, `bad-files`
   * @throws ForbiddenError when the desk speaks as the territory
   */
  async write(
    tx: Tx,
    id: CandidacyId,
    { text, audience }: WriteMessageInput,
    files: readonly IncomingFile[] = [],
    means: Means = { by: 'portal' },
  ): Promise<MessageWritten> {
    const candidacy = await this.cases.lockOne(tx, id);
    const { seatId, personId, role } = tx.actor;
    if (scopeOf(role as Role, 'message.write') === null || (audience === 'territory' && DESK.has(role)))
      throw new ForbiddenError('not-allowed', say`Votre fonction n'autorise pas cette action.`);
    if (audience === 'thread' && candidacy.depositedAt === null)
      throw new RefusedError('not-deposited', say`Le service instructeur ne lit le dossier qu’une fois déposé.`);
    requireAccepted(files);
    const message = randomUUIDv7();
    const { salt, commitment } = commitTo({ text, files: files.map(({ staged }) => staged.sha256).sort() });
    await tx.query(INSERT, [
      ...[message, id, audience, seatId, personId, role, tx.at.toString(), means.by],
      ...[means.by === 'mail' ? means.mailId : null, text, salt],
    ]);
    await this.attach(tx, id, message, audience, files);
    await this.cases.record(
      tx,
      id,
      [
        {
          action: audience === 'thread' ? 'message.sent' : 'message.noted',
          // The words themselves are read by those who exchange them; that they did concerns who follows the case.
          audience: audience === 'thread' ? 'everyone' : 'territory',
          facts: { message, files: files.length, means: means.by, commitment },
        },
      ],
      [{ kind: 'message.sent', payload: { candidacy: id, message, audience } }],
    );
    return { id: message };
  }

  private async attach(
    tx: Tx,
    id: CandidacyId,
    message: string,
    audience: string,
    files: readonly IncomingFile[],
  ): Promise<void> {
    if (files.length === 0) return;
    for (const { staged } of files) await this.files.keep(tx, staged);
    await tx.query(ATTACH, [
      ...[message, id, audience],
      files.map(() => randomUUIDv7()),
      files.map(({ filename }) => filename),
      files.map(({ staged }) => staged.sniffed?.mediaType ?? 'application/octet-stream'),
      files.map(({ staged }) => staged.sizeBytes),
      files.map(({ staged }) => staged.sha256),
    ]);
  }
}

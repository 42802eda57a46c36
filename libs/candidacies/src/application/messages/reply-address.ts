import { createHash, randomBytes } from 'node:crypto';
import { RefusedError, type CandidacyId, type PersonId, say, type SeatId } from '@rebond/kernel';
import { instantOf, statement, type Tx } from '@rebond/platform';
import type { MessageAudience } from './thread.js';

/** An answer by mail is taken for this long after the mail that it answers. */
const REPLY_DAYS = 90;

/** Lower case, without what is mistaken for something else: mail servers do not keep the case of a local part. */
const ALPHABET = 'abcdefghijkmnpqrstuvwxyz23456789';
const LENGTH = 32;

export interface ReplyPlace {
  readonly candidacyId: CandidacyId;
  readonly audience: MessageAudience;
  readonly seatId: SeatId;
  readonly personId: PersonId;
}

interface Row {
  readonly candidacy_id: CandidacyId;
  readonly audience: MessageAudience;
  readonly seat_id: SeatId;
  readonly person_id: PersonId;
  readonly expires_at: Date;
}

const INSERT = statement(
  'reply_address_insert',
  `insert into candidacies.reply_address (hash, candidacy_id, audience, seat_id, person_id, created_at, expires_at)
   values ($1, $2, $3, $4, $5, $6, $7)`,
);
const READ = statement(
  'reply_address_read',
  `select candidacy_id, audience, seat_id, person_id, expires_at from candidacies.reply_address where hash = $1`,
);

const FORGET = statement('reply_address_forget', 'delete from candidacies.reply_address where expires_at <= $1');

/** Removes the addresses that work no more. */
export const forgetReplyAddresses = async (tx: Tx): Promise<void> => {
  await tx.query(FORGET, [tx.at.toString()]);
};

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

/** The 32 letters are 160 bits: 8 bits of a byte modulo 32 lose nothing of the draw's evenness. */
const drawToken = (): string => [...randomBytes(LENGTH)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('');

/** An address of one person in one thread; only its hash is kept. @param domain where answers are received */
export async function openReplyAddress(tx: Tx, domain: string, place: ReplyPlace): Promise<string> {
  const token = drawToken();
  const { candidacyId, audience, seatId, personId } = place;
  const expiresAt = tx.at.add({ hours: 24 * REPLY_DAYS });
  await tx.query(INSERT, [
    ...[hashOf(token), candidacyId, audience, seatId, personId, tx.at.toString(), expiresAt.toString()],
  ]);
  return `reponse+${token}@${domain}`;
}

const ADDRESS = /reponse\+([a-z2-9]{32})@/i;

/** The token of the first of these addresses that is one of ours, or null. */
export function tokenAmong(addresses: readonly string[]): string | null {
  for (const one of addresses) {
    const token = ADDRESS.exec(one)?.[1];
    if (token !== undefined) return token.toLowerCase();
  }
  return null;
}

/** @throws RefusedError `unknown-reply-address`, `expired-reply-address` */
export async function placeOfReply(tx: Tx, token: string | null): Promise<ReplyPlace> {
  const [row] = token === null ? [] : await tx.query<Row & Record<string, unknown>>(READ, [hashOf(token)]);
  if (!row)
    throw new RefusedError(
      'unknown-reply-address',
      say`Cette adresse de réponse n’existe pas : écrivez sur le portail.`,
    );
  if (Temporal.Instant.compare(instantOf(row.expires_at), tx.at) <= 0)
    throw new RefusedError('expired-reply-address', say`Cette adresse de réponse a expiré : écrivez sur le portail.`);
  return {
    candidacyId: row.candidacy_id,
    audience: row.audience,
    seatId: row.seat_id,
    personId: row.person_id,
  };
}

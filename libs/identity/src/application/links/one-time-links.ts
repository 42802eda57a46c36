import { randomBytes, randomUUIDv7 } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { RefusedError, formatInstant, type CandidacyId, type Json, type PersonId, say } from '@rebond/kernel';
import {
  CONFIG,
  instantOf,
  instantOrNull,
  record,
  statement,
  SYSTEM,
  Transactions,
  type Actor,
  type Config,
  type Tx,
} from '@rebond/platform';
import { hashToken } from '../actor-of-token.js';
import { personNamed, type PersonName } from '../people.js';

const INSERT = statement(
  'link_insert',
  `insert into identity.one_time_link
     (id, hash, purpose, candidacy_id, subject, recipient_id, recipient_name, recipient_email, organisation_id, seat_id,
      person_id, created_at, expires_at)
   values ($1, $2, $3, $4, $5, $6, $7, lower($8), $9, $10, $11, $12, $13)`,
);
const READ = statement(
  'link_read',
  `select id, purpose, candidacy_id, subject, recipient_id, recipient_name, recipient_email, expires_at, used_at,
          revoked_at from identity.one_time_link where hash = $1`,
);
const USE = statement(
  'link_use',
  `update identity.one_time_link set used_at = $2
    where hash = $1 and used_at is null and revoked_at is null and expires_at > $2 returning id`,
);
const REVOKE = statement(
  'link_revoke',
  'update identity.one_time_link set revoked_at = $2 where id = $1 and used_at is null and revoked_at is null',
);

interface LinkRow {
  readonly id: string;
  readonly purpose: string;
  readonly candidacy_id: CandidacyId | null;
  readonly subject: Json;
  readonly recipient_id: PersonId | null;
  readonly recipient_name: string | null;
  readonly recipient_email: string | null;
  readonly expires_at: Date;
  readonly used_at: Date | null;
  readonly revoked_at: Date | null;
}

export interface NewLink {
  /** Names the room's pages behind the link: see `LinkPurpose`. */
  readonly purpose: string;
  readonly candidacyId: CandidacyId | null;
  /** What it is about, ids only. */
  readonly subject: Json;
  readonly expiresAt: Temporal.Instant;
  /** Whose act it will be: the journal names this person. */
  readonly recipient?: PersonName;
  /** Who asks for it, when the system makes it for them: their organisation may revoke it. */
  readonly issuer?: Pick<Actor, 'organisationId' | 'seatId' | 'personId'>;
}

export interface OneTimeLink {
  readonly id: string;
  readonly purpose: string;
  readonly candidacyId: CandidacyId | null;
  readonly subject: Json;
  readonly recipient: (PersonName & { readonly personId: PersonId }) | null;
  readonly expiresAt: Temporal.Instant;
  readonly usedAt: Temporal.Instant | null;
  readonly state: 'open' | 'used' | 'expired' | 'revoked';
}

function linkOf(row: LinkRow, at: Temporal.Instant): OneTimeLink {
  const expiresAt = instantOf(row.expires_at);
  const { recipient_id: personId, recipient_name: name, recipient_email: email } = row;
  const isOver = Temporal.Instant.compare(expiresAt, at) <= 0;
  return {
    id: row.id,
    purpose: row.purpose,
    candidacyId: row.candidacy_id,
    subject: row.subject,
    recipient: personId === null || name === null || email === null ? null : { personId, name, email },
    expiresAt,
    usedAt: instantOrNull(row.used_at),
    state: row.used_at ? 'used' : row.revoked_at ? 'revoked' : isOver ? 'expired' : 'open',
  };
}

/** Why a link does nothing any more, in one sentence. */
export function whyClosed({ state, usedAt, expiresAt }: OneTimeLink): string {
  if (usedAt) return say`Ce lien a déjà servi le ${formatInstant(usedAt)}.`;
  return state === 'revoked' ? say`Ce lien a été annulé.` : say`Ce lien a expiré le ${formatInstant(expiresAt)}.`;
}

/**
 * Who acts through a link: no seat, in the name of the person whom it was sent to, and of the cases that one only. A link
 * without a case is the registry's (an invitation): what it touches is its page's affair.
 */
export const actorOfLink = ({ candidacyId, recipient }: OneTimeLink): Actor => ({
  ...SYSTEM,
  reach: candidacyId === null ? 'everything' : 'none',
  cases: candidacyId === null ? [] : [candidacyId],
  personId: recipient?.personId ?? null,
});

/** Links that do one thing once, for people who have no account: what they are asked stands behind them. */
@Injectable()
export class OneTimeLinks {
  constructor(
    private readonly transactions: Transactions,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Only the token's hash is kept: the address is for the mail, written in the same transaction. Mails are the system's
   * to write: a room makes the link where it writes the mail, in the handler of the message that says it is due.
   */
  async create(tx: Tx, link: NewLink): Promise<{ id: string; token: string; url: string }> {
    const id = randomUUIDv7();
    const token = randomBytes(32).toString('base64url');
    const recipientId = link.recipient === undefined ? null : await personNamed(tx, link.recipient);
    const { organisationId, seatId, personId } = link.issuer ?? tx.actor;
    await tx.query(INSERT, [
      ...[id, hashToken(token), link.purpose, link.candidacyId, JSON.stringify(link.subject)],
      ...[recipientId, link.recipient?.name ?? null, link.recipient?.email ?? null],
      ...[organisationId, seatId, personId, tx.at.toString(), link.expiresAt.toString()],
    ]);
    return { id, token, url: new URL(`/lien/${token}`, this.config.PUBLIC_URL).href };
  }

  /** What a link is about; nothing is used up by looking. @returns null when there is no such link */
  look(token: string, at: Temporal.Instant): Promise<OneTimeLink | null> {
    return this.transactions.run({ ...SYSTEM, readOnly: true }, (tx) => this.read(tx, token), { at });
  }

  /** As `look`, in the transaction of the link's effect. */
  async read(tx: Tx, token: string): Promise<OneTimeLink | null> {
    const [row] = await tx.query<LinkRow & Record<string, unknown>>(READ, [hashToken(token)]);
    return row ? linkOf(row, tx.at) : null;
  }

  /**
   * Uses the link up, in the transaction of its effect, and says so in the journal of its case.
   * @throws RefusedError `link-closed` when it has been used, revoked or has expired, with the instant
   */
  async consume(tx: Tx, token: string): Promise<OneTimeLink> {
    const used = await tx.query(USE, [hashToken(token), tx.at.toString()]);
    const link = await this.read(tx, token);
    if (!link) throw new RefusedError('link-unknown', say`Ce lien n’est pas valable.`);
    if (used.length === 0) throw new RefusedError('link-closed', whyClosed(link));
    await record(tx, `link:${link.id}`, link.candidacyId, [
      {
        action: 'link.used',
        audience: 'system',
        facts: { link: link.id, purpose: link.purpose, person: link.recipient?.personId ?? null },
        ...(link.recipient ? { personal: { name: link.recipient.name, email: link.recipient.email } } : {}),
      },
    ]);
    return link;
  }

  /** A link that has been used stays used. */
  async revoke(tx: Tx, id: string): Promise<void> {
    await tx.query(REVOKE, [id, tx.at.toString()]);
  }
}

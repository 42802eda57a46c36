import { randomBytes, randomUUIDv7 } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { PersonId } from '@rebond/kernel';
import { FORM_CSRF, statement, SYSTEM, Transactions, type FormBody, type FormFile, type Tx } from '@rebond/platform';
import { hashToken } from '../actor-of-token.js';
import { Sessions } from '../sessions/sessions.js';
import { fromNetwork, Throttle } from '../sign-in/throttle.js';
import { KeptFiles, type KeptFile } from './kept-files.js';

/** How long a form waits for its author to sign in again. */
const KEPT_HOURS = 24;

const KEEP = statement(
  'kept_form_keep',
  `insert into identity.kept_form (id, hash, person_id, path, fields, files, created_at, expires_at)
   values ($1, $2, $3, $4, $5, $6, $7, $8)`,
);
const READ = statement(
  'kept_form_read',
  `select path, fields, files from identity.kept_form
    where hash = $1 and expires_at > $3 and (person_id is null or person_id = $2)`,
);
const DROP = statement('kept_form_drop', 'delete from identity.kept_form where hash = $1 returning files');

export interface KeptForm {
  /** Address of the page that it was sent to, from the site's root. */
  readonly path: string;
  readonly fields: FormBody;
  readonly files: readonly KeptFile[];
}

export interface Sent {
  readonly path: string;
  readonly fields: FormBody;
  /** Staged copies, which are this room's from then on. */
  readonly files: readonly FormFile[];
  /** Secret of the session that it was sent under, ended or not: tells whose form it is. */
  readonly session: string | null;
  readonly network: string;
}

/** Forms that came in without a session that still stood: nothing typed is lost. */
@Injectable()
export class KeptForms {
  constructor(
    private readonly transactions: Transactions,
    private readonly throttle: Throttle,
    private readonly sessions: Sessions,
    private readonly files: KeptFiles,
  ) {}

  /** Whose form it is that comes under this session, ended or not; null when nothing is known of it. */
  authorOf(session: string, at: Temporal.Instant): Promise<PersonId | null> {
    return this.transactions.run(SYSTEM, (tx) => this.sessions.personOf(tx, session), { at });
  }

  /** @returns the secret for the browser, in which alone it is shown again. @throws TooManyError */
  async keep({ path, fields, files, session, network }: Sent, at: Temporal.Instant): Promise<string> {
    await this.throttle.hit([fromNetwork('kept form', network)], at);
    const secret = randomBytes(32).toString('base64url');
    const kept = Object.fromEntries(Object.entries(fields).filter(([name]) => name !== FORM_CSRF));
    await this.transactions.run(
      SYSTEM,
      async (tx) => {
        const person = session === null ? null : await this.sessions.personOf(tx, session);
        const expiresAt = at.add({ hours: KEPT_HOURS });
        const keptFiles = person === null || files.length === 0 ? [] : await this.files.keep(tx, person, files);
        await tx.query(KEEP, [
          ...[randomUUIDv7(), hashToken(secret), person, path, JSON.stringify(kept), JSON.stringify(keptFiles)],
          ...[at.toString(), expiresAt.toString()],
        ]);
      },
      { at },
    );
    return secret;
  }

  /** The form that this browser holds the secret of, unless it is somebody else's. */
  async read(tx: Tx, secret: string, personId: PersonId): Promise<KeptForm | null> {
    const [row] = await tx.query<{ path: string; fields: FormBody; files: readonly KeptFile[] }>(READ, [
      ...[hashToken(secret), personId, tx.at.toString()],
    ]);
    return row ?? null;
  }

  async drop(tx: Tx, secret: string): Promise<void> {
    const [row] = await tx.query<{ files: readonly KeptFile[] }>(DROP, [hashToken(secret)]);
    if (row) await this.files.discard(row.files);
  }
}

/** The fields of a form as inputs of one, by the brackets of their names. */
export function inputsOf(fields: FormBody, prefix = ''): readonly { readonly name: string; readonly value: string }[] {
  return Object.entries(fields).flatMap(([key, value]) => {
    const name = prefix === '' ? key : `${prefix}[${key}]`;
    if (typeof value === 'object' && value !== null) return inputsOf(value as FormBody, name);
    return typeof value === 'string' ? [{ name, value }] : [];
  });
}

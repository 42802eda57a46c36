import { createHash } from 'node:crypto';
import { AbsentError, type CallId } from '@rebond/kernel';
import { statement, type Tx } from '@rebond/platform';
import type { CallDefinition } from '../domain/definition/definition.js';
import { definitionText } from '../domain/versions.js';

const READ = statement(
  'definition_read',
  `select content, digest from calls.definition where call_id = $1 and version = $2`,
);

/** What identifies a definition's content: SHA-256, in hexadecimal, of its canonical text. */
export const digestOf = (definition: CallDefinition): string =>
  createHash('sha256').update(definitionText(definition)).digest('hex');

/**
 * @throws AbsentError when the version was not published
 * @throws Error when what is stored is not what was published
 */
export async function readDefinition(tx: Tx, callId: CallId, version: number): Promise<CallDefinition> {
  const [row] = await tx.query<{ content: CallDefinition; digest: string }>(READ, [callId, version]);
  if (!row) throw new AbsentError();
  if (digestOf(row.content) !== row.digest)
    throw new Error(`Definition ${version} of call ${callId} differs from what was published`);
  return row.content;
}

const PUBLISHED = statement(
  'definition_published',
  'select version, digest, content from calls.definition where call_id = $1 order by version',
);
const INSERT = statement(
  'definition_insert',
  `insert into calls.definition (call_id, version, digest, content, source, file, published_at, published_by)
   values ($1, $2, $3, $4::jsonb, $5, $6, $7, $8)`,
);

export interface PublishedVersion {
  readonly version: number;
  readonly digest: string;
  readonly content: CallDefinition;
}

/** Every version of a call, the oldest first. */
export const publishedVersions = (tx: Tx, callId: CallId): Promise<PublishedVersion[]> =>
  tx.query<PublishedVersion & Record<string, unknown>>(PUBLISHED, [callId]);

export async function insertDefinition(
  tx: Tx,
  row: {
    readonly callId: CallId;
    readonly version: number;
    readonly digest: string;
    /** Canonical JSON. */
    readonly content: string;
    readonly source: string;
    readonly file: string;
  },
): Promise<void> {
  const { callId, version, digest, content, source, file } = row;
  await tx.query(INSERT, [callId, version, digest, content, source, file, tx.at.toString(), tx.actor.seatId]);
}

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

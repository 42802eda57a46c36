import { randomUUIDv7 } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { AbsentError, RefusedError, type CallId, type Fault, say } from '@rebond/kernel';
import { record, type Tx } from '@rebond/platform';
import { changedMeanings } from '../../domain/answers.js';
import type { CallDefinition } from '../../domain/definition/definition.js';
import { loadDefinition } from '../../domain/load.js';
import { definitionText } from '../../domain/versions.js';
import { callVersions, insertCall, lockCall, titleCall } from '../../infrastructure/call-rows.js';
import { digestOf, insertDefinition, publishedVersions } from '../../infrastructure/definition-rows.js';
import { locateFields } from './locate-fields.js';

export const publishInput = z.strictObject({
  /** The definition, YAML 1.2. */
  source: z.string().min(1).max(500_000),
  /** Its name, for the places of faults. */
  file: z.string().trim().min(1).max(200).default('definition.yaml'),
});

export interface Publication {
  readonly id: CallId;
  readonly slug: string;
  readonly version: number;
  readonly digest: string;
  /** False when the newest version has this content already: nothing was stored. */
  readonly isNew: boolean;
}

/** A key of one version keeps its meaning in every later one, left out in between or not. */
function refuseChangedMeanings(
  before: readonly { readonly content: CallDefinition }[],
  next: CallDefinition,
  { source, file }: z.output<typeof publishInput>,
): void {
  const changed = new Map(
    before.flatMap(({ content }) =>
      changedMeanings(content, next).map((fault): [string, Fault] => [fault.pointer, fault]),
    ),
  );
  if (changed.size === 0) return;
  const places = locateFields(next, source, file);
  const placed = [...changed.values()].map((fault) => ({
    ...fault,
    pointer: places.get(fault.pointer.slice(1).replaceAll('/', '.')) ?? file,
  }));
  throw new RefusedError(
    'changed-meaning',
    say`La définition « ${file} » est refusée : une clé de champ garde son sens d'une version à l'autre.`,
    placed,
    { file },
  );
}

/** A definition that may be published, and as what. */
export interface CheckedDefinition {
  readonly definition: CallDefinition;
  readonly version: number;
  /** False when the newest version has this content already. */
  readonly isNew: boolean;
}

/** Publishes a definition as the next, immutable version of its call. */
@Injectable()
export class PublishCall {
  /** What publishing would do; nothing is stored. @throws as `handle` */
  async check(tx: Tx, input: z.output<typeof publishInput>): Promise<CheckedDefinition> {
    const definition = loadDefinition(input.source, input.file);
    const [call] = await callVersions(tx, definition.slug);
    const before = call ? await publishedVersions(tx, call.id) : [];
    const newest = before.at(-1);
    if (newest?.digest === digestOf(definition)) return { definition, version: newest.version, isNew: false };
    refuseChangedMeanings(before, definition, input);
    return { definition, version: (newest?.version ?? 0) + 1, isNew: true };
  }

  /** @throws RefusedError `bad-definition` or `changed-meaning`, each fault at `file:line:column` */
  async handle(tx: Tx, input: z.output<typeof publishInput>): Promise<Publication> {
    const definition = loadDefinition(input.source, input.file);
    const { slug, title } = definition;
    await insertCall(tx, { id: randomUUIDv7() as string as CallId, slug, title });
    const call = await lockCall(tx, slug);
    if (!call) throw new AbsentError();
    const before = await publishedVersions(tx, call.id);
    const newest = before.at(-1);
    const digest = digestOf(definition);
    if (newest?.digest === digest) return { id: call.id, slug, version: newest.version, digest, isNew: false };
    refuseChangedMeanings(before, definition, input);
    const version = (newest?.version ?? 0) + 1;
    await insertDefinition(tx, { callId: call.id, version, digest, content: definitionText(definition), ...input });
    await titleCall(tx, call.id, title);
    await record(tx, `call:${call.id}`, null, [
      { action: 'call.published', audience: 'everyone', facts: { call: call.id, slug, version, digest } },
    ]);
    return { id: call.id, slug, version, digest, isNew: true };
  }
}

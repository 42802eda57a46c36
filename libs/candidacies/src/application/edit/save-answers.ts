import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Calls, checkAnswers, fieldOf, type CallDefinition } from '@rebond/calls';
import { ConflictError, RefusedError, type CandidacyId, say } from '@rebond/kernel';
import { statement, type Tx } from '@rebond/platform';
import type { Candidacy } from '../../infrastructure/case-row.js';
import { Cases } from '../cases.js';

export const saveAnswersInput = z.strictObject({
  /** By field: the new value (null erases) and the version of that field that the writer saw (0: never answered). */
  fields: z.record(z.string().max(100), z.strictObject({ value: z.json(), seen: z.int().min(0) })),
});
export type SaveAnswersInput = z.output<typeof saveAnswersInput>;

export interface Answers {
  readonly document: Readonly<Record<string, unknown>>;
  readonly versions: Readonly<Record<string, number>>;
}

const READ = statement('answers_read', `select document, versions from candidacies.answers where candidacy_id = $1`);
const LOCK = statement(
  'answers_lock',
  `select document, versions from candidacies.answers where candidacy_id = $1 for update`,
);
const SAVE = statement(
  'answers_save',
  `update candidacies.answers set document = $2, versions = $3, updated_at = $4 where candidacy_id = $1`,
);

export async function readAnswers(tx: Tx, id: CandidacyId): Promise<Answers> {
  const [row] = await tx.query<Answers & Record<string, unknown>>(READ, [id]);
  return row ?? { document: {}, versions: {} };
}

/** The answers, held still until the transaction ends: what freezes them waits for the save under way, and saves wait. */
export async function lockAnswers(tx: Tx, id: CandidacyId): Promise<Answers> {
  const [row] = await tx.query<Answers & Record<string, unknown>>(LOCK, [id]);
  return row ?? { document: {}, versions: {} };
}

/** Fields that may still be written after the cut-off: what is owed later, nothing else. */
export function mayWrite(
  definition: CallDefinition,
  candidacy: Candidacy,
  beforeCutoff: boolean,
  key: string,
): boolean {
  const field = fieldOf(definition, key);
  if (candidacy.state === 'draft' || (candidacy.state === 'submitted' && beforeCutoff)) return true;
  if (candidacy.state === 'incomplete') return true;
  return candidacy.state === 'selected' && field?.requirement === 'afterSelection';
}

/**
 * Saves fields as they are typed. Two people on one draft conflict only where they changed the same field; then
 * nothing of the request is kept, and the answer gives what stands now for each of these fields.
 */
@Injectable()
export class SaveAnswers {
  constructor(
    private readonly cases: Cases,
    private readonly calls: Calls,
  ) {}

  /**
   * @throws RefusedError `bad-answers` with every fault, `answers-frozen` once the deposit stands
   * @throws ConflictError `field-conflict`
   */
  async save(
    tx: Tx,
    id: CandidacyId,
    { fields }: SaveAnswersInput,
  ): Promise<{ versions: Record<string, number>; savedAt: string }> {
    // Locked first: a deposit that was under way has then ended, and the state read next is the one it left.
    const { document, versions } = await lockAnswers(tx, id);
    const candidacy = await this.cases.read(tx, id);
    const wave = await this.calls.wave(tx, candidacy.waveId);
    const definition = await this.calls.definition(tx, candidacy.callId, candidacy.definitionVersion);
    const values = Object.fromEntries(Object.entries(fields).map(([key, { value }]) => [key, value]));
    const faults = checkAnswers(definition, values);
    if (faults.length > 0)
      throw new RefusedError(
        'bad-answers',
        say`Des réponses ne peuvent pas être enregistrées.`,
        faults.map((fault) => ({ ...fault, pointer: `/fields${fault.pointer}` })),
      );
    const beforeCutoff = Temporal.Instant.compare(tx.at, wave.cutoffAt) < 0;
    if (!Object.keys(fields).every((key) => mayWrite(definition, candidacy, beforeCutoff, key)))
      throw new RefusedError(
        'answers-frozen',
        say`Le dossier déposé ne peut plus être modifié ; une pièce due se remet à part.`,
      );
    const stale = Object.entries(fields).filter(([key, { seen }]) => (versions[key] ?? 0) !== seen);
    if (stale.length > 0)
      throw new ConflictError(
        'field-conflict',
        say`Ces champs ont été modifiés entre-temps par une autre personne.`,
        stale.map(([key]) => ({
          pointer: `/fields/${key}`,
          code: 'changed',
          detail: say`Modifié depuis votre lecture.`,
        })),
        {
          current: Object.fromEntries(
            stale.map(([key]) => [key, { value: document[key] ?? null, version: versions[key] ?? 0 }]),
          ),
        },
      );
    const next = Object.fromEntries(Object.keys(fields).map((key) => [key, (versions[key] ?? 0) + 1]));
    const answers = Object.fromEntries(
      Object.entries({ ...document, ...values }).filter(([, value]) => value !== null),
    );
    await tx.query(SAVE, [id, JSON.stringify(answers), JSON.stringify({ ...versions, ...next }), tx.at.toString()]);
    return { versions: next, savedAt: tx.at.toString() };
  }
}

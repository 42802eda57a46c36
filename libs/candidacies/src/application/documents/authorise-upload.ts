import { Injectable } from '@nestjs/common';
import { Calls, fieldOf, rowFieldOf, type CallDefinition, type Field } from '@rebond/calls';
import { RefusedError, type CandidacyId, say } from '@rebond/kernel';
import type { Tx } from '@rebond/platform';
import type { CaseState } from '../../domain/machine.js';
import type { Candidacy } from '../../infrastructure/case-row.js';
import { Cases } from '../cases.js';
import { asWritten } from '../perimeter/written-perimeter.js';
import type { UploadInput } from './upload-input.js';

export type FileField = Extract<Field, { type: 'file' }>;

const MEGABYTE = 1_000_000;
/** Largest size of a document of the field, in bytes. */
export const limitOf = (field: FileField): number => field.maxSizeMegabytes * MEGABYTE;

/** Cases that take nothing more. */
const ENDED: readonly CaseState[] = ['expired', 'withdrawn', 'inadmissible', 'rejected', 'closed', 'abandoned'];

/** Decides whether the actor may send a document to a case, before any byte of it is stored. */
@Injectable()
export class AuthoriseUpload {
  constructor(
    private readonly cases: Cases,
    private readonly calls: Calls,
  ) {}

  /**
   * @throws AbsentError when the case is hidden
   * @throws RefusedError `case-ended`
   */
  async toCase(tx: Tx, id: CandidacyId): Promise<Candidacy> {
    const candidacy = await this.cases.read(tx, id);
    if (ENDED.includes(candidacy.state))
      throw new RefusedError('case-ended', say`Ce dossier est terminé : il ne reçoit plus de document.`);
    return candidacy;
  }

  /**
   * The file field that the document is for.
   * @throws RefusedError `unknown-field`, `not-a-file-field`, `unknown-siren`
   */
  async toField(tx: Tx, candidacy: Candidacy, { field: key, siren }: UploadInput): Promise<FileField> {
    const definition = await this.calls.definition(tx, candidacy.callId, candidacy.definitionVersion);
    const field = placedField(definition, key);
    if (!field) throw new RefusedError('unknown-field', say`Le formulaire n'a pas de champ « ${key} ».`);
    if (field.type !== 'file')
      throw new RefusedError('not-a-file-field', say`« ${field.label} » n'attend pas de document.`);
    const { cutoffAt } = await this.calls.wave(tx, candidacy.waveId);
    const { perimeter } = await asWritten(tx, candidacy, cutoffAt);
    if (siren !== undefined && !perimeter.some((one) => one === siren))
      throw new RefusedError('unknown-siren', say`Cet EPCI n'est pas du périmètre de la candidature.`);
    return field;
  }
}

function placedField(definition: CallDefinition, key: string): Field | undefined {
  const [outer = '', inner] = key.split('/', 2);
  const field = fieldOf(definition, outer);
  if (inner === undefined) return field;
  return field?.type === 'repeated' ? rowFieldOf(field, inner) : undefined;
}

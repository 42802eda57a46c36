import { Injectable } from '@nestjs/common';
import { Cases, requireAccepted, type IncomingFile } from '@rebond/candidacies';
import { AbsentError, RefusedError, type CandidacyId, say } from '@rebond/kernel';
import { Files, SYSTEM, Transactions, Verbs, type Download, type RequestContext, type Tx } from '@rebond/platform';
import type { Appeal, AppealId } from '../../domain/appeals/appeal.js';
import { KEEPER } from '../../domain/keeper.js';
import { appealFilesOf, insertAppealFiles, type AppealPart } from '../../infrastructure/appeals/appeal-file-rows.js';
import { findAppealForUpdate } from '../../infrastructure/appeals/appeal-rows.js';
import { signatureOf } from '../sign.js';

const downloadOf = ({ filename, staged }: IncomingFile): Download => ({
  filename,
  mediaType: staged.sniffed?.mediaType ?? 'application/octet-stream',
  sizeBytes: staged.sizeBytes,
  sha256: staged.sha256,
});

/** What comes with an appeal: the letter of who appeals, the pieces of the answer. */
@Injectable()
export class JoinFiles {
  constructor(
    private readonly verbs: Verbs,
    private readonly transactions: Transactions,
    private readonly cases: Cases,
    private readonly files: Files,
  ) {}

  /**
   * Puts files into the store before the transaction that binds them; what is bound to nothing is forgotten.
   * @throws RefusedError `bad-files`, TooLargeError `files-too-large`
   */
  async keep(files: readonly IncomingFile[]): Promise<readonly Download[]> {
    requireAccepted(files);
    const staged = files.map((one) => one.staged);
    if (staged.length > 0) await this.transactions.run(SYSTEM, (tx) => this.files.keepForLater(tx, KEEPER, staged));
    return files.map(downloadOf);
  }

  /** Joins kept files to an appeal whose case is locked. */
  async bind(
    tx: Tx,
    appeal: Pick<Appeal, 'id' | 'candidacyId' | 'kind'>,
    part: AppealPart,
    files: readonly Download[],
  ): Promise<void> {
    if (files.length === 0) return;
    await insertAppealFiles(tx, { ...appeal, part }, files, signatureOf(tx));
    await this.cases.record(tx, appeal.candidacyId, [
      {
        action: 'appeal.files-joined',
        audience: 'everyone',
        facts: { appeal: appeal.id, kind: appeal.kind, part, sha256: files.map((one) => one.sha256) },
        personal: { filenames: files.map((one) => one.filename) },
      },
    ]);
  }

  /**
   * Joins files to an appeal; once it is concluded, to its answer.
   * @throws RefusedError `no-file`, `bad-files`
   */
  async join(
    ctx: RequestContext,
    candidacyId: CandidacyId,
    id: AppealId,
    incoming: readonly IncomingFile[],
  ): Promise<{ readonly files: number }> {
    const files = await this.keep(incoming);
    return this.verbs.write(ctx, async (tx) => {
      await this.cases.lockOne(tx, candidacyId);
      const appeal = await findAppealForUpdate(tx, candidacyId, id);
      if (!appeal) throw new AbsentError();
      if (files.length === 0) throw noFile();
      await this.bind(tx, appeal, appeal.status === 'pending' ? 'appeal' : 'answer', files);
      return { files: files.length };
    });
  }

  /** @throws AbsentError */
  async read(tx: Tx, candidacyId: CandidacyId, appealId: AppealId, fileId: string): Promise<Download> {
    await this.cases.read(tx, candidacyId);
    const files = await appealFilesOf(tx, candidacyId);
    const found = files.find((one) => one.appealId === appealId && one.id === fileId);
    if (!found) throw new AbsentError();
    return found;
  }
}

const noFile = (): RefusedError => {
  const detail = say`Choisissez au moins un fichier.`;
  return new RefusedError('no-file', detail, [{ pointer: '/files', code: 'no-file', detail }]);
};

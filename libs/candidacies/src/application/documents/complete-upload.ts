import { Injectable } from '@nestjs/common';
import { DomainError, type CandidacyId, type DocumentId } from '@rebond/kernel';
import { Files, parseInput, Transactions, Uploads, type RequestContext, type Tx } from '@rebond/platform';
import { AddDocument } from './add-document.js';
import { readDocument, type DocumentView } from './document-rows.js';
import { uploadInput } from './upload-input.js';

export const uploadIdOf = (id: CandidacyId, documentId: DocumentId): string => `${id}/${documentId}`;

/**
 * Makes a document of an upload whose bytes are all there. Asked twice, also at once or after a crash, it gives the
 * same document: the upload stays until the row is committed.
 */
@Injectable()
export class CompleteUpload {
  constructor(
    private readonly transactions: Transactions,
    private readonly files: Files,
    private readonly uploads: Uploads,
    private readonly adding: AddDocument,
  ) {}

  /**
   * @param ctx its `receivedAt` is the instant at which the last byte had arrived
   * @throws AbsentError when there is neither upload nor document
   * @throws DomainError when the content is refused (see `acceptedType`); the upload is then forgotten
   */
  async complete(ctx: RequestContext, id: CandidacyId, documentId: DocumentId): Promise<DocumentView> {
    const uploadId = uploadIdOf(id, documentId);
    const upload = await this.uploads.find(uploadId);
    const staged = upload && (await this.files.stage(upload.path).catch(absentFile));
    if (!upload || !staged) return this.run(ctx, (tx) => readDocument(tx, id, documentId));
    try {
      const input = parseInput(uploadInput, upload.metadata);
      const document = await this.run(ctx, (tx) => this.adding.add(tx, id, input, staged, documentId));
      await this.uploads.remove(uploadId);
      return document;
    } catch (error) {
      if (error instanceof DomainError) await this.uploads.remove(uploadId);
      throw error;
    } finally {
      await this.files.discard(staged);
    }
  }

  private run<T>(ctx: RequestContext, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.transactions.run(ctx.actor, work, { at: ctx.receivedAt, traceId: ctx.traceId });
  }
}

/** Another request made the document meanwhile and removed the upload. */
function absentFile(error: unknown): null {
  if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
  throw error;
}

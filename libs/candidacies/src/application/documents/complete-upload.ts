import { Injectable } from '@nestjs/common';
import { DomainError, type CandidacyId, type DocumentId } from '@rebond/kernel';
import {
  Files,
  parseInput,
  statement,
  Transactions,
  Uploads,
  type RequestContext,
  type StagedFile,
  type Tx,
} from '@rebond/platform';
import { Cases } from '../cases.js';
import { acceptedType } from './accepted.js';
import { AuthoriseUpload } from './authorise-upload.js';
import { findDocument, readDocument, type DocumentView } from './document-rows.js';
import { uploadInput, type UploadInput } from './upload-input.js';

const INSERT = statement(
  'document_insert',
  `insert into candidacies.document
     (id, candidacy_id, shared, filename, media_type, size_bytes, sha256, uploaded_by, uploaded_at)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
);

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
    private readonly cases: Cases,
    private readonly authorise: AuthoriseUpload,
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
      const document = await this.run(ctx, (tx) => this.add(tx, id, documentId, input, staged));
      await this.uploads.remove(uploadId);
      return document;
    } catch (error) {
      if (error instanceof DomainError) await this.uploads.remove(uploadId);
      throw error;
    } finally {
      await this.files.discard(staged);
    }
  }

  private async add(
    tx: Tx,
    id: CandidacyId,
    documentId: DocumentId,
    input: UploadInput,
    staged: StagedFile,
  ): Promise<DocumentView> {
    const candidacy = await this.cases.lockOne(tx, id);
    const before = await findDocument(tx, id, documentId);
    if (before) return before;
    const field = await this.authorise.toField(tx, candidacy, input);
    const mediaType = acceptedType(field, input.filename, staged);
    const { sha256, sizeBytes } = staged;
    const shared = candidacy.depositedAt !== null;
    await this.files.keep(tx, staged);
    await tx.query(INSERT, [
      ...[documentId, id, shared, input.filename, mediaType, sizeBytes, sha256],
      ...[tx.actor.seatId, tx.at.toString()],
    ]);
    await this.cases.record(tx, id, [
      {
        action: 'document.added',
        audience: shared ? 'everyone' : 'territory',
        facts: { document: documentId, field: input.field, siren: input.siren ?? null, sha256, sizeBytes, mediaType },
        personal: { filename: input.filename },
      },
    ]);
    return {
      id: documentId,
      filename: input.filename,
      mediaType,
      sizeBytes,
      sha256,
      uploadedAt: tx.at.toString(),
    };
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

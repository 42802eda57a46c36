import { randomUUIDv7 } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { CandidacyId, DocumentId } from '@rebond/kernel';
import { Files, statement, type StagedFile, type Tx } from '@rebond/platform';
import { Cases } from '../cases.js';
import { acceptedType } from './accepted.js';
import { AuthoriseUpload } from './authorise-upload.js';
import { findDocument, type DocumentView } from './document-rows.js';
import type { UploadInput } from './upload-input.js';

const INSERT = statement(
  'document_insert',
  `insert into candidacies.document
     (id, candidacy_id, shared, filename, media_type, size_bytes, sha256, uploaded_by, uploaded_at)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
);

/** Makes a document of a case of a staged file, by whatever way it came: the upload protocol, or a form. */
@Injectable()
export class AddDocument {
  constructor(
    private readonly files: Files,
    private readonly cases: Cases,
    private readonly authorise: AuthoriseUpload,
  ) {}

  /**
   * The same document when it is there already. The staged file is moved into the store.
   * @throws AbsentError when the case is hidden
   * @throws DomainError `case-ended`, `unknown-field`, `not-a-file-field`, or what the content is refused for
   */
  async add(
    tx: Tx,
    id: CandidacyId,
    input: UploadInput,
    staged: StagedFile,
    documentId = randomUUIDv7() as string as DocumentId,
  ): Promise<DocumentView> {
    const candidacy = await this.cases.lockOne(tx, id);
    const before = await findDocument(tx, id, documentId);
    if (before) return before;
    await this.authorise.toCase(tx, id);
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
    return { id: documentId, filename: input.filename, mediaType, sizeBytes, sha256, uploadedAt: tx.at.toString() };
  }
}

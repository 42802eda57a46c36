import { randomUUIDv7 } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import { AbsentError, ConflictError, type CandidacyId, type Clock, type DocumentId, say } from '@rebond/kernel';
import {
  CLOCK,
  parseInput,
  parseUploadMetadata,
  tooLarge,
  TUS,
  Uploads,
  Verbs,
  type RequestContext,
  type UploadAnswer,
  type UploadState,
} from '@rebond/platform';
import { emptyFile } from './accepted.js';
import { AuthoriseUpload, limitOf } from './authorise-upload.js';
import { CompleteUpload, uploadIdOf } from './complete-upload.js';
import { findDocument, readDocument, type DocumentView } from './document-rows.js';
import { uploadInput } from './upload-input.js';

/** What to answer to one request of the upload protocol. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
}

const pathOf = (id: CandidacyId, documentId: DocumentId): string => `/api/candidacies/${id}/documents/${documentId}`;
const one = (header: string | string[] | undefined): string | undefined =>
  typeof header === 'string' ? header : undefined;

/** Whoever asks about an upload that has become a document is told that every byte arrived. */
const finished = (status: number, { id, sizeBytes }: DocumentView): Answer => ({
  status,
  headers: {
    'tus-resumable': TUS['tus-resumable'],
    'upload-offset': String(sizeBytes),
    'upload-length': String(sizeBytes),
    'rebond-document': id,
  },
});

type Found = { readonly document: DocumentView } | { readonly upload: UploadState; readonly maxBytes: number };

/** The resumable upload of a document (tus 1.0), from its announcement to its row. */
@Injectable()
export class ReceiveUpload {
  constructor(
    private readonly verbs: Verbs,
    private readonly uploads: Uploads,
    private readonly authorise: AuthoriseUpload,
    private readonly completion: CompleteUpload,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Announces an upload, with its first bytes or without. Nothing is stored before the actor may. */
  async create(ctx: RequestContext, id: CandidacyId, raw: IncomingMessage): Promise<Answer> {
    const metadata = await parseUploadMetadata(one(raw.headers['upload-metadata']));
    const { field } = await this.verbs.read(ctx, async (tx) => {
      const candidacy = await this.authorise.toCase(tx, id);
      return { field: await this.authorise.toField(tx, candidacy, parseInput(uploadInput, metadata)) };
    });
    const maxBytes = limitOf(field);
    const length = one(raw.headers['upload-length']);
    if (length !== undefined && /^0+$/.test(length)) throw emptyFile();
    if (Number(length) > maxBytes) throw tooLarge(maxBytes);
    const documentId = randomUUIDv7() as string as DocumentId;
    return this.handle(ctx, id, documentId, raw, maxBytes);
  }

  /** How far an upload is. One whose last answer was lost becomes its document here. */
  async head(ctx: RequestContext, id: CandidacyId, documentId: DocumentId, raw: IncomingMessage): Promise<Answer> {
    const found = await this.find(ctx, id, documentId);
    if ('document' in found) return finished(200, found.document);
    try {
      return await this.handle(ctx, id, documentId, raw, found.maxBytes);
    } catch (error) {
      if (!(error instanceof AbsentError)) throw error;
      // Another request has just made the document of it.
      const document = await this.verbs.read(ctx, (tx) => readDocument(tx, id, documentId));
      return finished(200, document);
    }
  }

  /** The next bytes. */
  async patch(ctx: RequestContext, id: CandidacyId, documentId: DocumentId, raw: IncomingMessage): Promise<Answer> {
    const found = await this.find(ctx, id, documentId);
    if (!('document' in found)) return this.handle(ctx, id, documentId, raw, found.maxBytes);
    if (one(raw.headers['upload-offset']) === String(found.document.sizeBytes)) return finished(204, found.document);
    throw new ConflictError('upload-finished', say`Cet envoi est terminé : le document est enregistré.`);
  }

  /** Gives an unfinished upload up. @throws ConflictError `upload-finished` once it is a document */
  async remove(ctx: RequestContext, id: CandidacyId, documentId: DocumentId, raw: IncomingMessage): Promise<Answer> {
    const found = await this.find(ctx, id, documentId);
    if ('document' in found)
      throw new ConflictError('upload-finished', say`Cet envoi est terminé : le document est enregistré.`);
    const { status, headers } = await this.protocol(id, documentId, raw, found.maxBytes);
    return { status, headers };
  }

  private async find(ctx: RequestContext, id: CandidacyId, documentId: DocumentId): Promise<Found> {
    const upload = await this.uploads.find(uploadIdOf(id, documentId));
    return this.verbs.read(ctx, async (tx) => {
      const candidacy = await this.authorise.toCase(tx, id);
      const document = await findDocument(tx, id, documentId);
      if (document) return { document };
      if (!upload) throw new AbsentError();
      const field = await this.authorise.toField(tx, candidacy, parseInput(uploadInput, upload.metadata));
      return { upload, maxBytes: limitOf(field) };
    });
  }

  private protocol(
    id: CandidacyId,
    documentId: DocumentId,
    raw: IncomingMessage,
    maxBytes: number,
  ): Promise<UploadAnswer> {
    return this.uploads.handle(raw, { id: uploadIdOf(id, documentId), location: pathOf(id, documentId), maxBytes });
  }

  private async handle(
    ctx: RequestContext,
    id: CandidacyId,
    documentId: DocumentId,
    raw: IncomingMessage,
    maxBytes: number,
  ): Promise<Answer> {
    const { status, headers, complete } = await this.protocol(id, documentId, raw, maxBytes);
    if (!complete) return { status, headers };
    const arrived = { ...ctx, receivedAt: this.clock.now() };
    const document = await this.completion.complete(arrived, id, documentId);
    return { status, headers: { ...headers, 'rebond-document': document.id } };
  }
}

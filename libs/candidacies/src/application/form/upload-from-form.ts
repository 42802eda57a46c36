import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { RefusedError, type CandidacyId, type Clock, say } from '@rebond/kernel';
import { CLOCK, discardAll, Files, parseInput, receiveForm, Verbs, type RequestContext } from '@rebond/platform';
import { Calls } from '@rebond/calls';
import { AuthoriseUpload, limitOf } from '../documents/authorise-upload.js';
import { AddDocument } from '../documents/add-document.js';
import type { DocumentView } from '../documents/document-rows.js';
import { uploadInput } from '../documents/upload-input.js';
import { definitionOf } from '../read/definition-of.js';
import { AttachDocument, filePlace } from './attach.js';

/** A file sent by a form: authorised before a byte is read, streamed to disk, made a document, and put in its field. */
@Injectable()
export class UploadFromForm {
  constructor(
    private readonly verbs: Verbs,
    private readonly calls: Calls,
    private readonly files: Files,
    private readonly authorise: AuthoriseUpload,
    private readonly adding: AddDocument,
    private readonly attaching: AttachDocument,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @param place where among the answers, as `attach` takes it
   * @throws RefusedError `file-missing`, `case-ended`, `too-many-files`, `answers-frozen`; and what an upload refuses
   */
  async receive(ctx: RequestContext, id: CandidacyId, place: string, request: FastifyRequest): Promise<DocumentView> {
    const target = await this.verbs.read(ctx, async (tx) => {
      const candidacy = await this.authorise.toCase(tx, id);
      return filePlace(await definitionOf(tx, this.calls, candidacy), place);
    });
    const { files } = await receiveForm(request, this.files, { maxFileBytes: limitOf(target.field), maxFiles: 1 });
    const arrived = { ...ctx, receivedAt: this.clock.now() };
    const [file] = files;
    if (!file) throw new RefusedError('file-missing', say`Choisissez un fichier.`);
    try {
      const { uploadField, siren } = target;
      const input = parseInput(uploadInput, { filename: file.filename, field: uploadField, siren });
      return await this.verbs.write(arrived, async (tx) => {
        const document = await this.adding.add(tx, id, input, file.staged);
        await this.attaching.attach(tx, id, { place, documentId: document.id });
        return { ...document };
      });
    } finally {
      await discardAll(this.files, files);
    }
  }
}

import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { canonicalJson, type Json } from '@rebond/kernel';
import {
  discardAll,
  Files,
  receiveForm,
  sha256,
  type FormBody,
  type ReceivedForm,
  type RequestContext,
} from '@rebond/platform';
import { MESSAGE_FILE_BYTES, MESSAGE_FILES } from '../../application/messages/accepted-files.js';

const LIMITS = { maxFileBytes: MESSAGE_FILE_BYTES, maxFiles: MESSAGE_FILES };

/** What is left of a form once its files are apart: a file field that a page sent empty is none of its input. */
const withoutFiles = ({ files: _, ...fields }: FormBody): FormBody => fields;

/** Where a fault is shown: what is wrong with one file, where files are chosen. */
export const fieldOfFiles = (pointer: string): string => (pointer.startsWith('/files') ? 'files' : pointer.slice(1));

/** A form sent twice counts once, files included. */
function onceOf(ctx: RequestContext, request: FastifyRequest, { fields, files }: ReceivedForm): RequestContext {
  const { _once: key, _csrf, ...said } = fields;
  if (typeof key !== 'string' || key === '') return ctx;
  const parts = [request.url, canonicalJson(said as Json), ...files.map(({ staged }) => staged.sha256)];
  return { ...ctx, idempotency: { key, requestHash: sha256(parts.join('\n')) } };
}

/** Forms of a case's pages that may bring files: read as they come, nothing of them is left on disk. */
@Injectable()
export class FilesForm {
  constructor(private readonly files: Files) {}

  /**
   * Whose case it is has been checked before: nothing of a stranger's files is stored.
   * @param work with a context under which the form, files included, counts once
   * @throws TooLargeError, MalformedError
   */
  async receive<T>(
    ctx: RequestContext,
    request: FastifyRequest,
    work: (form: ReceivedForm, once: RequestContext) => Promise<T>,
  ): Promise<T> {
    const received: ReceivedForm =
      request.isMultipart() || request.keptFiles
        ? await receiveForm(request, this.files, LIMITS)
        : { fields: (request.body ?? {}) as FormBody, files: [] };
    const form = { ...received, fields: withoutFiles(received.fields) };
    try {
      return await work(form, onceOf(ctx, request, form));
    } finally {
      await discardAll(this.files, form.files);
    }
  }
}

import { randomUUIDv7 } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { MalformedError, say } from '@rebond/kernel';
import type { FormBody } from '../http/form-body.js';
import type { Files, StagedFile } from './files.js';
import { tooLarge } from './upload-refusal.js';

export interface FormLimits {
  /** Of each file, in bytes. */
  readonly maxFileBytes: number;
  readonly maxFiles: number;
}

export interface FormFile {
  /** Name of the form's field. */
  readonly field: string;
  readonly filename: string;
  readonly staged: StagedFile;
}

export interface ReceivedForm {
  readonly fields: FormBody;
  readonly files: readonly FormFile[];
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Files that were sent before, kept on the way, and that this form without files stands for. */
    keptFiles?: readonly FormFile[];
  }
}

const LONGEST_NAME = 255;

/** The last part of what a browser says that the file is called, which may be a whole path. */
const nameOf = (filename: string): string =>
  filename.replaceAll('\\', '/').split('/').at(-1)?.slice(-LONGEST_NAME) ?? '';

async function stage({ file }: MultipartFile, files: Files, maxBytes: number): Promise<StagedFile> {
  await mkdir(files.stagingDir, { recursive: true });
  const path = join(files.stagingDir, randomUUIDv7());
  try {
    await pipeline(file, createWriteStream(path, { flags: 'wx' }));
    if (file.truncated) throw tooLarge(maxBytes);
    return await files.stage(path);
  } finally {
    await rm(path, { force: true });
  }
}

function withField(fields: Record<string, unknown>, name: string, value: unknown): void {
  const before = fields[name];
  fields[name] = before === undefined ? value : [...(Array.isArray(before) ? (before as unknown[]) : [before]), value];
}

/** A form that was kept with its files, sent again. */
async function receiveKept(
  { body }: FastifyRequest,
  kept: readonly FormFile[],
  files: Files,
  { maxFileBytes, maxFiles }: FormLimits,
): Promise<ReceivedForm> {
  const isOver = kept.some(({ staged }) => staged.sizeBytes > maxFileBytes);
  if (!isOver && kept.length <= maxFiles) return { fields: body as FormBody, files: kept };
  await discardAll(files, kept);
  throw isOver ? tooLarge(maxFileBytes) : malformed();
}

/**
 * Reads a form with files (`multipart/form-data`) as it comes: each file goes to a staged copy of its own, hashed and
 * recognised on the way, none is held in memory. The caller keeps or discards them all.
 * @throws TooLargeError `file-too-large` when a file is over its limit; nothing stays on disk
 * @throws MalformedError `malformed-form` when the form is no such form, or has too many parts
 */
export async function receiveForm(
  request: FastifyRequest,
  files: Files,
  formLimits: FormLimits,
): Promise<ReceivedForm> {
  if (request.keptFiles) return receiveKept(request, request.keptFiles, files, formLimits);
  if (!request.isMultipart()) throw malformed();
  const { maxFileBytes, maxFiles } = formLimits;
  const fields: Record<string, unknown> = {};
  const received: FormFile[] = [];
  try {
    const limits = { fileSize: maxFileBytes, files: maxFiles, fields: 500, fieldSize: 1_048_576 };
    for await (const part of request.parts({ limits })) {
      if (part.type === 'field') withField(fields, part.fieldname, part.value);
      // A file field left empty comes as a file without a name.
      else if (part.filename === '') part.file.resume();
      else {
        const staged = await stage(part, files, maxFileBytes);
        received.push({ field: part.fieldname, filename: nameOf(part.filename), staged });
      }
    }
    return { fields, files: received };
  } catch (error) {
    await discardAll(files, received);
    throw isLimit(error) ? malformed() : error;
  }
}

/** Forgets the files of a form that was refused. */
export const discardAll = async (files: Files, received: readonly FormFile[]): Promise<void> => {
  await Promise.all(received.map(({ staged }) => files.discard(staged)));
};

function isLimit(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && code.startsWith('FST_');
}

const malformed = (): MalformedError =>
  new MalformedError('malformed-form', say`Le formulaire envoyé est illisible ou comporte trop de fichiers.`);

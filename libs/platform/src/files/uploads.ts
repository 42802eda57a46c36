import type { IncomingMessage } from 'node:http';
import { PassThrough, Readable } from 'node:stream';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { CountQueuingStrategy } from 'node:stream/web';
import { Injectable } from '@nestjs/common';
import type { FileStore } from '@tus/file-store';
import type { Locker } from '@tus/server';
import { MalformedError, say } from '@rebond/kernel';
import { Files } from './files.js';
import { refusalOf } from './upload-refusal.js';

/** Version and extensions of the resumable upload protocol (tus.io) that are spoken here. */
export const TUS = {
  'tus-resumable': '1.0.0',
  'tus-version': '1.0.0',
  'tus-extension': 'creation,creation-with-upload,creation-defer-length,termination',
} as const;
export const TUS_CONTENT_TYPE = 'application/offset+octet-stream';

const PASSED = ['tus-resumable', 'content-type', 'content-length'];
const ANSWERED = [
  'tus-resumable',
  'location',
  'upload-offset',
  'upload-length',
  'upload-defer-length',
  'upload-metadata',
];

export interface UploadRequest {
  /** Owner and upload; a folder and a file below `uploads`. */
  readonly id: string;
  /** Path of the upload's URL, for the header Location. */
  readonly location: string;
  readonly maxBytes: number;
}

export interface UploadAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Every byte is there. */
  readonly complete: boolean;
}

export interface UploadState {
  readonly offset: number;
  /** Null while the client has not said how much it will send. */
  readonly sizeBytes: number | null;
  readonly metadata: Readonly<Record<string, string | null>>;
  /** Where the bytes are. */
  readonly path: string;
}

/** Uploads under way, by tus 1.0: bytes go to disk as they come, and a cut upload goes on where it stopped. */
@Injectable()
export class Uploads {
  private opened: Promise<{ readonly store: FileStore; readonly locker: Locker }> | undefined;

  constructor(private readonly files: Files) {}

  /**
   * Answers one request of the protocol. Whoever calls has decided that the actor may.
   * @throws DomainError when the protocol or the limit refuses; over the limit, the partial file is gone
   */
  async handle(raw: IncomingMessage, { id, location, maxBytes }: UploadRequest): Promise<UploadAnswer> {
    if (raw.headers['tus-resumable'] !== TUS['tus-resumable']) throw refusalOf(412, null, maxBytes);
    let complete = false as boolean;
    let failure: unknown;
    const { Server } = await import('@tus/server');
    const { store, locker } = await this.open();
    const server = new Server({
      path: '/',
      datastore: store,
      locker,
      maxSize: maxBytes,
      namingFunction: () => id,
      getFileIdFromRequest: () => id,
      generateUrl: () => location,
      onUploadFinish: () => {
        complete = true;
        return Promise.resolve({});
      },
      onResponseError: (_request, error) => {
        failure = error;
        return undefined;
      },
    });
    const { request, body } = webRequest(raw);
    // What is refused is no longer read, but flows: the client could not send the rest, nor read the answer.
    const answer = await server.handleWeb(request).finally(() => body?.destroy());
    if (answer.status >= 400) {
      if (answer.status === 413) await this.remove(id);
      if (raw.errored || (raw.destroyed && !raw.complete))
        throw new MalformedError('upload-interrupted', say`L'envoi a été interrompu ; il peut reprendre où il en est.`);
      throw refusalOf(answer.status, failure, maxBytes);
    }
    const headers = ANSWERED.flatMap((name) => {
      const value = answer.headers.get(name);
      return value === null ? [] : [[name, value] as const];
    });
    const length = answer.headers.get('upload-length');
    const full = length !== null && length === answer.headers.get('upload-offset');
    return { status: answer.status, headers: Object.fromEntries(headers), complete: complete || full };
  }

  /** What is known of an upload, or null when there is none. */
  async find(id: string): Promise<UploadState | null> {
    const { store } = await this.open();
    const upload = await store.getUpload(id).catch(() => null);
    if (!upload) return null;
    const { offset, size, metadata } = upload;
    return { offset, sizeBytes: size ?? null, metadata: metadata ?? {}, path: join(this.files.uploadsDir, id) };
  }

  /** Forgets an upload and its bytes, also when they are gone already. */
  async remove(id: string): Promise<void> {
    const path = join(this.files.uploadsDir, id);
    await rm(path, { force: true });
    await rm(`${path}.json`, { force: true });
  }

  /** The protocol's library is loaded by the first upload, not by every process that has a store. */
  private open() {
    this.opened ??= (async () => {
      const [{ FileStore }, { MemoryLocker }] = await Promise.all([import('@tus/file-store'), import('@tus/server')]);
      return { store: new FileStore({ directory: this.files.uploadsDir }), locker: new MemoryLocker() };
    })();
    return this.opened;
  }
}

/** The header Upload-Metadata, decoded. @throws MalformedError `upload-metadata` */
export async function parseUploadMetadata(
  header: string | undefined,
): Promise<Readonly<Record<string, string | null>>> {
  const { Metadata } = await import('@tus/server');
  try {
    return header === undefined ? {} : Metadata.parse(header);
  } catch {
    throw new MalformedError(
      'upload-metadata',
      say`L'en-tête Upload-Metadata est illisible (clés et valeurs en base64).`,
    );
  }
}

/** The request as the protocol's library reads it. The end of its body never ends the connection. */
function webRequest(raw: IncomingMessage): { readonly request: Request; readonly body: PassThrough | null } {
  const headers = new Headers();
  for (const [name, value] of Object.entries(raw.headers))
    if (typeof value === 'string' && (PASSED.includes(name) || name.startsWith('upload-'))) headers.set(name, value);
  const method = raw.method ?? 'GET';
  const sends = raw.headers['content-type'] === TUS_CONTENT_TYPE && (method === 'PATCH' || method === 'POST');
  const body = sends ? bodyOf(raw) : null;
  const strategy = new CountQueuingStrategy({ highWaterMark: 2 });
  const request = new Request('http://upload.invalid/', {
    method,
    headers,
    ...(body ? { body: Readable.toWeb(body, { strategy }) as ReadableStream, duplex: 'half' as const } : {}),
  });
  return { request, body };
}

function bodyOf(raw: IncomingMessage): PassThrough {
  const body = new PassThrough();
  raw.pipe(body);
  raw.once('close', () => {
    if (!raw.complete) body.destroy(new Error('The client left'));
  });
  body.once('error', () => undefined);
  body.once('close', () => {
    raw.unpipe(body);
    raw.resume();
  });
  return body;
}

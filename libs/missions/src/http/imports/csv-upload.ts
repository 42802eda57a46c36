import type { FastifyRequest } from 'fastify';
import { RefusedError, say, TooLargeError, type Fault } from '@rebond/kernel';
import type { CsvFile } from '@rebond/platform';
import { LARGEST_CSV } from '../../application/imports/pending-imports.js';
import { t } from '../../messages.import.fr.js';

const faults = (code: string, detail: string): readonly Fault[] => [{ pointer: '/file', code, detail }];

/**
 * The one CSV of a browser's form; it is small, and its bytes are what its reader wants.
 * @throws RefusedError `no-file`; TooLargeError
 */
export async function csvOfForm(request: FastifyRequest): Promise<CsvFile> {
  const none = new RefusedError('no-file', t('import.noFile'), faults('no-file', t('import.noFile')));
  if (!request.isMultipart()) throw none;
  const limits = { fileSize: LARGEST_CSV, files: 1, fields: 10, fieldSize: 1_000 };
  const found: CsvFile[] = [];
  for await (const part of request.parts({ limits })) {
    if (part.type !== 'file') continue;
    const chunks: Buffer[] = [];
    for await (const chunk of part.file) chunks.push(chunk as Buffer);
    if (part.file.truncated) {
      const detail = say`Ce fichier dépasse 5 Mo.`;
      throw new TooLargeError('file-too-large', detail, faults('file-too-large', detail));
    }
    if (part.filename !== '')
      found.push({ name: part.filename.replaceAll('\\', '/').split('/').at(-1) ?? '', bytes: Buffer.concat(chunks) });
  }
  const [file] = found;
  if (!file) throw none;
  return file;
}

import type { FastifyRequest } from 'fastify';
import { say, TooLargeError } from '@rebond/kernel';
import type { FormBody } from '@rebond/platform';

/** Largest definition file, in bytes; the schema has the last word on its text. */
const LARGEST = 600_000;

/**
 * A definition as it was pasted, or as the file that was chosen, which comes before the text.
 * @throws TooLargeError `file-too-large`
 */
export async function definitionOfForm(request: FastifyRequest): Promise<FormBody> {
  if (!request.isMultipart()) return (request.body ?? {}) as FormBody;
  const fields: Record<string, unknown> = {};
  const limits = { fileSize: LARGEST, files: 1, fields: 10, fieldSize: LARGEST };
  for await (const part of request.parts({ limits })) {
    if (part.type === 'field') {
      fields[part.fieldname] ??= part.value;
      continue;
    }
    const bytes = await part.toBuffer().catch(() => null);
    if (bytes === null || part.file.truncated)
      throw new TooLargeError('file-too-large', say`Ce fichier est trop volumineux pour une définition.`);
    if (part.filename !== '')
      Object.assign(fields, {
        file: part.filename.replaceAll('\\', '/').split('/').at(-1) ?? '',
        source: bytes.toString('utf8'),
      });
  }
  return fields;
}

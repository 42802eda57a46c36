import { RefusedError, say, TooLargeError, type Fault } from '@rebond/kernel';
import { extensionOf, type StagedFile } from '@rebond/platform';

/** A file on its way into a message. */
export interface IncomingFile {
  readonly filename: string;
  readonly staged: StagedFile;
}

export const MESSAGE_FILE_BYTES = 10_000_000;
export const MESSAGE_FILES = 10;
const ALL_BYTES = 25_000_000;

/** What people exchange about a file: texts, tables, slides, images. Told from the content. */
const ACCEPTED: ReadonlySet<string> = new Set([
  'application/pdf',
  'image/png',
  'image/jpeg',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  'application/vnd.oasis.opendocument.text',
  'application/vnd.oasis.opendocument.spreadsheet',
  'application/vnd.oasis.opendocument.presentation',
]);

/** Extensions to propose where a file is chosen. */
export const MESSAGE_FILE_EXTENSIONS = '.pdf,.png,.jpg,.jpeg,.docx,.xlsx,.pptx,.odt,.ods,.odp';

/** Why a file may not join a message, in French; null when it may. */
export function refusalOfFile({ filename, staged: { sizeBytes, sniffed } }: IncomingFile): string | null {
  if (sizeBytes === 0) return say`« ${filename} » est vide.`;
  if (sizeBytes > MESSAGE_FILE_BYTES) return say`« ${filename} » dépasse 10 Mo.`;
  if (!sniffed || !ACCEPTED.has(sniffed.mediaType))
    return say`« ${filename} » n’est ni un PDF, ni une image, ni un document bureautique, d’après son contenu.`;
  const extension = extensionOf(filename);
  if (extension !== null && !sniffed.extensions.includes(extension))
    return say`Le contenu de « ${filename} » ne correspond pas à son extension.`;
  return null;
}

/**
 * @throws RefusedError `bad-files` with one fault per file
 * @throws TooLargeError `files-too-large` when they weigh too much together
 */
export function requireAccepted(files: readonly IncomingFile[]): void {
  const faults = files.flatMap((file, i): Fault[] => {
    const detail = refusalOfFile(file);
    return detail === null ? [] : [{ pointer: `/files/${String(i)}`, code: 'refused', detail }];
  });
  if (faults.length > 0) throw new RefusedError('bad-files', say`Des fichiers ne peuvent pas être joints.`, faults);
  if (files.length > MESSAGE_FILES || files.reduce((sum, { staged }) => sum + staged.sizeBytes, 0) > ALL_BYTES)
    throw new TooLargeError('files-too-large', say`Un message porte au plus dix fichiers, et 25 Mo en tout.`);
}

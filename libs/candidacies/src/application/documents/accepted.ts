import { RefusedError, say, UnsupportedMediaError } from '@rebond/kernel';
import { extensionOf, tooLarge, type StagedFile } from '@rebond/platform';
import { limitOf, type FileField } from './authorise-upload.js';

/**
 * The media type under which a file is kept: its content's, never its name's.
 * @throws RefusedError `empty-file`
 * @throws TooLargeError `file-too-large`
 * @throws UnsupportedMediaError `media-type-refused` when the field does not accept what the content is,
 *   `extension-mismatch` when the name says something else
 */
export function acceptedType(field: FileField, filename: string, { sizeBytes, sniffed }: StagedFile): string {
  if (sizeBytes === 0) throw emptyFile();
  if (sizeBytes > limitOf(field)) throw tooLarge(limitOf(field));
  if (!sniffed || !field.accept.some((one) => one === sniffed.mediaType))
    throw new UnsupportedMediaError(
      'media-type-refused',
      sniffed
        ? say`« ${field.label} » n'accepte pas ce type de document (${sniffed.mediaType}, d'après son contenu).`
        : say`« ${field.label} » : le contenu du fichier n'est d'aucun type reconnu.`,
      [],
      { accept: field.accept, found: sniffed?.mediaType ?? null },
    );
  const extension = extensionOf(filename);
  if (extension !== null && !sniffed.extensions.includes(extension))
    throw new UnsupportedMediaError(
      'extension-mismatch',
      say`Le contenu du fichier (${sniffed.mediaType}) ne correspond pas à son extension « .${extension} ».`,
      [],
      { extension, found: sniffed.mediaType },
    );
  return sniffed.mediaType;
}

export const emptyFile = (): RefusedError => new RefusedError('empty-file', say`Le fichier est vide.`);

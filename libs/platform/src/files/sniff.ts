/** What the content of a file says it is. */
export interface SniffedType {
  readonly mediaType: string;
  /** Extensions that a file of this type may carry, in lower case, without the dot. */
  readonly extensions: readonly string[];
}

/** Extensions in use beside the one that the recognition names. */
const ALIASES: Readonly<Record<string, readonly string[]>> = {
  'image/jpeg': ['jpg', 'jpeg', 'jpe', 'jfif'],
};

/** Recognises a file by its content, wherever its marks are; reads only the parts it needs. Null: not recognised. */
export async function sniffType(path: string): Promise<SniffedType | null> {
  const { fileTypeFromFile } = await import('file-type');
  const found = await fileTypeFromFile(path);
  return found ? { mediaType: found.mime, extensions: ALIASES[found.mime] ?? [found.ext] } : null;
}

const EXTENSION = /\.([a-z][a-z0-9]{0,7})$/i;

/** The extension of a name in lower case, or null: « Budget v2.1 » has none. */
export const extensionOf = (filename: string): string | null => EXTENSION.exec(filename)?.[1]?.toLowerCase() ?? null;

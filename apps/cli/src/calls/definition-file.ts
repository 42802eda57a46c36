import { readFile } from 'node:fs/promises';
import { isUtf8 } from 'node:buffer';
import { RefusedError } from '@rebond/kernel';

/** The text of a definition file. @throws RefusedError `file-unreadable`, `not-utf8` */
export async function readDefinitionFile(file: string): Promise<string> {
  const bytes = await readFile(file).catch((error: unknown) => {
    const code = String((error as NodeJS.ErrnoException).code);
    throw new RefusedError('file-unreadable', `Le fichier ${file} ne se lit pas (${code}).`);
  });
  if (!isUtf8(bytes)) throw new RefusedError('not-utf8', `Le fichier ${file} n'est pas écrit en UTF-8.`);
  return bytes.toString('utf8');
}

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RefusedError, speak, type Fault, type Language } from '@rebond/kernel';
import type { Config } from '../config/config.js';
import { readLanguageFile } from './language-file.js';

const EXTENSION = '.json';

/** Null for what is no tag of a language (BCP 47), and for French, which the source is written in. */
function languageOf(filename: string): Language | null {
  try {
    const [tag] = Intl.getCanonicalLocales(filename.slice(0, -EXTENSION.length));
    return tag === undefined || new Intl.Locale(tag).language === 'fr' ? null : tag;
  } catch {
    return null;
  }
}

function learn(folder: string, filename: string): readonly Fault[] {
  const at = (fault: Fault): Fault => ({ ...fault, pointer: [filename, fault.pointer].filter(Boolean).join(' : ') });
  const language = languageOf(filename);
  if (language === null)
    return [
      { pointer: filename, code: 'not-a-language', detail: 'ce nom n’est pas celui d’une autre langue (BCP 47)' },
    ];
  const read = readLanguageFile(language, readFileSync(join(folder, filename), 'utf8'));
  if (read.faults) return read.faults.map(at);
  speak(language, read.translations);
  return [];
}

/**
 * Teaches the process the languages of the operator's folder, each a file named by its tag: `en.json`, `de-CH.json`.
 * @throws RefusedError `bad-languages` with every fault of every file
 */
export function speakLanguages({ LANGUAGES_DIR: folder }: Pick<Config, 'LANGUAGES_DIR'>): void {
  if (folder === undefined) return;
  let filenames: string[];
  try {
    filenames = readdirSync(folder).filter((name) => name.endsWith(EXTENSION));
  } catch (error) {
    throw new RefusedError('bad-languages', `LANGUAGES_DIR : ce dossier ne se lit pas (${(error as Error).message}).`);
  }
  const faults = filenames.sort().flatMap((filename) => learn(folder, filename));
  if (faults.length > 0)
    throw new RefusedError(
      'bad-languages',
      `Langues refusées :\n${faults.map(({ pointer, detail }) => `  ${pointer} : ${detail}`).join('\n')}`,
      faults,
    );
}

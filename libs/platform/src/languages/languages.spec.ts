import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inLanguage, language, languages, RefusedError, said, say } from '@rebond/kernel';
import { z } from 'zod';
import '../http/french.js';
import { readLanguageFile } from './language-file.js';
import { speakLanguages } from './speak-languages.js';

const folderOf = (files: Readonly<Record<string, string>>): string => {
  const folder = mkdtempSync(join(tmpdir(), 'languages-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
};
const learn = (files: Readonly<Record<string, string>>): void => speakLanguages({ LANGUAGES_DIR: folderOf(files) });

const DAYS = '{0, plural, one {# jour} other {# jours}}';

describe('the file of a language', () => {
  it.each<[string, Record<string, string>]>([
    ['another argument', { 'Il reste {0} jours': '{1} days are left' }],
    ['an argument less', { 'Il reste {0} jours sur {1}': '{0} days are left' }],
    ['one more', { 'Relève close': 'Wave {0} closed' }],
    ['another in a plural', { [DAYS]: '{0, plural, one {# day} other {{1} days}}' }],
  ])('is refused with %s than the French', (_, messages) => {
    const [[french]] = Object.entries(messages) as [[string, string]];
    expect(readLanguageFile('en', JSON.stringify(messages)).faults).toMatchObject([
      {
        pointer: french,
        code: 'bad-translation',
        detail: expect.stringMatching(/^arguments attendus : .* ; donnés : /),
      },
    ]);
  });

  it.each([
    ['no JSON', '{'],
    ['a list', '[]'],
    ['values that are no text', '{ "Relève": 1 }'],
    ['a message that is no ICU message', '{ "Relève": "{0" }'],
  ])('is refused when it is %s', (_, text) => {
    expect(readLanguageFile('en', text).faults).toHaveLength(1);
  });

  it('may order arguments otherwise, use one twice, and leave messages for later', () => {
    const read = readLanguageFile('en', JSON.stringify({ 'de {0} à {1}': '{1} from {0} ({1})', Relève: '' }));
    expect(read.faults).toBeNull();
    expect([...(read.faults ? [] : read.translations.keys())]).toEqual(['de {0} à {1}']);
  });
});

describe('the folder of languages', () => {
  it.each([
    [
      'French, which the source is written in',
      { 'fr-CH.json': '{}' },
      'fr-CH.json : ce nom n’est pas celui d’une autre langue (BCP 47)',
    ],
    ['what is no tag', { 'anglais_traduit.json': '{}' }, 'anglais_traduit.json : ce nom'],
    [
      'a translation that would fail',
      { 'en.json': '{ "Relève {0}": "Wave" }' },
      '  en.json : Relève {0} : arguments attendus : 0 ; donnés : aucun',
    ],
  ])('refuses the start for %s', (_, files, told) => {
    expect(() => learn(files)).toThrow(RefusedError);
    expect(() => learn(files)).toThrow(told);
  });

  it('refuses the start when it is not there', () => {
    expect(() => speakLanguages({ LANGUAGES_DIR: '/nulle/part' })).toThrow('LANGUAGES_DIR : ce dossier ne se lit pas');
  });

  it('teaches a language without a line of code, down to what is wrong with an input', () => {
    speakLanguages({ LANGUAGES_DIR: undefined });
    expect(languages()).toEqual(['fr']);
    const messages = {
      'Relève close': 'Wave closed',
      [DAYS]: '{0, plural, one {# day} other {# days}}',
      'Un texte est attendu.': 'A text is expected.',
      'Au plus {0}.': 'At most {0}.',
      '{0, plural, one {# caractère} other {# caractères}}': '{0, plural, one {# character} other {# characters}}',
    };
    learn({ 'en.json': JSON.stringify(messages), 'LISEZMOI.txt': 'rien' });
    const schema = z.object({ a: z.string(), b: z.string().max(2), c: z.ipv4() });
    const faults = () => schema.safeParse({ a: 1, b: 'trop', c: 'x' }).error?.issues.map(({ message }) => message);
    expect(inLanguage('en', () => [language(), said('Relève close'), ...(faults() ?? [])])).toEqual([
      ...['en', 'Wave closed', 'A text is expected.', 'At most 2 characters.', 'Invalid IPv4 address'],
    ]);
    expect([say`Relève close`, ...(faults() ?? [])]).toEqual([
      ...['Relève close', 'Un texte est attendu.', 'Au plus 2 caractères.', 'adresse IPv4 invalide'],
    ]);
  });
});

import { inLanguage, language, speak, type Translation } from '@rebond/kernel';
import { catalogue } from './messages.js';

const french = {
  hello: 'Bonjour',
  bye: 'Au revoir',
  count: '{n, plural, =0 {aucun dossier} one {# dossier} other {# dossiers}}',
} as const;

describe('a catalogue', () => {
  const t = catalogue(french);
  speak(
    'en',
    new Map<string, Translation>([
      [french.hello, () => 'Hello'],
      [french.count, ({ n }) => `${String(n)} case(s)`],
    ]),
  );

  it('is French', () => {
    expect(language()).toBe('fr');
    expect(t('hello')).toBe('Bonjour');
  });

  it.each([
    [0, 'aucun dossier'],
    [1, '1 dossier'],
    [2, '2 dossiers'],
  ])('has plurals: %d', (n, text) => expect(t('count', { n })).toBe(text));

  it('speaks the language of the work at hand, also across what is waited for', async () => {
    const spoken = await inLanguage('en', async () => {
      await Promise.resolve();
      return [language(), t('hello'), t('count', { n: 1 })];
    });
    expect(spoken).toEqual(['en', 'Hello', '1 case(s)']);
  });

  it('falls back on French for what a language lacks, and in one that nobody taught', () => {
    expect(inLanguage('en', () => t('bye'))).toBe('Au revoir');
    expect(inLanguage('de', () => t('hello'))).toBe('Bonjour');
  });

  it('does not compile with the name of another message', () => {
    // @ts-expect-error -- no such key
    expect(t('helo')).toBe('helo');
  });
});

import { catalogue, inLanguage, language } from './messages.js';

const french = {
  hello: 'Bonjour',
  count: '{n, plural, =0 {aucun dossier} one {# dossier} other {# dossiers}}',
} as const;

describe('a catalogue', () => {
  const t = catalogue(french, { en: { hello: 'Hello', count: '{n, plural, one {# case} other {# cases}}' } });

  it('is French', () => {
    expect(language()).toBe('fr');
    expect(t('hello')).toBe('Bonjour');
  });

  it.each([
    [0, 'aucun dossier'],
    [1, '1 dossier'],
    [2, '2 dossiers'],
  ])('has plurals: %d', (n, text) => expect(t('count', { n })).toBe(text));

  it('speaks the language of the page, also across what is waited for', async () => {
    const spoken = await inLanguage('en', async () => {
      await Promise.resolve();
      return [language(), t('hello'), t('count', { n: 1 })];
    });
    expect(spoken).toEqual(['en', 'Hello', '1 case']);
  });

  it('falls back on French in a language that it does not have', () => {
    expect(inLanguage('de', () => t('hello'))).toBe('Bonjour');
  });

  it('does not compile without a message, nor with the name of another', () => {
    // @ts-expect-error -- the second language lacks `count`
    catalogue(french, { en: { hello: 'Hello' } });
    // @ts-expect-error -- no such key
    expect(t('helo')).toBe('helo');
  });
});

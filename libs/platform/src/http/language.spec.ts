import { speak } from '@rebond/kernel';
import { languageFor } from './language.js';

describe('the language of a request', () => {
  it('is French whatever it asks for, as long as there is no other', () => {
    expect(languageFor({ headers: { 'accept-language': 'br' } })).toBe('fr');
  });

  it.each([
    ['nothing', undefined, 'fr'],
    ['French of Belgium', 'fr-BE', 'fr'],
    ['a language that there are words in before French', 'br,fr;q=0.8', 'br'],
    ['French before it', 'br;q=0.5,fr', 'fr'],
    ['a language without words', 'de-DE,de;q=0.9', 'fr'],
    ['any', '*', 'fr'],
  ])('for who asks for %s', (_, accepted, language) => {
    speak('br', new Map());
    expect(languageFor({ headers: accepted === undefined ? {} : { 'accept-language': accepted } })).toBe(language);
  });
});

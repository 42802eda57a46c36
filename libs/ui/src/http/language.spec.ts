import { catalogue } from '../messages.js';
import { languageFor } from './language.js';

catalogue({ hello: 'Bonjour' }, { br: { hello: 'Demat' } });

describe('the language of a page', () => {
  it.each([
    ['nothing', undefined, 'fr'],
    ['French of Belgium', 'fr-BE', 'fr'],
    ['a language with a catalogue before French', 'br,fr;q=0.8', 'br'],
    ['French before it', 'br;q=0.5,fr', 'fr'],
    ['a language without a catalogue', 'de-DE,de;q=0.9', 'fr'],
    ['any', '*', 'fr'],
  ])('for who asks for %s', (_, accepted, language) => {
    expect(languageFor({ headers: accepted === undefined ? {} : { 'accept-language': accepted } })).toBe(language);
  });
});

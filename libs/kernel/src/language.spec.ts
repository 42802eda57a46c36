import { RefusedError } from './errors.js';
import {
  byLanguage,
  inFrench,
  InFrench,
  inLanguage,
  language,
  languages,
  said,
  say,
  speak,
  type Translation,
} from './language.js';
import { formatEuros, type Cents } from './money.js';
import { formatNumber, plural } from './number.js';
import { formatDate, formatDeadline } from './time.js';

const CLOSED = say`La relève est close.`;
const ROOF = "l'{clé} n'est pas lue";

const sayAll = (siren: string) => [
  say`Le SIREN ${siren} n'est celui d'aucun EPCI.`,
  say`Attendu : {days, unit} ou l'${siren}`,
  plural(2, 'pièce due', 'pièces dues'),
  said(CLOSED),
  said(ROOF),
];

class Letter {
  @InFrench
  write(to: string): string {
    return say`Bonjour ${to}`;
  }
}

describe('what is said', () => {
  it('is French, joined and nothing else, as long as there is no other language', () => {
    expect(languages()).toEqual(['fr']);
    expect(inLanguage('en', language)).toBe('fr');
    expect(sayAll('1')).toEqual([
      "Le SIREN 1 n'est celui d'aucun EPCI.",
      "Attendu : {days, unit} ou l'1",
      '2 pièces dues',
      'La relève est close.',
      ROOF,
    ]);
  });

  describe('in a language that was taught', () => {
    beforeAll(() =>
      speak(
        'en',
        new Map<string, Translation>([
          ["Le SIREN {0} n'est celui d'aucun EPCI.", (values) => `No EPCI has the SIREN ${String(values['0'])}.`],
          // Braces and apostrophes of the French are quoted as ICU quotes them: an argument is an argument.
          ["Attendu : '{'days, unit'}' ou l''{0}", (values) => `Expected: {days, unit} or ${String(values['0'])}`],
          ['{0, plural, one {# pièce due} other {# pièces dues}}', (values) => `${String(values['0'])} due`],
          ['La relève est close.', () => 'The wave is closed.'],
          ["l'''{'clé'}' n'est pas lue", () => 'the {key} is not read'],
          ['Bonjour {0}', () => 'Hello'],
        ]),
      ),
    );

    it('has its words', () => {
      expect(languages()).toEqual(['fr', 'en']);
      expect(inLanguage('en', () => sayAll('1'))).toEqual([
        'No EPCI has the SIREN 1.',
        'Expected: {days, unit} or 1',
        '2 due',
        'The wave is closed.',
        'the {key} is not read',
      ]);
    });

    it('stays as it is when it is said again, and is French where nobody translated it', () => {
      expect(inLanguage('en', () => [said(said(CLOSED)), say`Sans traduction ${1}`])).toEqual([
        'The wave is closed.',
        'Sans traduction 1',
      ]);
    });

    it('speaks through a refusal that was written as the module loaded', () => {
      const faults = [{ pointer: '/wave', code: 'closed', detail: CLOSED }];
      const refuse = () => new RefusedError('closed', CLOSED, faults);
      expect(inLanguage('en', refuse)).toMatchObject({
        message: 'The wave is closed.',
        faults: [{ pointer: '/wave', detail: 'The wave is closed.' }],
      });
      expect(refuse()).toMatchObject({ message: CLOSED, faults });
    });

    it('writes numbers, amounts and dates as it does', () => {
      const date = Temporal.PlainDate.from('2023-02-01');
      const midnight = Temporal.Instant.from('2023-02-01T23:00:00Z');
      const written = () => [
        formatNumber(1234.5),
        formatEuros(150_000 as Cents),
        formatDate(date),
        formatDeadline(midnight),
      ];
      expect(inLanguage('en', written)).toEqual([
        '1,234.5',
        '€1,500.00',
        'February 1, 2023',
        'February 1, 2023 à 24:00',
      ]);
      expect(written()).toEqual([
        ...['1\u202f234,5', '1\u202f500,00\u00a0€', '1er février 2023', '1er février 2023 à 24:00'],
      ]);
    });

    it('is French in what the State writes, whoever asks for it', () => {
      expect(inLanguage('en', () => [new Letter().write('Alès'), inFrench(() => said(CLOSED))])).toEqual([
        'Bonjour Alès',
        CLOSED,
      ]);
    });

    it('makes a format once for each language', () => {
      const made: string[] = [];
      const format = byLanguage((name) => made.push(name));
      for (const name of ['en', 'fr', 'en']) inLanguage(name, format);
      expect(made).toEqual(['en', 'fr']);
    });
  });
});

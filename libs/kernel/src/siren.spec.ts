import fc from 'fast-check';
import { isSiren, isSiret } from './siren.js';

const replaceDigit = (number: string, at: number, shift: number): string =>
  number.slice(0, at) + String((Number(number[at]) + shift) % 10) + number.slice(at + 1);

describe('A SIREN', () => {
  it.each([
    ['200066918', 'Alès Agglomération'],
    ['200068500', 'CA de Cambrai'],
    ['200030633', 'CA du Caudrésis et du Catésis'],
    ['200044618', 'Douaisis Agglo'],
    ['356000000', 'La Poste'],
  ])('%s is that of %s', (siren) => {
    expect(isSiren(siren)).toBe(true);
  });

  it.each(['200066919', '20006691', '2000669180', '200 066 918', ' 200066918', '٢٠٠٠٦٦٩١٨', '20006691A', ''])(
    '« %s » is not one',
    (text) => {
      expect(isSiren(text)).toBe(false);
    },
  );

  it('never survives one mistyped digit', () => {
    fc.assert(
      fc.property(
        fc.nat(8),
        fc.integer({ min: 1, max: 9 }),
        (at, shift) => !isSiren(replaceDigit('200066918', at, shift)),
      ),
    );
  });
});

describe('A SIRET', () => {
  it.each([
    ['73282932000074', 'a common establishment'],
    ['35600000000048', 'the head office of La Poste, by Luhn'],
    ['35600000009075', 'a post office, by the sum of its digits'],
  ])('%s is %s', (siret) => {
    expect(isSiret(siret)).toBe(true);
  });

  it.each([
    '73282932000075',
    '35600000009076',
    '20006691900016',
    '200066918',
    '7328293200007',
    '732 829 320 00074',
    '',
  ])('« %s » is not one', (text) => {
    expect(isSiret(text)).toBe(false);
  });
});

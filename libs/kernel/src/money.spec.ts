import fc from 'fast-check';
import { type Cents, cents, centsOfEuros, euros, eurosOfCents, formatEuros, sumCents } from './money.js';

const LARGEST = 900_000_000_000_000;
const anyCents = fc.integer({ min: -LARGEST, max: LARGEST });

describe('An amount in euros', () => {
  it.each([
    [1_500_000, 150_000_000],
    [0, 0],
    [0.01, 1],
    [19.99, 1999],
    [1.1, 110],
    [-2_000.5, -200_050],
    [0.1 + 0.2, 30],
    [9_000_000_000_000, LARGEST],
    [8_999_999_999_999.99, LARGEST - 1],
  ])('of %d is %d cents', (amount, expected) => {
    expect(centsOfEuros(amount)).toBe(expected);
    expect(euros(amount)).toEqual({ cents: expected, currency: 'EUR' });
  });

  it.each([
    ['money-fraction', 0.005],
    ['money-fraction', 12.345],
    ['money-fraction', -0.001_5],
    ['money-overflow', 9_000_000_000_000.01],
    ['money-overflow', -9e12 - 1],
    ['money-overflow', Number.MAX_VALUE],
    ['money-overflow', Number.POSITIVE_INFINITY],
    ['money-overflow', Number.NaN],
  ])('is refused with %s: %d', (code, amount) => {
    expect(() => centsOfEuros(amount)).toThrow(expect.objectContaining({ code, kind: 'refused' }));
  });

  it('comes back to the cent, whatever its size', () => {
    fc.assert(fc.property(anyCents, (value) => expect(centsOfEuros(eurosOfCents(value)) + 0).toBe(value + 0)));
  });
});

describe('Cents', () => {
  it.each([
    ['money-fraction', 1.5],
    ['money-overflow', LARGEST + 1],
    ['money-overflow', Number.NaN],
  ])('are refused with %s: %d', (code, value) => {
    expect(() => cents(value)).toThrow(expect.objectContaining({ code }));
  });

  it('add up exactly, in any order', () => {
    const few = fc.array(fc.integer({ min: -1e12, max: 1e12 }).map(cents), { maxLength: 50 });
    fc.assert(
      fc.property(few, (values) => {
        const exact = values.reduce((sum, one) => sum + BigInt(one), 0n);
        expect(BigInt(sumCents(values))).toBe(exact);
        expect(sumCents(values.toReversed()) + 0).toBe(sumCents(values) + 0);
      }),
    );
  });

  it('do not add up beyond what a case can carry', () => {
    expect(sumCents([])).toBe(0);
    expect(() => sumCents([cents(LARGEST), cents(1)])).toThrow(expect.objectContaining({ code: 'money-overflow' }));
  });

  it.each([
    [150_000_000, '1 500 000,00 €'],
    [-1, '-0,01 €'],
    [0, '0,00 €'],
  ])('%d are shown as %s', (value, text) => {
    expect(formatEuros(value as Cents).replaceAll(/[\u00a0\u202f]/g, ' ')).toBe(text);
  });
});

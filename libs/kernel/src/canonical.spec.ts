import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { canonicalJson, foldText, type Json } from './canonical.js';

// JSON has one zero; -0 reads back as 0.
const json = fc
  .jsonValue({ maxDepth: 4, noUnicodeString: false })
  .map((value) => JSON.parse(JSON.stringify(value)) as Json);

function withKeysReversed(value: Json): Json {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((item: Json) => withKeysReversed(item));
  return Object.fromEntries(
    Object.entries(value as Record<string, Json>)
      .reverse()
      .map(([key, member]) => [key, withKeysReversed(member)]),
  );
}

describe('The canonical spelling of a value', () => {
  it.each<[Json, string]>([
    [{ b: 1, a: 2 }, '{"a":2,"b":1}'],
    [{ é: 1, z: 2, Z: 3, '10': 4, '9': 5 }, '{"10":4,"9":5,"Z":3,"z":2,"é":1}'],
    [{ kept: null, left: undefined }, '{"kept":null}'],
    [[3, [], {}, 'Alès « agglo »\n'], '[3,[],{},"Alès « agglo »\\n"]'],
    [-0, '0'],
    [1e21, '1e+21'],
  ])('of %j is %s', (value, text) => {
    expect(canonicalJson(value)).toBe(text);
  });

  it.each([NaN, Infinity, -Infinity])('refuses %d, at any depth, rather than spell it null', (number) => {
    expect(() => canonicalJson(number)).toThrow(RangeError);
    expect(() => canonicalJson({ a: [{ b: number }] })).toThrow(RangeError);
  });

  it('does not depend on the order of keys, at any depth', () => {
    fc.assert(fc.property(json, (value) => canonicalJson(withKeysReversed(value)) === canonicalJson(value)));
  });

  it('reads back as the value', () => {
    fc.assert(fc.property(json, (value) => expect(JSON.parse(canonicalJson(value))).toEqual(value)));
  });

  it('is the spelling of its own reading', () => {
    fc.assert(
      fc.property(json, (value) => canonicalJson(JSON.parse(canonicalJson(value)) as Json) === canonicalJson(value)),
    );
  });

  it('tells apart values that differ', () => {
    fc.assert(fc.property(json, json, (a, b) => (canonicalJson(a) === canonicalJson(b)) === isDeepStrictEqual(a, b)));
  });
});

describe('Folded text', () => {
  it.each([
    ['Alès Agglomération', 'ales agglomeration'],
    ['ALE\u0300S', 'ales'],
    ['Caudrésis-Catésis', 'caudresis-catesis'],
    ['Cœur de Nacre', 'coeur de nacre'],
    ['ŒUVRE, Æquo', 'oeuvre, aequo'],
    ['L’Haÿ-les-Roses', "l'hay-les-roses"],
    ['Grand Besançon 25', 'grand besancon 25'],
    ['', ''],
  ])('of « %s » is what people type: %s', (name, typed) => {
    expect(foldText(name)).toBe(typed);
  });

  it('folds to itself', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => foldText(foldText(text)) === foldText(text)));
  });
});

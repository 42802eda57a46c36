import fc from 'fast-check';
import type { Answers } from './conditions.js';
import { countedAnswers, holds, isAnswered, visibleFields, visibleRowFields } from './conditions.js';
import type { Condition } from './definition/condition.js';
import type { FormField, RepeatedField } from './definition/field.js';
import { sectionSchema } from './definition/field.js';

const yesNo = (key: string, showIf?: Condition) => ({
  key,
  type: 'yesNo',
  label: key,
  requirement: 'optional',
  showIf,
});
const form = (...sections: { showIf?: Condition; fields: unknown[] }[]) => ({
  sections: sections.map((section, s) => sectionSchema.parse({ key: `s${s}`, title: 'S', ...section })),
});
const keysOf = (fields: readonly { key: string }[]) => fields.map(({ key }) => key);

describe('Une condition', () => {
  const cases: readonly [condition: Condition, answer: unknown, holds: boolean][] = [
    [{ field: 'a', equals: true }, true, true],
    [{ field: 'a', equals: false }, undefined, false],
    [{ field: 'a', equals: 3 }, '3', false],
    [{ field: 'a', in: ['x', 'y'] }, 'y', true],
    [{ field: 'a', in: ['x', 'y'] }, ['z', 'x'], true],
    [{ field: 'a', in: ['x', 'y'] }, ['z'], false],
    [{ field: 'a', atLeast: 2 }, 2, true],
    [{ field: 'a', atLeast: 2 }, ['u', 'v'], true],
    [{ field: 'a', atLeast: 2 }, ['u'], false],
    [{ field: 'a', atLeast: 0 }, undefined, false],
    [{ field: 'a', atLeast: '2023-02-01' }, '2023-10-01', true],
    [{ field: 'a', atLeast: '2023-02-01' }, '2022-10-01', false],
    [{ field: 'a', answered: true }, '  ', false],
    [{ field: 'a', answered: true }, 0, true],
    [{ field: 'a', answered: false }, null, true],
    [{ not: { field: 'a', equals: true } }, undefined, true],
    [
      {
        all: [
          { field: 'a', atLeast: 1 },
          { field: 'a', equals: 2 },
        ],
      },
      2,
      true,
    ],
    [
      {
        any: [
          { field: 'a', equals: 1 },
          { field: 'a', equals: 2 },
        ],
      },
      3,
      false,
    ],
  ];
  it.each(cases)('%j, avec la réponse %j : %s', (condition, answer, expected) => {
    expect(holds(condition, () => answer)).toBe(expected);
  });

  it.each([
    [false, true],
    [0, true],
    ['', false],
    [' ', false],
    [[], false],
    [{ '200066918': [] }, false],
    [{ '200066918': ['id'] }, true],
    [undefined, false],
    [null, false],
  ])('%j est une réponse : %s', (value, expected) => {
    expect(isAnswered(value)).toBe(expected);
  });
});

describe('Les champs visibles', () => {
  const chain = form(
    { fields: [yesNo('a'), yesNo('b', { field: 'a', equals: true }), yesNo('c', { field: 'b', equals: true })] },
    { showIf: { field: 'c', answered: false }, fields: [yesNo('d')] },
  );

  it.each<[Answers, string[]]>([
    [{}, ['a', 'd']],
    [{ a: true }, ['a', 'b', 'd']],
    [{ a: true, b: true }, ['a', 'b', 'c', 'd']],
    [{ a: true, b: true, c: false }, ['a', 'b', 'c']],
    // b and c keep what was typed in them, but hidden they count for nothing.
    [{ a: false, b: true, c: true }, ['a', 'd']],
  ])('avec %j : %j', (answers, expected) => {
    expect(keysOf(visibleFields(chain, answers))).toEqual(expected);
  });

  it('une réponse cachée ne compte pas, ni dans ce que fige le dépôt', () => {
    expect(countedAnswers(chain, { a: false, b: true, c: true, d: true })).toEqual({ a: false, d: true });
  });

  it('une clé héritée comme « constructor » n’est pas une réponse', () => {
    const odd = form({ fields: [yesNo('constructor'), yesNo('x', { field: 'constructor', answered: true })] });
    expect(keysOf(visibleFields(odd, {}))).toEqual(['constructor']);
  });

  it('un formulaire qui aurait échappé au chargement et tourne en rond cache ses champs, sans fin de calcul', () => {
    const loop = form({ fields: [yesNo('a', { field: 'b', equals: true }), yesNo('b', { field: 'a', equals: true })] });
    expect(visibleFields(loop, { a: true, b: true })).toEqual([]);
  });

  const withRows = form({
    fields: [
      yesNo('detailed'),
      {
        key: 'projects',
        type: 'repeated',
        label: 'Projets',
        rowLabel: 'Projet',
        requirement: 'optional',
        fields: [
          yesNo('ready'),
          yesNo('funded', { field: 'ready', equals: true }),
          yesNo('aid', { field: 'funded', equals: true }),
          yesNo('comment', { field: 'detailed', equals: true }),
        ],
      },
    ],
  });
  const block = withRows.sections[0]?.fields[1] as RepeatedField;

  it.each<[row: Answers, form: Answers, string[]]>([
    [{}, {}, ['ready']],
    [{ ready: true }, {}, ['ready', 'funded']],
    [{ ready: true, funded: true }, {}, ['ready', 'funded', 'aid']],
    [{ ready: false, funded: true }, {}, ['ready']],
    [{}, { detailed: true }, ['ready', 'comment']],
  ])('dans la ligne %j du formulaire %j : %j', (row, answers, expected) => {
    expect(keysOf(visibleRowFields(withRows, answers, block, row))).toEqual(expected);
  });

  it('chaque ligne garde son identifiant, et ses réponses cachées ne comptent pas', () => {
    expect(countedAnswers(withRows, { projects: [{ id: 'r1', ready: false, funded: true, comment: true }] })).toEqual({
      projects: [{ id: 'r1', ready: false }],
    });
  });

  it('toujours : changer une réponse cachée ne change rien à ce qui est visible', () => {
    // Any chain of yes/no fields where each may depend on an earlier one.
    const forms = fc
      .array(fc.record({ on: fc.nat(9), wanted: fc.boolean(), depends: fc.boolean() }), { minLength: 2, maxLength: 10 })
      .map((rules) =>
        form({
          fields: rules.map((rule, i) =>
            yesNo(`f${i}`, i > 0 && rule.depends ? { field: `f${rule.on % i}`, equals: rule.wanted } : undefined),
          ),
        }),
      );
    const answers = fc.dictionary(
      fc.integer({ min: 0, max: 9 }).map((i) => `f${i}`),
      fc.boolean(),
    );
    fc.assert(
      fc.property(forms, answers, answers, (one, given, other) => {
        const seen = new Set(keysOf(visibleFields(one, given)));
        const hiddenChanged = {
          ...given,
          ...Object.fromEntries(Object.entries(other).filter(([key]) => !seen.has(key))),
        };
        expect(keysOf(visibleFields(one, hiddenChanged))).toEqual([...seen]);
        expect(countedAnswers(one, hiddenChanged)).toEqual(countedAnswers(one, given));
      }),
    );
  });

  it('les champs viennent dans l’ordre du formulaire', () => {
    const fields: readonly FormField[] = visibleFields(chain, { a: true, b: true });
    expect(keysOf(fields)).toEqual(['a', 'b', 'c', 'd']);
  });
});

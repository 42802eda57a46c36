import { carryOver, changedMeanings, checkAnswers, checkValue } from './answers.js';
import type { FormField } from './definition/field.js';
import { formFieldSchema, sectionSchema } from './definition/field.js';
import { fieldSchema } from './field-values.js';

const ID = '0190b6a0-0000-7000-8000-000000000001';
const OTHER_ID = '0190b6a0-0000-7000-8000-000000000002';
const field = (type: string, more: object = {}): FormField =>
  formFieldSchema.parse({ key: 'it', label: 'Réponse', requirement: 'blocking', type, ...more });
const options = [
  { value: 'x', label: 'X' },
  { value: 'y', label: 'Y' },
];
const file = { accept: ['application/pdf'], maxSizeMegabytes: 1 };
const rows = field('repeated', {
  rowLabel: 'Ligne',
  min: 1,
  max: 2,
  fields: [{ key: 'name', type: 'text', label: 'Nom', requirement: 'blocking', maxLength: 3 }],
});

/** Field, value, accepted by an autosave?, accepted at deposit? */
const VALUES: readonly [FormField, unknown, stored: boolean, complete: boolean][] = [
  [field('text', { maxLength: 3 }), 'abc', true, true],
  [field('text', { maxLength: 3 }), 'abcd', true, false],
  [field('text'), 12, false, false],
  [field('longText', { minLength: 5 }), 'abc', true, false],
  [field('integer', { min: 1, max: 5 }), 3, true, true],
  [field('integer', { min: 1, max: 5 }), 9, true, false],
  [field('integer'), 2.5, false, false],
  [field('integer'), '3', false, false],
  [field('integer'), 1e300, false, false],
  [field('money', { min: 10 }), 1234.56, true, true],
  [field('money', { min: 10 }), 5, true, false],
  [field('money'), -1, true, false],
  [field('money'), 0.1 + 0.2, true, true],
  [field('money'), 1.234, false, false],
  [field('money'), 1e15, false, false],
  [field('money'), Number.POSITIVE_INFINITY, false, false],
  [field('personDays', { max: 100 }), 12.5, true, true],
  [field('personDays', { max: 100 }), 100.5, true, false],
  [field('personDays'), 0.25, false, false],
  [field('date', { min: '2022-08-01' }), '2023-02-01', true, true],
  [field('date', { min: '2022-08-01' }), '2021-02-01', true, false],
  [field('date'), '2023-02-30', false, false],
  [field('date'), '01/02/2023', false, false],
  [field('yesNo'), false, true, true],
  [field('yesNo'), 'oui', false, false],
  [field('choice', { options }), 'x', true, true],
  [field('choice', { options }), 'z', false, false],
  [field('multiChoice', { options, min: 2 }), ['x', 'y'], true, true],
  [field('multiChoice', { options, min: 2 }), ['x'], true, false],
  [field('multiChoice', { options }), ['x', 'x'], false, false],
  [field('epciList', { max: 1 }), ['200066918'], true, true],
  [field('epciList', { max: 1 }), ['200066918', '200068500'], true, false],
  [field('epciList'), ['200066919'], false, false],
  [field('siret'), '20006691800019', true, false],
  [field('siret'), '35600000000048', true, true],
  [field('siret'), '3560', true, false],
  [field('email'), 'projet@territoire.example', true, true],
  [field('email'), 'projet@', true, false],
  [field('phone'), '+33 1 99 00 12 34', true, true],
  [field('phone'), 'demain', true, false],
  [field('file', file), [ID], true, true],
  [field('file', file), [ID, OTHER_ID], true, false],
  [field('file', file), ['mon-fichier.pdf'], false, false],
  [field('file', file), { '200066918': [ID] }, false, false],
  [field('file', { ...file, perEpci: true }), { '200066918': [ID] }, true, true],
  [field('file', { ...file, perEpci: true }), { '123456789': [ID] }, false, false],
  [field('file', { ...file, perEpci: true }), [ID], false, false],
  [rows, [{ id: ID, name: 'Ada' }], true, true],
  [rows, [{ id: ID, name: null }], true, true],
  [rows, [], true, false],
  [rows, [{ name: 'Ada' }], false, false],
  [rows, [{ id: ID, nom: 'Ada' }], false, false],
  [rows, [{ id: ID }, { id: ID }], false, false],
  [rows, [1, 2, 3].map((n) => ({ id: ID.replace(/1$/, String(n)) })), true, false],
];

describe('Une réponse', () => {
  const cases = VALUES.map(([one, ...rest]) => [one.type, ...rest, one] as const);

  it.each(cases)(
    'champ %s : %j se garde en brouillon : %s, vaut au dépôt : %s',
    (_type, value, stored, complete, one) => {
      expect(checkValue(one, value).length === 0).toBe(stored);
      expect(fieldSchema(one).safeParse(value).success).toBe(complete);
    },
  );

  it('effacée, elle n’est jamais une faute', () => {
    for (const [one] of VALUES) expect(checkValue(one, null)).toEqual([]);
  });

  it('une faute dit en français laquelle et où, par pointeur JSON', () => {
    expect(checkValue(rows, [{ id: ID, name: 3, nom: 'x' }])).toEqual([
      { pointer: '/it/0/name', code: 'invalid-type', detail: 'Réponse : attendu un texte' },
      { pointer: '/it/0/nom', code: 'unknown-key', detail: 'Réponse : clé inconnue : nom' },
    ]);
    expect(checkValue(field('file', { ...file, perEpci: true }), { '123456789': [ID] })).toEqual([
      { pointer: '/it/123456789', code: 'invalid-key', detail: 'Réponse : numéro SIREN invalide' },
    ]);
  });
});

const formOf = (...fields: unknown[]) => ({ sections: [sectionSchema.parse({ key: 's', title: 'S', fields })] });
const text = (key: string) => ({ key, type: 'text', label: key, requirement: 'optional' });
const integer = (key: string) => ({ ...text(key), type: 'integer' });

describe('Un jeu de réponses', () => {
  const form = formOf(text('name'), integer('jobs'));

  it('une clé inconnue est une faute, une clé héritée aussi', () => {
    expect(checkAnswers(form, { name: 'a', 'a/b': 1, toString: 2 })).toMatchObject([
      { pointer: '/a~1b', code: 'unknown-field' },
      { pointer: '/toString', code: 'unknown-field' },
    ]);
  });

  it('à une relève suivante, ce que le nouveau formulaire n’accepte plus est rendu, pas perdu', () => {
    expect(carryOver(form, { name: 'Alès', jobs: 'beaucoup', gone: 1 })).toEqual({
      answers: { name: 'Alès' },
      dropped: ['jobs', 'gone'],
    });
  });
});

describe('D’une version à l’autre', () => {
  it('une clé ne change pas de sens ; elle peut disparaître, et d’autres venir', () => {
    const rowsOf = (...fields: unknown[]) => ({ ...text('rows'), type: 'repeated', rowLabel: 'L', fields });
    expect(
      changedMeanings(
        formOf(text('name'), text('gone'), rowsOf(text('cell'))),
        formOf(integer('name'), integer('fresh'), rowsOf(integer('cell'))),
      ).map(({ pointer }) => pointer),
    ).toEqual(['/name', '/rows/cell']);
  });
});

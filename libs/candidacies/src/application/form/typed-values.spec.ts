import { randomUUID } from 'node:crypto';
import { formFieldSchema, type FormField } from '@rebond/calls';
import { printOf, seenOf, seenText } from './seen.js';
import { actOf, typedAnswers } from './typed-values.js';

const field = (rest: object): FormField =>
  formFieldSchema.parse({ key: 'answer', label: 'Réponse', requirement: 'optional', ...rest });
const options = [
  { value: 'a', label: 'A' },
  { value: 'b', label: 'B' },
];
const typed = (one: FormField, raw: unknown, stored?: unknown): unknown =>
  typedAnswers([one], { _seen: { answer: '0' }, answer: raw }, { answer: stored }, { kind: 'save' }).answer;

describe('what a form sends becomes an answer', () => {
  it.each([
    ['text', {}, 'Deux\r\nlignes', 'Deux\nlignes'],
    ['text', {}, '', null],
    ['siret', {}, '200 066 918 00011', '20006691800011'],
    ['email', {}, ' a@b.fr ', 'a@b.fr'],
    ['integer', {}, '12\u202f000', 12000],
    ['integer', {}, 'douze', 'douze'],
    ['integer', {}, ' ', null],
    ['money', {}, '1 234,50 €', 1234.5],
    ['personDays', {}, '2,5', 2.5],
    ['date', {}, '2023-02-01', '2023-02-01'],
    ['yesNo', {}, 'true', true],
    ['yesNo', {}, 'false', false],
    ['yesNo', {}, undefined, null],
    ['choice', { options }, 'a', 'a'],
    ['multiChoice', { options }, 'a', ['a']],
    ['multiChoice', { options }, ['b', 'a', 'a'], ['b', 'a']],
    ['multiChoice', { options }, undefined, null],
    ['epciList', {}, ['200066918', ''], ['200066918']],
  ])('%s %o: %o is %o', (type, rest, raw, expected) => {
    expect(typed(field({ type, ...rest }), raw)).toEqual(expected);
  });

  it('only where the page says that it showed the field', () => {
    const one = field({ type: 'text' });
    expect(typedAnswers([one], { answer: 'x' }, {}, { kind: 'save' })).toEqual({});
    expect(typedAnswers([one], { _seen: { answer: '1' } }, {}, { kind: 'save' })).toEqual({ answer: null });
  });
});

describe('rows', () => {
  const [first, second] = [randomUUID(), randomUUID()];
  const block = field({
    type: 'repeated',
    rowLabel: 'Projet',
    fields: [
      { key: 'title', type: 'text', label: 'Intitulé', requirement: 'blocking' },
      { key: 'jobs', type: 'integer', label: 'Emplois', requirement: 'optional' },
      {
        key: 'plan',
        type: 'file',
        label: 'Plan',
        requirement: 'optional',
        accept: ['application/pdf'],
        maxSizeMegabytes: 1,
      },
    ],
  });
  const sent = { [first]: { id: first, title: 'Un', jobs: '' }, [second]: { id: second, title: 'Deux', jobs: '3' } };

  it('keep their identifiers, their order, and the documents that no form carries', () => {
    const stored = [{ id: first, plan: ['d'] }];
    expect(typed(block, sent, stored)).toEqual([
      { id: first, title: 'Un', plan: ['d'] },
      { id: second, title: 'Deux', jobs: 3 },
    ]);
  });

  it('come and go by the button that is pressed', () => {
    const id = randomUUID();
    const after = (act: string) =>
      typedAnswers([block], { _seen: { answer: '0' }, answer: sent, _act: act }, {}, actOf({ _act: act }, id)).answer;
    expect(after('add:answer')).toMatchObject([{ id: first }, { id: second }, { id }]);
    expect(after(`remove:answer:${first}`)).toMatchObject([{ id: second }]);
    expect(after('add:other')).toMatchObject([{ id: first }, { id: second }]);
  });

  it('are told apart by what the form can change', () => {
    const plain = [{ id: first, title: 'Un' }];
    expect(printOf(block, [{ id: first, title: 'Un', plan: ['d'], jobs: null }])).toBe(printOf(block, plain));
    expect(printOf(block, [{ id: first, title: 'Une' }])).not.toBe(printOf(block, plain));
  });
});

it('the order of choices makes no difference', () => {
  const one = field({ type: 'multiChoice', options });
  expect(printOf(one, ['a', 'b'])).toBe(printOf(one, ['b', 'a']));
  expect(printOf(one, null)).toBe(printOf(one, undefined));
});

it('what a page showed is read again; what can’t be read was never seen', () => {
  const one = field({ type: 'text' });
  const text = seenText(3, one, 'x');
  const seen = seenOf({ _seen: { a: text, b: '4', c: 'rien' } });
  expect(seen.get('a')).toEqual({ version: 3, print: printOf(one, 'x') });
  expect(seen.get('b')).toEqual({ version: 4, print: null });
  expect(seen.get('c')).toEqual({ version: 0, print: null });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { holds, isAnswered, type Condition } from '@rebond/calls';

/** The browser's module, read as a browser gets it. */
const source = readFileSync(join(__dirname, '../../../../ui/assets/js/form-values.js'), 'utf8').replaceAll(
  /^export /gm,
  '',
);
const browser = runInNewContext(`${source}; ({ holds, isAnswered, isSame })`) as {
  readonly holds: typeof holds;
  readonly isAnswered: typeof isAnswered;
  readonly isSame: (one: unknown, other: unknown) => boolean;
};

const values: Readonly<Record<string, unknown>> = {
  text: 'oui',
  blank: '  ',
  yes: true,
  no: false,
  zero: 0,
  ten: 10,
  day: '2023-02-01',
  list: ['a', 'b'],
  none: [],
  record: { a: [] },
};
const scalars = ['oui', true, false, 0, 10, '2023-01-31', 'a'] as const;
const tests: Condition[] = [...Object.keys(values), 'absent'].flatMap((field): Condition[] => [
  { field, answered: true },
  { field, answered: false },
  ...scalars.flatMap((one): Condition[] => [
    { field, equals: one },
    { field, in: [one, 'b'] },
    ...(typeof one === 'boolean' ? [] : [{ field, atLeast: one }]),
  ]),
]);
const valueOf = (key: string): unknown => values[key];

it('a browser shows a field under the same conditions as the server', () => {
  const conditions = tests.flatMap((test, i): Condition[] => {
    const other = tests[(i * 7 + 3) % tests.length] ?? test;
    return [test, { not: test }, { all: [test, other] }, { any: [test, { not: other }] }];
  });
  for (const condition of conditions)
    expect([condition, browser.holds(condition, valueOf)]).toEqual([condition, holds(condition, valueOf)]);
});

it('a browser takes the same values for answers', () => {
  for (const value of [...Object.values(values), null, undefined, ''])
    expect([value, browser.isAnswered(value)]).toEqual([value, isAnswered(value)]);
});

it('a browser knows an answer again, whatever the order that its rows come back in', () => {
  const row = { id: 'r', projectTitle: 'Forge', projectJobs: 3 };
  expect(browser.isSame([row], [{ projectJobs: 3, id: 'r', projectTitle: 'Forge' }])).toBe(true);
  expect(browser.isSame([row], [{ ...row, projectJobs: 4 }])).toBe(false);
  expect(browser.isSame([row], [])).toBe(false);
  expect(browser.isSame(null, null)).toBe(true);
  expect(browser.isSame(null, undefined)).toBe(false);
});

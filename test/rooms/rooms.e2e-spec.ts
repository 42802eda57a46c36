import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { cruise, ROOT, type Violation, withTree } from './cruise.js';

const { forbidden } = jest.requireActual<{ readonly forbidden: readonly { readonly name: string }[] }>(
  '../../.dependency-cruiser.js',
);

/** The house, lowest first; rooms of one floor don't know each other. */
const FLOORS = [
  ['kernel'],
  ['platform'],
  ['ui'],
  ['territories'],
  ['identity'],
  ['reminders'],
  ['meetings'],
  ['calls'],
  ['candidacies'],
  ['selection', 'missions'],
  ['funding'],
  ['committees'],
  ['reporting'],
  ['connectors'],
];
const ROOMS = FLOORS.flat();
const floorOf = (room: string): number => FLOORS.findIndex((floor) => floor.includes(room));
const upward = (room: string): string => `${room}-imports-only-lower-rooms`;

/** Every room imports every other by its door, written as the product writes it. */
const pairs = ROOMS.flatMap((from) => ROOMS.filter((to) => to !== from).map((to) => ({ from, to })));
const everyPair = Object.fromEntries([
  ...ROOMS.map((room) => [`libs/${room}/src/index.ts`, `export const ${room} = 1;`]),
  ...pairs.map(({ from, to }) => [`libs/${from}/src/to-${to}.ts`, `export * from '@rebond/${to}';`]),
]) as Record<string, string>;

interface Fixture {
  readonly rule: string;
  readonly because: string;
  readonly files: Readonly<Record<string, string>>;
}

const LEAF = 'export const leaf = 1;';
/** What each rule must refuse; beside it, what it must let pass. */
const REFUSED: readonly Fixture[] = [
  {
    rule: 'no-cycles',
    because: 'two files that import each other',
    files: {
      'libs/calls/src/a.ts': "export * from './b.js';",
      'libs/calls/src/b.ts': "export * from './a.js';",
    },
  },
  {
    rule: 'a-lib-has-one-door',
    because: 'a room that reaches behind the door of another',
    files: {
      'libs/identity/src/deep.ts': "export * from '../../platform/src/http/leaf.js';",
      'libs/platform/src/http/leaf.ts': LEAF,
    },
  },
  {
    rule: 'apps-use-doors',
    because: 'an application that reaches behind a door',
    files: {
      'apps/server/src/deep.ts': "export * from '../../../libs/platform/src/http/leaf.js';",
      'libs/platform/src/http/leaf.ts': LEAF,
    },
  },
  {
    rule: 'jobs-door-is-for-the-worker',
    because: 'the server that opens a jobs door',
    files: {
      'apps/server/src/jobs.ts': "export * from '../../../libs/calls/src/jobs/index.js';",
      'libs/calls/src/jobs/index.ts': LEAF,
    },
  },
  {
    rule: 'jobs-door-is-for-the-worker',
    because: 'a room that opens a jobs door outside its own jobs',
    files: {
      'libs/calls/src/application/jobs.ts': "export * from '../../../platform/src/jobs/index.js';",
      'libs/platform/src/jobs/index.ts': LEAF,
    },
  },
  {
    rule: 'domain-is-pure',
    because: 'a domain that reads files',
    files: { 'libs/calls/src/domain/reads.ts': "export { readFileSync } from 'node:fs';" },
  },
  {
    rule: 'domain-is-pure',
    because: 'a domain that knows the framework',
    files: { 'libs/calls/src/domain/nest.ts': "export { Injectable } from '@nestjs/common';" },
  },
  {
    rule: 'domain-is-pure',
    because: 'a domain that knows its application',
    files: {
      'libs/calls/src/domain/knows.ts': "export * from '../application/leaf.js';",
      'libs/calls/src/application/leaf.ts': LEAF,
    },
  },
  {
    rule: 'kernel-has-no-framework',
    because: 'a kernel that needs a package',
    files: { 'libs/kernel/src/packaged.ts': "export { z } from 'zod';" },
  },
  {
    rule: 'nothing-imports-an-app',
    because: 'a room that imports an application',
    files: {
      'libs/connectors/src/app.ts': "export * from '../../../apps/server/src/leaf.js';",
      'apps/server/src/leaf.ts': LEAF,
    },
  },
];

const LET_PASS: Readonly<Record<string, string>> = {
  'libs/platform/src/index.ts': LEAF,
  'libs/platform/src/jobs/index.ts': LEAF,
  'libs/kernel/src/index.ts': LEAF,
  'libs/calls/src/index.ts': "export * from './domain/pure.js';",
  'libs/calls/src/domain/pure.ts': "export { z } from 'zod'; export * from '../../../kernel/src/index.js';",
  'libs/calls/src/jobs/index.ts':
    "export * from '../../../platform/src/jobs/index.js'; export * from '../domain/pure.js';",
  'apps/worker/src/work.ts': "export * from '../../../libs/calls/src/jobs/index.js';",
  'apps/server/src/serve.ts': "export * from '../../../libs/calls/src/index.js';",
};

const rulesOf = (violations: readonly Violation[]): string[] => [...new Set(violations.map(({ rule }) => rule))];

describe('rooms import one way', () => {
  it('of every pair of rooms, one may import the other at most, and the floor says which', async () => {
    const { violations } = await withTree('pairs', everyPair, cruise);
    const refused = violations.map(({ rule, from, to }) => `${rule}: ${from} → ${to}`);
    const expected = pairs
      .filter(({ from, to }) => floorOf(to) >= floorOf(from))
      .map(({ from, to }) => `${upward(from)}: libs/${from}/src/to-${to}.ts → libs/${to}/src/index.ts`);
    expect(refused.toSorted()).toEqual(expected.toSorted());
  });

  it('every room of the house has its floor', () => {
    const present = readdirSync(join(ROOT, 'libs'));
    expect(present.filter((room) => !ROOMS.includes(room))).toEqual([]);
  });
});

describe('a rule refuses', () => {
  it.each(REFUSED)('$because ($rule)', async ({ rule, because, files }) => {
    const { violations } = await withTree(because.replaceAll(/\W/g, '-'), files, cruise);
    expect(rulesOf(violations)).toContain(rule);
  });

  it('nothing of what the house is built by', async () => {
    expect((await withTree('pass', LET_PASS, cruise)).violations).toEqual([]);
  });
});

it('every rule has what it must refuse', () => {
  const tried = [...ROOMS.map(upward), ...REFUSED.map(({ rule }) => rule)];
  expect(forbidden.map(({ name }) => name).filter((name) => !tried.includes(name))).toEqual([]);
});

it('the real tree keeps every rule', async () => {
  const { modules, violations } = await cruise(ROOT);
  expect(modules).toBeGreaterThan(400);
  expect(violations).toEqual([]);
});

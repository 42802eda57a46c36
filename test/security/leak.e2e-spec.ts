import { notTold, RECUSAL, scopeOf, SEAT_ROLES, type Action } from '@rebond/identity';
import { RouteTable, type Route } from '@rebond/platform';

import { HeldClock } from '../support/clock.js';
import { startProductWorker } from '../support/product-worker.js';
import { startServer, type TestServer } from '../support/server.js';
import { pathOf } from './ask.js';
import { ask, type Told } from './leak/ask.js';
import { DRAWN_ONCE, WHEN_ABSENT, WITHOUT_ROWS } from './leak/exceptions.js';
import { tablesWithout } from './leak/hidden-case.js';
import { VARIANTS } from './leak/variants.js';
import { ASKED_AT, makeLeakWorld, type LeakWorld, type Reader, type Variant } from './leak/world.js';
import { storeContent } from './objects.js';
import { SAMPLES, type Objects } from './samples.js';

const VARIANT_NAMES = ['present', 'other', 'absent'] as const;
/** Pages of a list that are followed. */
const FOLLOWED = 5;

let world: LeakWorld;
let servers: Readonly<Record<Variant, TestServer>>;
let routes: readonly Route[];
const opened = new AsyncDisposableStack();

beforeAll(async () => {
  world = await makeLeakWorld();
  opened.defer(() => world.drop());
  const started = async (name: Variant): Promise<TestServer> => {
    const server = await startServer({ database: world.databases[name], clock: new HeldClock(ASKED_AT) });
    opened.defer(() => server.stop());
    storeContent(server);
    return server;
  };
  servers = { present: await started('present'), other: await started('other'), absent: await started('absent') };
  routes = servers.present.app
    .get(RouteTable)
    .routes()
    .filter(({ method }) => method === 'GET');
}, 240_000);
afterAll(() => opened.disposeAsync());

const nameOf = ({ method, path }: Route): string => `${method} ${path}`;

/** Every address of a route: about the reader's own objects, about the hidden case's, and with other queries. */
function addresses(reader: Reader, route: Route): readonly string[] {
  const sample = SAMPLES[nameOf(route)];
  if (!sample || sample.isAbsentHere) return [];
  const of = (objects: Objects): string => pathOf({ route, sample, objects });
  const own = of(reader.own);
  const plain = own.split('?')[0] ?? own;
  const asked = VARIANTS[nameOf(route)]?.({ ...world.hidden, list: reader.own.list }) ?? [];
  return [...new Set([own, of({ ...reader.own, ...theirs() }), ...asked.map((query) => `${plain}?${query}`)])];
}

/** The hidden case and what lies within it; the registry's objects stay the reader's. */
const theirs = (): Partial<Objects> => {
  const { case: id, document, completion, committee, axis, action, interview, project, pending } = world.hidden;
  const { pendingInterviews, comment, approval, messageFile, teamSeat, note, opinion, appeal } = world.hidden;
  const { appealFile, postalNotice } = world.hidden;
  return {
    ...{ case: id, document, completion, committee, axis, action, interview, project, pending },
    ...{ pendingInterviews, comment, approval, messageFile, teamSeat, note, opinion, appeal, appealFile },
    postalNotice,
  };
};

interface Difference {
  readonly address: string;
  readonly between: Variant;
  readonly told: string;
}

const short = (a: Told, b: Told): string => {
  let at = 0;
  while (at < a.whole.length && a.whole[at] === b.whole[at]) at += 1;
  const around = ({ whole }: Told): string => whole.slice(Math.max(0, at - 60), at + 60);
  return `${around(a)} ≠ ${around(b)}`;
};

/** Asks all three servers, and the pages that follow; what differs from the first. */
async function differences(reader: Reader, route: Route, address: string): Promise<Difference[]> {
  const found: Difference[] = [];
  let path: string | null = address;
  for (let page = 0; path !== null && page < FOLLOWED; page++) {
    const here: string = path;
    const [present, other, absent] = await Promise.all(
      VARIANT_NAMES.map((name) => ask(servers[name].url, reader, route, here)),
    );
    if (!present || !other || !absent) throw new Error('three servers');
    if (other.whole !== present.whole) found.push({ address: here, between: 'other', told: short(present, other) });
    if (absent.whole !== present.whole) found.push({ address: here, between: 'absent', told: short(present, absent) });
    path = present.next === null || found.length > 0 ? null : withAfter(address, present.next);
  }
  return found;
}

const withAfter = (address: string, after: string): string =>
  `${address}${address.includes('?') ? '&' : '?'}after=${after}`;

async function allDifferences(reader: Reader): Promise<Map<string, Difference[]>> {
  const found = new Map<string, Difference[]>();
  for (const route of routes) {
    if (scopeOf(reader.role, route.action as Action) === null) continue;
    for (const address of addresses(reader, route)) {
      const differing = await differences(reader, route, address);
      if (differing.length > 0) found.set(nameOf(route), [...(found.get(nameOf(route)) ?? []), ...differing]);
    }
  }
  return found;
}

const readerOf = (role: string, isRecused: boolean): Reader => {
  const reader = world.readers.find((one) => one.role === role && one.isRecused === isRecused);
  if (!reader) throw new Error(`no reader ${role}`);
  return reader;
};

// First: some pages leave a mark that they were read.
describe('the three databases', () => {
  it('have a row of the hidden case in every table of cases, but for those reviewed', async () => {
    expect(await tablesWithout(world.databases.present, world.hidden.case)).toEqual(WITHOUT_ROWS);
  });
});

describe.each(SEAT_ROLES.filter((role) => RECUSAL[role] !== 'party'))('a recused %s', (role) => {
  it('gets the same answers to the byte, whatever the case is, and whether or not it is', async () => {
    const found = await allDifferences(readerOf(role, true));
    const told = [...found].flatMap(([name, differing]) =>
      differing
        .filter(({ between }) => !(name in DRAWN_ONCE) && (between === 'other' || !(name in WHEN_ABSENT)))
        .map(({ address, between, told: what }) => `${address} (${between}): ${what}`),
    );
    expect(told).toEqual([]);
  }, 240_000);

  it('would not, if they were not recused', async () => {
    const found = await allDifferences(readerOf(role, false));
    const expected = ['GET /api/candidacies', 'GET /api/candidacies/:id', 'GET /api/worklist', 'GET /dossiers'];
    expect([...found.keys()]).toEqual(expect.arrayContaining([...expected, 'GET /programme/tableau-de-bord']));
    expect(found.size).toBeGreaterThan(20);
  }, 240_000);
});

describe('totals over cases of a wave that is not announced', () => {
  it.each([
    ['programme_director', '/programme/tableau-de-bord'],
    ['programme_director', '/programme/releves'],
    ['minister_office', '/selection'],
    ['auditor', '/audit/tirages'],
  ] as const)('are withheld from a recused %s on %s, and told to others', async (role, path) => {
    const asked = async (isRecused: boolean): Promise<string> => {
      const { cookie } = readerOf(role, isRecused);
      const answer = await fetch(new URL(path, servers.present.url), { headers: { accept: 'text/html', cookie } });
      expect(answer.status).toBe(200);
      return answer.text();
    };
    expect(await asked(true)).toContain(notTold());
    expect(await asked(false)).not.toContain(notTold());
  });
});

describe('the mails of a recused person', () => {
  it('say nothing of the case, and those of others do', async () => {
    const written = async (name: Variant): Promise<ReadonlyMap<string, readonly string[]>> => {
      const clock = new HeldClock('2023-02-02T10:00+01:00[Europe/Paris]');
      const worker = await startProductWorker({ database: world.databases[name], clock });
      try {
        for (const day of ['2023-02-02', '2023-03-08', '2023-03-14', ASKED_AT.slice(0, 10)]) {
          clock.set(`${day}T09:00+01:00[Europe/Paris]`);
          await worker.settled(60_000);
        }
        const mailsTo = ({ seat }: Reader): readonly string[] =>
          worker.inbox
            .to(seat.email)
            .map(({ subject, text }) => `${subject}\n${text}`)
            .toSorted();
        return new Map(world.readers.map((reader) => [reader.seat.email, mailsTo(reader)]));
      } finally {
        await worker.stop();
      }
    };
    const [present, other, absent] = [await written('present'), await written('other'), await written('absent')];
    const of = (all: ReadonlyMap<string, readonly string[]>, isRecused: boolean) =>
      world.readers.filter((one) => one.isRecused === isRecused).map(({ role, seat }) => [role, all.get(seat.email)]);
    expect(of(other, true)).toEqual(of(present, true));
    expect(of(absent, true)).toEqual(of(present, true));
    expect(of(absent, false)).not.toEqual(of(present, false));
    expect(of(present, true).flatMap(([, mails]) => mails ?? []).length).toBeGreaterThan(0);
  }, 240_000);
});

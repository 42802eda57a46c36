import { scopeOf, type Action } from '@rebond/identity';
import { RouteTable, type Route } from '@rebond/platform';

import { SAMPLES, type Objects, type Parameter, type Sample } from './samples.js';
import { makeWorld, type Asker, type World } from './world.js';

/** Parameters that lie within a case: they are owned, and what is not seen must look absent. */
const OWNED: ReadonlySet<Parameter> = new Set(['case', 'document', 'completion', 'committee', 'axis']);

interface Seen {
  readonly status: number;
  /** Everything that the asker can see of the answer, as it came. */
  readonly whole: string;
}

let world: World;
let routes: readonly Route[];

beforeAll(async () => {
  world = await makeWorld();
  routes = world.journey.server.app.get(RouteTable).routes();
});
afterAll(() => world.journey.end());

const short = ({ status, whole }: Seen): string => `${status} ${/\\"code\\":\\"([\w-]+)/.exec(whole)?.[1] ?? whole}`;
const nameOf = ({ method, path }: Route): string => `${method} ${path}`;

function sampleOf(name: string): Sample {
  const sample = SAMPLES[name];
  if (!sample) throw new Error(`${name} has no sample in test/security/samples.ts`);
  return sample;
}

/** One demand about these objects; always under one request id and a version that no object has. */
async function ask(asker: Asker, name: string, sample: Sample, objects: Objects): Promise<Seen> {
  const [method = '', pattern = ''] = name.split(' ');
  const path = pattern.replace(/:(\w+)/g, (_, key: string) => {
    const parameter = sample.params?.[key];
    if (!parameter) throw new Error(`${name}: no sample for :${key}`);
    return objects[parameter];
  });
  const json = typeof sample.body === 'function' ? sample.body(objects) : sample.body;
  const body = sample.csv ?? (json === undefined ? null : JSON.stringify(json));
  const response = await fetch(new URL(sample.query ? `${path}?${sample.query}` : path, world.journey.server.url), {
    method,
    body,
    headers: {
      'x-request-id': 'matrix-0001',
      'if-match': '"v999999"',
      ...(asker.token === null ? {} : { authorization: `Bearer ${asker.token}` }),
      ...(body === null ? {} : { 'content-type': sample.csv === undefined ? 'application/json' : 'text/csv' }),
      ...sample.headers,
    },
  });
  const headers = [...response.headers].filter(([header]) => header !== 'date');
  return { status: response.status, whole: JSON.stringify([response.status, headers, await response.text()]) };
}

/** What is wrong with the answers that this seat gets of this route, in words. */
async function faultsOf(asker: Asker, name: string, action: Action): Promise<string[]> {
  const sample = sampleOf(name);
  const params = Object.values(sample.params ?? {});
  const isOwned = params.some((one) => OWNED.has(one));
  const own = await ask(asker, name, sample, asker.own);
  const absent = await ask(asker, name, sample, world.absent);
  const foreign = isOwned ? await ask(asker, name, sample, asker.foreign) : absent;
  if (scopeOf(asker.role, action) === null) {
    const refused = asker.role === 'anonymous' ? 401 : 403;
    const answers = [own, foreign, absent].filter(({ status }) => status !== refused);
    return [
      ...answers.map(({ status }) => `${asker.role}: ${status} instead of ${refused}`),
      ...(own.whole === absent.whole && foreign.whole === absent.whole ? [] : [`${asker.role}: refusals differ`]),
    ];
  }
  const faults = [401, 403, 404, 405, 415, 428].includes(own.status) || own.status >= 500 ? [`own: ${short(own)}`] : [];
  if (isOwned) {
    if (!sample.isConstant && absent.status !== 404) faults.push(`absent: ${short(absent)}`);
    if (foreign.whole !== absent.whole) faults.push(`foreign: ${short(foreign)}, absent: ${short(absent)}`);
  }
  if (params.filter((one) => OWNED.has(one)).length > 1) {
    // The seat's own case, with what lies within another.
    const within = params.find((one) => one !== 'case' && OWNED.has(one)) ?? 'case';
    const crossed = await ask(asker, name, sample, { ...asker.own, [within]: asker.foreign[within] });
    const nothing = await ask(asker, name, sample, { ...asker.own, [within]: world.absent[within] });
    if (crossed.whole !== nothing.whole || nothing.status < 400)
      faults.push(`crossed: ${short(crossed)}, nothing: ${short(nothing)}`);
  }
  return faults.map((fault) => `${asker.role}: ${fault}`);
}

it('every route has a sample, and every sample a route', () => {
  expect(routes.map(nameOf).toSorted()).toEqual(Object.keys(SAMPLES).toSorted());
});

it.each(Object.keys(SAMPLES))(
  '%s: what each role may do to its own object, and what it is told of others',
  async (name) => {
    const route = routes.find((one) => nameOf(one) === name);
    expect(route).toBeDefined();
    const faults: string[] = [];
    for (const asker of world.askers) faults.push(...(await faultsOf(asker, name, route?.action as Action)));
    expect(faults).toEqual([]);
  },
);

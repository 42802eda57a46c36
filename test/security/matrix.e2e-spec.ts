import { scopeOf, type Action } from '@rebond/identity';
import { RouteTable, type Route } from '@rebond/platform';

import { French, PSEUDO, readOf, textsOf } from '../portal/pseudo-language.js';
import { ask as demand, type Seen } from './ask.js';
import { SAMPLES, type Objects, type Parameter, type Sample } from './samples.js';
import { makeWorld, type Asker, type World } from './world.js';

/** Parameters that lie within a case: they are owned, and what is not seen must look absent. */
const OWNED: ReadonlySet<string> = new Set<Parameter>([
  ...(['case', 'document', 'completion', 'committee', 'axis', 'action', 'interview', 'project'] as const),
  ...([
    'pending',
    'pendingInterviews',
    'comment',
    'approval',
    'messageFile',
    'teamSeat',
    'note',
    'review',
    'opinion',
    'appeal',
    'appealFile',
    'postalNotice',
    'view',
    'batch',
  ] as const),
]);
/** Own objects must not be refused so: the seat may do this to them, whatever else is wrong with the demand. */
const REFUSALS: ReadonlySet<number> = new Set([401, 403, 404, 405, 415, 428]);

let world: World;
let routes: readonly Route[];

beforeAll(async () => {
  world = await makeWorld();
  routes = world.journey.server.app.get(RouteTable).routes();
});
afterAll(() => world.journey.end());

const short = ({ status, whole }: Seen): string => {
  const code = /\\"code\\":\\"([\w-]+)/.exec(whole)?.[1];
  const alert = /fr-alert__title\\">(.*?)</.exec(whole)?.[1];
  return `${status} ${code ?? alert ?? whole}`;
};
const nameOf = ({ method, path }: Pick<Route, 'method' | 'path'>): string => `${method} ${path}`;

function found(name: string): { readonly route: Route; readonly sample: Sample } {
  const route = routes.find((one) => nameOf(one) === name);
  const sample = SAMPLES[name];
  if (!route || !sample) throw new Error(`${name}: no route, or no sample in test/security/samples.ts`);
  return { route, sample };
}

/** A page sends who is not signed in to sign in, and back; everything else says 401 or 403. */
function isRefusal({ status, location }: Seen, asker: Asker, route: Route): boolean {
  if (asker.role !== 'anonymous') return status === 403;
  if (route.isPage && route.method === 'GET')
    return status === 303 && (location ?? '').startsWith('/connexion?retour=');
  // What a form of a page sent is kept until its author has signed in; files are not.
  const isKept = status === 303 && /^\/connexion(\?retour=\/reprise)?$/.test(location ?? '');
  // There is a limit to what one address has kept.
  return status === 401 || (route.isPage && (isKept || status === 429));
}

/** What is wrong with the answers that this seat gets of this route, in words. */
async function faultsOf(asker: Asker, { route, sample }: ReturnType<typeof found>): Promise<string[]> {
  const params = Object.values(sample.params ?? {});
  const isOwned = params.some((one) => OWNED.has(one));
  const ask = (objects: Objects): Promise<Seen> => demand({ world, asker, route, sample, objects });
  const own = await ask(asker.own);
  if (sample.isAbsentHere) return own.status === 404 ? [] : [`${asker.role}: ${short(own)}`];
  if (scopeOf(asker.role, route.action as Action) === null) {
    const [foreign, absent] = isOwned ? [await ask(asker.foreign), await ask(world.absent)] : [own, own];
    const others = [own, foreign, absent].filter((one) => !isRefusal(one, asker, route));
    return [
      ...others.map((one) => `${asker.role}: ${short(one)} instead of a refusal`),
      ...(own.whole === absent.whole && foreign.whole === absent.whole ? [] : [`${asker.role}: refusals differ`]),
    ];
  }
  const isMissing = sample.hasNone === true && own.status === 404;
  const isWrong = (REFUSALS.has(own.status) && !isMissing) || own.status >= 500;
  const faults = isWrong ? [`own: ${short(own)}`] : [];
  if (isOwned) {
    const [foreign, absent] = [await ask(asker.foreign), await ask(world.absent)];
    if (!sample.isConstant && absent.status !== 404) faults.push(`absent: ${short(absent)}`);
    if (foreign.whole !== absent.whole) faults.push(`foreign: ${short(foreign)}, absent: ${short(absent)}`);
  }
  if (params.filter((one) => OWNED.has(one)).length > 1) {
    // The seat's own case, with what lies within another.
    const within = (params.find((one) => one !== 'case' && OWNED.has(one)) ?? 'case') as Parameter;
    const crossed = await ask({ ...asker.own, [within]: asker.foreign[within] });
    const nothing = await ask({ ...asker.own, [within]: world.absent[within] });
    if (crossed.whole !== nothing.whole || nothing.status < 400)
      faults.push(`crossed: ${short(crossed)}, nothing: ${short(nothing)}`);
  }
  return faults.map((fault) => `${asker.role}: ${fault}`);
}

it('every route has a sample, and every sample a route', () => {
  expect(routes.map(nameOf).toSorted()).toEqual(Object.keys(SAMPLES).toSorted());
});

describe.each(Object.keys(SAMPLES))('%s', (name) => {
  it('what each role may do to its own object, and what it is told of others', async () => {
    const one = found(name);
    const faults = await Promise.all(world.askers.map((asker) => faultsOf(asker, one)));
    expect(faults.flat()).toEqual([]);
  });
});

describe('every page', () => {
  const pages = (method: 'GET' | 'POST') => routes.filter((route) => route.isPage && route.method === method);
  const allowed = (route: Route): Asker[] =>
    world.askers.filter(({ role }) => role !== 'anonymous' && scopeOf(role, route.action as Action) !== null);

  it('that changes something refuses what another site has a browser send, and a form without its token', async () => {
    const forms = routes.filter((route) => route.isPage && !['GET', 'HEAD'].includes(route.method));
    const taken: string[] = [];
    for (const route of forms) {
      const { sample } = found(nameOf(route));
      const [asker] = allowed(route);
      if (!asker) continue;
      const common = { world, asker, route, sample, objects: asker.own, withoutToken: true as const };
      const elsewhere = { 'sec-fetch-site': 'cross-site', origin: 'https://ailleurs.example' };
      if ((await demand({ ...common, from: elsewhere })).status !== 403)
        taken.push(`${nameOf(route)} from another site`);
      // A page that has aged is not acted upon: what it sent is kept, as long as there are not too many, or shown back.
      const aged = await demand(common);
      const isKept = aged.location === '/reprise' || [403, 429].includes(aged.status);
      if (!sample.files && !isKept) taken.push(`${nameOf(route)} without its token: ${short(aged)}`);
    }
    expect(taken).toEqual([]);
  });

  it('runs no inline script or style, is framed nowhere, and tells no other site where it was', async () => {
    const faults: string[] = [];
    for (const route of pages('GET')) {
      const { sample } = found(nameOf(route));
      const asker = allowed(route)[0] ?? world.askers.find(({ role }) => role === 'anonymous');
      if (!asker) continue;
      const { status, headers, whole } = await demand({ world, asker, route, sample, objects: asker.own });
      if (status !== 200) continue;
      const policy = headers.get('content-security-policy') ?? '';
      if (!policy.includes("default-src 'none'") || policy.includes('unsafe'))
        faults.push(`${nameOf(route)}: ${policy}`);
      if (!policy.includes("frame-ancestors 'none'")) faults.push(`${nameOf(route)}: may be framed`);
      if (headers.get('x-content-type-options') !== 'nosniff') faults.push(`${nameOf(route)}: may be sniffed`);
      if (headers.get('referrer-policy') !== 'same-origin')
        faults.push(`${nameOf(route)}: ${headers.get('referrer-policy')}`);
      const inline = /<script(?![^>]*\bsrc=)(?![^>]*application\/json)[^>]*>|<style\b|\sstyle=|\son[a-z]+=\\"/.exec(
        whole,
      );
      if (inline) faults.push(`${nameOf(route)}: ${inline[0]}`);
    }
    expect(faults).toEqual([]);
  });
});

describe('in a language that is made of brackets', () => {
  /** The API's own document, which is French, and what is no text. */
  const LEFT_OUT: ReadonlySet<string> = new Set(['GET /api/openapi.json']);
  /** Pages differ by their reader; what the API says hardly does. */
  const readersOf = (route: Route): readonly Asker[] =>
    world.askers
      .filter(({ role }) => scopeOf(role, route.action as Action) !== null)
      .slice(0, route.isPage && route.method === 'GET' ? 2 : 1);

  function wordsOf({ headers, body }: Seen): readonly string[] {
    const type = headers.get('content-type') ?? '';
    if (type.startsWith('text/html')) return readOf(body);
    return body !== '' && type.includes('json') ? textsOf(JSON.parse(body)) : [];
  }

  /** As its sample asks it, and with an input that is refused. */
  async function answersOf(route: Route, asker: Asker): Promise<readonly Seen[]> {
    const { sample } = found(nameOf(route));
    const common = { world, asker, route, objects: asker.own, language: PSEUDO };
    const takesInput = !['GET', 'HEAD'].includes(route.method) && !sample.csv && !sample.endsSession;
    return [
      await demand({ ...common, sample }),
      ...(takesInput ? [await demand({ ...common, sample: { ...sample, body: { unknown: '1' } } })] : []),
    ];
  }

  it('every page and every sentence is in brackets: nothing that people read is outside of the messages', async () => {
    const french = French.teach();
    const faults = new Map<string, string>();
    let inBrackets = 0;
    for (const route of routes.filter((one) => !LEFT_OUT.has(nameOf(one))))
      for (const asker of readersOf(route))
        for (const seen of await answersOf(route, asker)) {
          inBrackets += seen.body.includes('⟦') ? 1 : 0;
          const told = wordsOf(seen).flatMap((text) => french.in(text));
          for (const text of told) faults.set(text, `${asker.role}, ${nameOf(route)}: ${seen.status}`);
        }
    expect(Object.fromEntries(faults)).toEqual({});
    expect(inBrackets).toBeGreaterThan(routes.length / 2);
  }, 120_000);

  it('what the State writes stays French: nothing in brackets was stored, and documents have the same bytes', async () => {
    const { judge } = world.journey;
    const { rows } = await judge.query<{ schema: string; name: string; text: string }>(
      `select c.table_schema as schema, c.table_name as name,
              string_agg(format('%I::text', c.column_name), ', ' order by c.ordinal_position) as text
         from information_schema.columns c
         join information_schema.tables t using (table_schema, table_name)
        where t.table_type = 'BASE TABLE' and c.data_type in ('text', 'jsonb', 'json', 'ARRAY')
          and c.table_schema not in ('pg_catalog', 'information_schema') group by 1, 2`,
    );
    const stored = rows.map(({ schema, name, text }) => {
      const table = `"${schema}"."${name}"`;
      return `select '${schema}.${name}' as found where exists (select from ${table} where concat(${text}) like '%⟦%')`;
    });
    const { rows: kept } = await judge.query<{ found: string }>(stored.join(' union all '));
    // What a batch told who ran it, and answers kept for who asks again: in the language that they were asked in.
    const isTheirs = ({ found: table }: { found: string }) =>
      /^(candidacies\.batch|platform\.idempotency)$/.test(table);
    expect(kept.filter((one) => !isTheirs(one))).toEqual([]);
    expect(kept.some(isTheirs)).toBe(true);
    const documents = routes.filter(({ path, method }) => method === 'GET' && path.endsWith('.pdf'));
    const read = async (route: Route, language: string): Promise<string> => {
      const [asker] = readersOf(route);
      if (!asker) throw new Error(`${route.path}: nobody may read it`);
      const { sample } = found(nameOf(route));
      return (await demand({ world, asker, route, sample, objects: asker.own, language })).body;
    };
    for (const route of documents) expect(await read(route, PSEUDO)).toBe(await read(route, 'fr'));
    expect(documents.length).toBeGreaterThan(2);
  });

  it('says which language it is in, and that others ask for others', async () => {
    const asked = (language: string) =>
      fetch(new URL('/releves', world.journey.server.url), { headers: { 'accept-language': language } });
    const [other, french] = [await asked(`${PSEUDO},fr;q=0.5`), await asked('fr')];
    expect([other, french].map(({ headers }) => headers.get('content-language'))).toEqual([PSEUDO, 'fr']);
    for (const { headers } of [other, french]) expect(headers.get('vary')).toContain('accept-language');
    expect(await other.text()).toContain(`<html lang="${PSEUDO}"`);
    expect(await french.text()).toContain('<html lang="fr"');
  });
});

import { randomUUID } from 'node:crypto';
import { Controller, Get, Module } from '@nestjs/common';
import { Act } from '@rebond/identity';
import { asset, PAGE_POLICY, PageRoute } from '@rebond/ui';

import { openSession } from '../support/browser-session.js';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { seatOf, type TestSeat } from '../support/seats.js';
import { startServer, type TestServer } from '../support/server.js';

const NOTHING = "default-src 'none'; frame-ancestors 'none'";
/** What every answer carries, whoever asks and whatever becomes of it. */
const ALWAYS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': expect.stringContaining('geolocation=()'),
};
const NEVER = ['server', 'x-powered-by', 'access-control-allow-origin'];

@Controller('boom')
class Broken {
  @Get('page')
  @Act('portal.read')
  @PageRoute()
  page(): never {
    throw new Error('broken');
  }

  @Get('program')
  @Act('portal.read')
  program(): never {
    throw new Error('broken');
  }
}
@Module({ controllers: [Broken] })
class Beside {}

let database: TestDatabase;
let server: TestServer;
let seat: TestSeat;
let cookie: string;

beforeAll(async () => {
  database = await testDatabase();
  server = await startServer({
    database,
    modules: [Beside],
    variables: { NODE_ENV: 'production', BEHIND_PROXY: 'true' },
  });
  seat = await seatOf(database, { role: 'programme_director' });
  ({ cookie } = await openSession(server, seat));
});
afterAll(async () => {
  await server.stop();
  await database.drop();
});

interface Kind {
  readonly status: number;
  readonly csp: string;
  readonly cache: string;
  readonly method?: string;
  readonly as?: 'person' | 'seat' | 'program';
  readonly body?: string;
  readonly type?: string;
  /** Nobody is told to come encrypted. */
  readonly isPlain?: true;
}

const page = (status: number, cache: string, more: Partial<Kind> = {}): Kind => ({
  status,
  csp: PAGE_POLICY,
  cache,
  as: 'person',
  ...more,
});
const program = (status: number, more: Partial<Kind> = {}): Kind => ({
  status,
  csp: NOTHING,
  cache: 'no-store',
  as: 'program',
  ...more,
});

const KINDS: readonly (readonly [name: string, path: () => string, kind: Kind])[] = [
  ['a public page', () => '/', page(200, 'public, max-age=30')],
  ['a public page of who is signed in', () => '/releves', page(200, 'private, no-store', { as: 'seat' })],
  ['a page of who is signed in', () => '/compte', page(200, 'no-store', { as: 'seat' })],
  ['a page to sign in', () => '/connexion', page(200, 'no-store')],
  ['a form shown again', () => '/connexion', page(422, 'no-store', { method: 'POST', body: 'email=x' })],
  ['a page that is not there', () => '/nulle-part', page(404, 'no-store')],
  [
    'a page that one may not see',
    () => `/candidatures/${randomUUID()}/approbation`,
    page(403, 'no-store', { as: 'seat' }),
  ],
  [
    'a form of another site',
    () => '/deconnexion',
    page(403, 'no-store', { method: 'POST', body: '', type: 'foreign' }),
  ],
  ['a page that failed', () => '/boom/page', page(500, 'no-store')],
  ['a redirection to sign in', () => '/compte', page(303, 'no-store', { csp: NOTHING })],
  ['a redirection to the first page', () => '/', page(303, 'private, no-store', { as: 'seat', csp: NOTHING })],
  ['an asset', () => asset('theme.css'), program(200, { cache: 'public, max-age=31536000, immutable' })],
  ['an asset that is not there', () => '/assets/000000000000/x.css', program(404)],
  ['an answer of the API', () => '/api/me', program(200)],
  ['the API’s document', () => '/api/openapi.json', program(200, { cache: 'no-cache' })],
  ['a refusal of the API', () => '/api/candidacies', program(401)],
  ['an address that the API has not', () => '/api/nothing', program(404)],
  ['a method that is not foreseen', () => '/api/me', program(405, { method: 'DELETE' })],
  [
    'a body that is no JSON',
    () => '/api/candidacies',
    program(400, { method: 'POST', body: '{', type: 'application/json' }),
  ],
  ['a failure of the API', () => '/boom/program', program(500)],
  ['a health answer', () => '/health/live', program(200)],
  // It is refused before anything is known of the proxy in front.
  ['an address that nobody can read', () => '/%ff', program(400, { isPlain: true })],
];

function ask(path: string, { method = 'GET', as, body, type = 'application/x-www-form-urlencoded' }: Kind) {
  const isForeign = type === 'foreign';
  return fetch(new URL(path, server.url), {
    method,
    redirect: 'manual',
    body: body ?? null,
    headers: {
      accept: as === 'program' ? '*/*' : 'text/html',
      'x-forwarded-proto': 'https',
      'sec-fetch-site': isForeign ? 'cross-site' : 'same-origin',
      ...(as === 'seat' ? { cookie: cookie.replace('rebond=', '__Host-rebond=') } : {}),
      ...(body === undefined ? {} : { 'content-type': isForeign ? 'application/x-www-form-urlencoded' : type }),
    },
  });
}

describe.each(KINDS)('%s', (_, path, kind) => {
  it('carries the headers that protect its reader', async () => {
    const answer = await ask(path(), kind);
    await answer.text();
    const headers = Object.fromEntries(answer.headers);
    expect(answer.status).toBe(kind.status);
    expect(headers).toMatchObject({
      ...ALWAYS,
      'content-security-policy': kind.csp,
      'cache-control': kind.cache,
      ...(kind.isPlain ? {} : { 'strict-transport-security': expect.stringMatching(/^max-age=\d{8}/) }),
    });
    expect(NEVER.filter((name) => name in headers)).toEqual([]);
  });
});

it.each([PAGE_POLICY, NOTHING])('the policy « %s » runs nothing inline and is framed by nobody', (policy) => {
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toContain('unsafe');
});

it('nobody is told to come encrypted over a connection that is not', async () => {
  const answer = await fetch(new URL('/', server.url));
  expect(answer.headers.get('strict-transport-security')).toBeNull();
});

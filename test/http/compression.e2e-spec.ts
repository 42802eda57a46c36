import { brotliDecompressSync, gunzipSync } from 'node:zlib';

import { openSession } from '../support/browser-session.js';
import { CaseJourney } from '../support/case-journey.js';

let journey: CaseJourney;
let cookie: string;

beforeAll(async () => {
  journey = await CaseJourney.begin();
  const { seat } = await journey.seat({ role: 'programme_director' });
  ({ cookie } = await openSession(journey.server, seat));
});
afterAll(() => journey.end());

/** The bytes as they go over the wire. */
async function ask(url: string, headers: Readonly<Record<string, string>>) {
  const fastify = journey.server.app.getHttpAdapter().getInstance();
  const {
    rawPayload,
    headers: answered,
    statusCode,
  } = await fastify.inject({ url, headers: { accept: 'text/html', ...headers } });
  return { bytes: rawPayload, headers: answered, status: statusCode };
}

const BROWSER = { 'accept-encoding': 'gzip, deflate, br' };
const OUR_PAGE = { ...BROWSER, 'sec-fetch-site': 'same-origin' };

describe('an answer is compressed', () => {
  it.each([
    ['a public page', '/', BROWSER],
    ['a public page that another site links to', '/', { ...BROWSER, 'sec-fetch-site': 'cross-site' }],
    ['an answer of the API', '/api/openapi.json', BROWSER],
  ])('when it is %s', async (_, url, headers) => {
    const plain = await ask(url, {});
    const { bytes, headers: answered } = await ask(url, headers);
    expect(answered['content-encoding']).toBe('br');
    expect(answered['vary']).toContain('accept-encoding');
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(plain.headers['vary']).toContain('accept-encoding');
    expect(bytes.length).toBeLessThan(plain.bytes.length / 2);
    expect(brotliDecompressSync(bytes).toString()).toContain(plain.bytes.toString().slice(0, 200));
  });

  it('when one of our pages leads a signed-in reader there, or the reader’s own hand', async () => {
    for (const site of ['same-origin', 'none']) {
      const { bytes, headers } = await ask('/compte', { ...BROWSER, cookie, 'sec-fetch-site': site });
      expect(headers['content-encoding']).toBe('br');
      expect(brotliDecompressSync(bytes).toString()).toContain('Mon compte');
    }
  });

  it('in what the reader accepts', async () => {
    const { bytes, headers } = await ask('/compte', {
      cookie,
      'sec-fetch-site': 'same-origin',
      'accept-encoding': 'gzip',
    });
    expect(headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(bytes).toString()).toContain('Mon compte');
  });
});

describe('an answer goes as it is', () => {
  it.each([
    ['another site leads a signed-in reader there', { ...BROWSER, 'sec-fetch-site': 'cross-site' }],
    ['a sister site does', { ...BROWSER, 'sec-fetch-site': 'same-site' }],
    ['the browser does not say who asks', BROWSER],
    ['the reader accepts nothing else', { 'sec-fetch-site': 'same-origin' }],
  ])('when %s', async (_, headers) => {
    const { headers: answered, bytes } = await ask('/compte', { ...headers, cookie });
    expect(answered['content-encoding']).toBeUndefined();
    expect(bytes.toString()).toContain('Mon compte');
  });

  it('when it is short, or carries a validator of its own bytes', async () => {
    expect((await ask('/health/live', OUR_PAGE)).headers['content-encoding']).toBeUndefined();
  });
});

it('no two pages of a session hold the same token', async () => {
  const tokens = async (): Promise<string[]> => {
    const { bytes } = await ask('/compte', { cookie, 'sec-fetch-site': 'same-origin' });
    return [...bytes.toString().matchAll(/name="_?csrf" (?:value|content)="([^"]+)"/g)].map(([, token]) => token ?? '');
  };
  const [first, second] = [await tokens(), await tokens()];
  expect(new Set(first).size).toBe(1);
  expect(first.filter((token) => second.includes(token))).toEqual([]);
});

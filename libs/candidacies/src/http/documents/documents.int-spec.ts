import { createHash } from 'node:crypto';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { Client } from 'pg';
import * as tus from 'tus-js-client';
import type { Siren } from '@rebond/kernel';
import { CLOCK, Files, SYSTEM, Transactions } from '@rebond/platform';
import { api, type Api } from '../../../../../test/support/api.js';
import { HeldClock } from '../../../../../test/support/clock.js';
import { executable, pdf, png, xlsx } from '../../../../../test/support/contents.js';
import type { TestDatabase } from '../../../../../test/support/database.js';
import { mappedDatabase } from '../../../../../test/support/mapped-database.js';
import { seatOf } from '../../../../../test/support/seats.js';
import { startServer, type TestServer } from '../../../../../test/support/server.js';
import { sweepFiles } from '../../application/documents/sweep-files.js';

const ALES = '200066918' as Siren;
const CAMBRAI = '200068500' as Siren;
const MEGABYTE = 1_000_000;
const TUS = { 'tus-resumable': '1.0.0' };
const BYTES = { ...TUS, 'content-type': 'application/offset+octet-stream' };
const clock = new HeldClock('2023-01-10T09:00+01:00[Europe/Paris]');

let database: TestDatabase;
let server: TestServer;
let folder: string;
let judge: Client;
let territory: Api;
let token: string;
let neighbour: string;
let auditor: string;
let office: Api;
let waveId: string;
let candidacy: string;

const definition = readFileSync(join(__dirname, '../../../../../calls/rebond-industriel.yaml'), 'utf8').replace(
  /(key: contextStudy[\s\S]*?maxSizeMegabytes: )50/,
  '$1250',
);

const metadataOf = (pairs: Readonly<Record<string, string>>): string =>
  Object.entries(pairs)
    .map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`)
    .join(',');

interface Sent {
  readonly field?: string;
  readonly filename?: string;
  readonly metadata?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly as?: string;
  readonly to?: string;
}

/** Asks the server and reads its answer, parsed when it is JSON. */
async function ask(method: string, path: string, headers: Record<string, string>, body?: Buffer, as = token) {
  const response = await fetch(new URL(path, server.url), {
    method,
    headers: { authorization: `Bearer ${as}`, ...headers },
    ...(body ? { body: new Uint8Array(body) } : {}),
  });
  const text = await response.text();
  const type = response.headers.get('content-type') ?? '';
  return {
    status: response.status,
    headers: response.headers,
    type,
    body: text !== '' && type.includes('json') ? JSON.parse(text) : text,
  };
}

const announce = ({ field = 'commitmentLetter', filename = 'Lettre.pdf', ...sent }: Sent = {}, body?: Buffer) =>
  ask(
    'POST',
    `/api/candidacies/${sent.to ?? candidacy}/documents`,
    {
      ...(body ? BYTES : TUS),
      'upload-metadata': metadataOf(sent.metadata ?? { field, filename }),
      ...sent.headers,
    },
    body,
    sent.as,
  );

/** Announces and sends in one request. */
const upload = (content: Buffer, sent: Sent = {}) =>
  announce({ ...sent, headers: { 'upload-length': String(content.length), ...sent.headers } }, content);

const append = (path: string, offset: number, body: Buffer, headers: Readonly<Record<string, string>> = {}) =>
  ask('PATCH', path, { ...BYTES, 'upload-offset': String(offset), ...headers }, body);

const uploadsUnderWay = (): string[] => {
  const uploads = join(folder, 'uploads', candidacy);
  return existsSync(uploads) ? readdirSync(uploads) : [];
};
const sha256 = (content: Buffer): string => createHash('sha256').update(content).digest('hex');
const storedAt = (content: Buffer): string =>
  join(folder, 'sha256', sha256(content).slice(0, 2), sha256(content).slice(2));
const rows = async (sql: string, values: unknown[] = []): Promise<unknown[]> =>
  (await judge.query<Record<string, unknown>>(sql, values)).rows;

beforeAll(async () => {
  database = await mappedDatabase();
  folder = mkdtempSync(join(tmpdir(), 'rebond-documents-'));
  server = await startServer({ database, clock, variables: { FILES_DIR: folder } });
  judge = new Client({ connectionString: database.superuserUrl });
  await judge.connect();
  office = api(server.url, (await seatOf(database, { role: 'programme_director' })).token);
  token = (await seatOf(database, { role: 'epci_lead', organisation: { siren: ALES } })).token;
  neighbour = (await seatOf(database, { role: 'epci_lead', organisation: { siren: CAMBRAI } })).token;
  auditor = (await seatOf(database, { role: 'auditor' })).token;
  territory = api(server.url, token);
  await office.post('/api/calls', { source: definition });
  const wave = await office.post('/api/waves', {
    call: 'rebond-industriel',
    opensAt: '2022-10-01T12:00:00+02:00',
    cutoffAt: '2023-02-01T12:00:00+01:00',
  });
  waveId = wave.body.id;
  candidacy = (await territory.post('/api/candidacies', { waveId, lead: ALES })).body.id;
});

afterAll(async () => {
  await judge.end();
  await server.stop();
  await database.drop();
  rmSync(folder, { recursive: true });
});

describe('a document is sent', () => {
  it('in one request, then listed and downloaded as it was', async () => {
    const content = pdf(5000);
    const sent = await upload(content, { filename: 'Lettre d’engagement (été).pdf' });
    expect(sent.status).toBe(201);
    const id = sent.headers.get('rebond-document');
    expect(sent.headers.get('location')).toBe(`/api/candidacies/${candidacy}/documents/${id}`);
    const listed = await territory.get(`/api/candidacies/${candidacy}/documents`);
    expect(listed.body.items).toContainEqual({
      id,
      filename: 'Lettre d’engagement (été).pdf',
      mediaType: 'application/pdf',
      sizeBytes: 5000,
      sha256: sha256(content),
      uploadedAt: '2023-01-10T08:00:00Z',
    });
    const got = await fetch(`${server.url}/api/candidacies/${candidacy}/documents/${id}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(Buffer.from(await got.arrayBuffer()).equals(content)).toBe(true);
    expect(Object.fromEntries(got.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-length': '5000',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
      etag: `"${sha256(content)}"`,
      'content-disposition': expect.stringMatching(/^attachment; .*filename\*=UTF-8''Lettre%20d%E2%80%99engagement/),
    });
    expect(uploadsUnderWay()).toEqual([]);
  });

  it('in pieces, each going on where the last one stopped', async () => {
    const content = pdf(9000);
    const { status, headers } = await announce({ headers: { 'upload-length': '9000' } });
    expect(status).toBe(201);
    expect(headers.get('rebond-document')).toBeNull();
    const path = headers.get('location')!;
    expect((await append(path, 0, content.subarray(0, 4000))).headers.get('upload-offset')).toBe('4000');
    expect(await append(path, 0, content)).toMatchObject({
      status: 409,
      type: 'application/problem+json; charset=utf-8',
      body: { code: 'upload-offset' },
    });
    const half = await ask('HEAD', path, TUS);
    expect([half.status, half.headers.get('upload-offset'), half.headers.get('upload-length')]).toEqual([
      200,
      '4000',
      '9000',
    ]);
    const last = await append(path, 4000, content.subarray(4000));
    expect([last.status, last.headers.get('rebond-document')]).toEqual([204, path.split('/').at(-1)]);
    expect(readFileSync(storedAt(content)).equals(content)).toBe(true);
  });

  it('and asked about again gives the same document, once', async () => {
    const content = pdf(700);
    const id = (await upload(content)).headers.get('rebond-document');
    const path = `/api/candidacies/${candidacy}/documents/${id}`;
    expect((await ask('HEAD', path, TUS)).headers.get('rebond-document')).toBe(id);
    expect((await append(path, 700, Buffer.alloc(0))).headers.get('rebond-document')).toBe(id);
    expect(await append(path, 0, content)).toMatchObject({ status: 409, body: { code: 'upload-finished' } });
    expect(await ask('DELETE', path, TUS)).toMatchObject({ status: 409, body: { code: 'upload-finished' } });
    expect(await rows('select 1 from candidacies.document where id = $1', [id])).toHaveLength(1);
    const entries = await rows(
      `select e.audience, e.canonical::jsonb -> 'facts' as facts, p.payload from platform.audit_entry e
         join platform.audit_payload p using (stream, seq)
        where e.action = 'document.added' and e.canonical::jsonb -> 'facts' ->> 'document' = $1`,
      [id],
    );
    expect(entries).toEqual([
      {
        audience: 'territory',
        facts: expect.objectContaining({ sha256: sha256(content), sizeBytes: 700, mediaType: 'application/pdf' }),
        payload: { filename: 'Lettre.pdf' },
      },
    ]);
  });

  it('twice with one content is stored once', async () => {
    const content = png();
    const sent = await Promise.all(
      ['a.png', 'b.png'].map((filename) => upload(content, { field: 'companyLetters', filename })),
    );
    const ids = sent.map((one) => one.headers.get('rebond-document'));
    expect(new Set(ids).size).toBe(2);
    expect(existsSync(storedAt(content))).toBe(true);
  });

  it('and the deposit’s list of what is missing follows the answers that name it', async () => {
    const missing = async (): Promise<string[]> => {
      const refused = await territory.post(`/api/candidacies/${candidacy}/deposit`, {}, { ifMatch: 1 });
      return (refused.body.errors as { pointer: string }[]).map((fault) => fault.pointer);
    };
    const budget = await upload(xlsx(), { field: 'budget', filename: 'Budget.xlsx' });
    const deliberation = await upload(pdf(), {
      metadata: { field: 'deliberation', filename: 'Délibération.pdf', siren: ALES },
    });
    expect(await missing()).toContain('/answers/budget');
    const saved = await territory.patch(`/api/candidacies/${candidacy}/answers`, {
      fields: {
        budget: { value: [budget.headers.get('rebond-document')], seen: 0 },
        deliberation: { value: { [ALES]: [deliberation.headers.get('rebond-document')] }, seen: 0 },
      },
    });
    expect(saved.status).toBe(200);
    expect(await missing()).not.toContain('/answers/budget');
    const wrong = await territory.patch(`/api/candidacies/${candidacy}/answers`, {
      fields: { commitmentLetter: { value: [budget.headers.get('rebond-document')], seen: 0 } },
    });
    expect(wrong.status).toBe(200);
    expect(await missing()).toContain('/answers/commitmentLetter');
  });

  it('can be given up before its end', async () => {
    const path = (await announce({ headers: { 'upload-length': '9000' } })).headers.get('location')!;
    expect((await ask('DELETE', path, TUS)).status).toBe(204);
    expect((await ask('HEAD', path, TUS)).status).toBe(404);
    expect(uploadsUnderWay()).toEqual([]);
  });
});

describe('what is refused, with its reason, and leaves nothing behind', () => {
  afterEach(() => expect(uploadsUnderWay()).toEqual([]));

  it.each([
    [
      'content that is not its extension',
      png(),
      { field: 'companyLetters', filename: 'a.pdf' },
      415,
      'extension-mismatch',
    ],
    ['content that the field does not accept', png(), { filename: 'a.png' }, 415, 'media-type-refused'],
    ['a program called a letter', executable(), { filename: 'Lettre.pdf' }, 415, 'media-type-refused'],
    ['content that nothing recognises', Buffer.from('Bonjour'), {}, 415, 'media-type-refused'],
    ['an empty file', Buffer.alloc(0), {}, 422, 'empty-file'],
    ['a field that the form has not', pdf(), { field: 'nope' }, 422, 'unknown-field'],
    ['a field that takes no file', pdf(), { field: 'leadSiret' }, 422, 'not-a-file-field'],
    [
      'an EPCI out of the perimeter',
      pdf(),
      { metadata: { field: 'deliberation', filename: 'd.pdf', siren: CAMBRAI } },
      422,
      'unknown-siren',
    ],
    ['an upload without a name', pdf(), { metadata: { field: 'budget' } }, 422, 'invalid-input'],
    ['unreadable metadata', pdf(), { headers: { 'upload-metadata': 'field b@d' } }, 400, 'upload-metadata'],
    ['another version of the protocol', pdf(), { headers: { 'tus-resumable': '0.2.2' } }, 412, 'tus-version'],
    ['an upload without its length', pdf(), { headers: { 'upload-length': '' } }, 400, 'upload-header'],
    ['a case that does not exist', pdf(), { to: '0190a0a0-0000-7000-8000-000000000000' }, 404, 'absent'],
  ] as [string, Buffer, Sent, number, string][])('%s', async (_, content, sent, status, code) => {
    expect(await upload(content, sent)).toMatchObject({
      status,
      type: 'application/problem+json; charset=utf-8',
      body: { code, detail: expect.stringMatching(/^[A-ZÉ«].*[.)]$/) },
    });
  });

  it('a file announced over the limit', async () => {
    const answer = await announce({ headers: { 'upload-length': String(10 * MEGABYTE + 1) } });
    expect(answer).toMatchObject({ status: 413, body: { code: 'file-too-large', maxBytes: 10 * MEGABYTE } });
  });

  it('a file of unknown length over the limit, cut off in mid-stream', async () => {
    const path = (await announce({ headers: { 'upload-defer-length': '1' } })).headers.get('location')!;
    const answer = await stream(path, 12 * MEGABYTE);
    expect(answer).toMatchObject({ status: 413, body: { code: 'file-too-large' } });
    expect((await ask('HEAD', path, TUS)).status).toBe(404);
  });

  it('an empty file of unknown length', async () => {
    const path = (await announce({ headers: { 'upload-defer-length': '1' } })).headers.get('location')!;
    const answer = await append(path, 0, Buffer.alloc(0), { 'upload-length': '0' });
    expect(answer).toMatchObject({ status: 422, body: { code: 'empty-file' } });
  });

  it('anyone but the territory', async () => {
    expect(await upload(pdf(), { as: neighbour })).toMatchObject({ status: 404, body: { code: 'absent' } });
    expect(await upload(pdf(), { as: auditor })).toMatchObject({ status: 403, body: { code: 'not-allowed' } });
    const path = (await announce({ headers: { 'upload-length': '9000' } })).headers.get('location')!;
    expect((await ask('HEAD', path, TUS, undefined, neighbour)).status).toBe(404);
    expect((await ask('DELETE', path, TUS)).status).toBe(204);
  });

  it('a case that has ended', async () => {
    const ended = (await territory.post('/api/candidacies', { waveId, lead: ALES })).body.id;
    await rows(`update candidacies.candidacy set state = 'withdrawn' where id = $1`, [ended]);
    expect(await upload(pdf(), { to: ended })).toMatchObject({ status: 422, body: { code: 'case-ended' } });
  });
});

/** Sends a PATCH in chunks without saying how long it is; keeps the connection until the answer. */
function stream(path: string, bytes: number, cutAt = Infinity): Promise<{ status: number; body: unknown }> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(new URL(path, server.url), {
      method: 'PATCH',
      headers: { authorization: `Bearer ${token}`, ...BYTES, 'upload-offset': '0' },
    });
    request.on('response', (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: text && JSON.parse(text) }));
    });
    request.on('error', reject);
    const content = pdf(bytes);
    void (async () => {
      for (let at = 0; at < bytes; at += 65_536) {
        if (at >= cutAt) return request.destroy();
        if (!request.write(content.subarray(at, at + 65_536))) await once(request, 'drain');
      }
      return request.end();
    })();
  });
}

describe('a cut connection loses nothing', () => {
  it('an upload goes on from what had arrived', async () => {
    const content = pdf(8 * MEGABYTE);
    const path = (await announce({ headers: { 'upload-length': String(content.length) } })).headers.get('location')!;
    await expect(stream(path, content.length, 5 * MEGABYTE)).rejects.toThrow();
    const offset = Number((await ask('HEAD', path, TUS)).headers.get('upload-offset'));
    expect(offset).toBeGreaterThan(MEGABYTE);
    expect(offset).toBeLessThan(content.length);
    const last = await append(path, offset, content.subarray(offset));
    expect(last.headers.get('rebond-document')).not.toBeNull();
    expect(readFileSync(storedAt(content)).equals(content)).toBe(true);
  });

  it('a common client of the protocol sends in pieces and resumes by itself', async () => {
    const content = pdf(3 * MEGABYTE + 17);
    const options = {
      endpoint: `${server.url}/api/candidacies/${candidacy}/documents`,
      headers: { authorization: `Bearer ${token}` },
      metadata: { field: 'commitmentLetter', filename: 'Lettre.pdf', filetype: 'application/pdf' },
      chunkSize: MEGABYTE,
    };
    const begun = await new Promise<string>((resolve, reject) => {
      const first = new tus.Upload(content, {
        ...options,
        onError: reject,
        onChunkComplete: () => void first.abort().then(() => resolve(first.url ?? '')),
      });
      first.start();
    });
    const document = await new Promise<string | undefined>((resolve, reject) => {
      const second = new tus.Upload(content, {
        ...options,
        uploadUrl: begun,
        onError: reject,
        onSuccess: ({ lastResponse }) => resolve(lastResponse.getHeader('rebond-document')),
      });
      second.start();
    });
    expect(document).toBe(begun.split('/').at(-1));
    expect(readFileSync(storedAt(content)).equals(content)).toBe(true);
  });

  it('an upload whose last answer never came becomes its document when asked about', async () => {
    const content = pdf(4321);
    const path = (await announce({ headers: { 'upload-length': '4321' } })).headers.get('location')!;
    const id = path.split('/').at(-1)!;
    writeFileSync(join(folder, 'uploads', candidacy, id), content);
    const asked = await Promise.all(Array.from({ length: 8 }, () => ask('HEAD', path, TUS)));
    expect(asked.map((one) => [one.status, one.headers.get('rebond-document')])).toEqual(Array(8).fill([200, id]));
    expect(await rows('select 1 from candidacies.document where id = $1', [id])).toHaveLength(1);
    expect(readFileSync(storedAt(content)).equals(content)).toBe(true);
  });
});

describe('a document is read', () => {
  const idOf = async (content: Buffer): Promise<string> => (await upload(content)).headers.get('rebond-document') ?? '';

  it('by ranges, and not sent again to who has it', async () => {
    const content = pdf(3000);
    const path = `/api/candidacies/${candidacy}/documents/${await idOf(content)}`;
    const part = await ask('GET', path, { range: 'bytes=0-7' });
    expect([part.status, part.headers.get('content-range'), part.body]).toEqual([206, 'bytes 0-7/3000', '%PDF-1.7']);
    expect((await ask('GET', path, { range: 'bytes=9000-' })).status).toBe(416);
    expect((await ask('GET', path, { 'if-none-match': `"${sha256(content)}"` })).status).toBe(304);
  });

  it('of a draft by its territory only', async () => {
    const path = `/api/candidacies/${candidacy}/documents`;
    const one = `${path}/${await idOf(pdf(3100))}`;
    for (const reader of [neighbour, auditor]) {
      expect((await ask('GET', path, {}, undefined, reader)).status).toBe(404);
      expect((await ask('GET', one, {}, undefined, reader)).status).toBe(404);
    }
    expect(await ask('GET', `${path}/nonsense`, {})).toMatchObject({ status: 404, body: { code: 'absent' } });
  });

  it('of a deposited case by the State too, and its journal says so to everyone', async () => {
    const deposited = (await territory.post('/api/candidacies', { waveId, lead: ALES })).body.id;
    await rows(
      `update candidacies.candidacy set state = 'submitted', shared = true, deposited_at = started_at where id = $1`,
      [deposited],
    );
    const id = (await upload(pdf(3300), { to: deposited })).headers.get('rebond-document');
    const read = await ask('GET', `/api/candidacies/${deposited}/documents/${id}`, {}, undefined, auditor);
    expect([read.status, read.headers.get('content-length')]).toEqual([200, '3300']);
    const entries = await rows(
      `select audience from platform.audit_entry where action = 'document.added' and candidacy_id = $1`,
      [deposited],
    );
    expect(entries).toEqual([{ audience: 'everyone' }]);
  });

  it('never when the store does not hold what its row says', async () => {
    const content = pdf(3200);
    const path = `/api/candidacies/${candidacy}/documents/${await idOf(content)}`;
    writeFileSync(storedAt(content), content.subarray(0, 100));
    expect(await ask('GET', path, {})).toMatchObject({ status: 500, body: { code: 'internal' } });
  });
});

describe('the sweep', () => {
  it('removes what no document owns and nobody touched for two days, and nothing else', async () => {
    const [owned, orphan, fresh] = [pdf(6001), pdf(6002), pdf(6003)];
    await upload(owned);
    const path = (await announce({ headers: { 'upload-length': '9000' } })).headers.get('location')!;
    const live = (await announce({ headers: { 'upload-length': '9000' } })).headers.get('location')!;
    const files = server.app.get(Files);
    const transactions = server.app.get(Transactions);
    for (const content of [orphan, fresh]) {
      const source = join(folder, 'source');
      writeFileSync(source, content);
      const staged = await files.stage(source);
      await transactions.run(SYSTEM, (tx) => files.keep(tx, staged));
      rmSync(source);
    }
    const old = clock.now().subtract({ hours: 49 }).epochMilliseconds / 1000;
    const stale = join(folder, 'uploads', candidacy, path.split('/').at(-1)!);
    for (const one of [storedAt(owned), storedAt(orphan), stale]) utimesSync(one, old, old);
    expect(await sweepFiles(transactions, files, server.app.get(CLOCK))).toEqual({ orphans: 1, unfinished: 1 });
    expect([owned, orphan, fresh].map((content) => existsSync(storedAt(content)))).toEqual([true, false, true]);
    expect((await ask('HEAD', path, TUS)).status).toBe(404);
    expect((await ask('DELETE', live, TUS)).status).toBe(204);
  });

  it('never takes the ground from under an upload that begins meanwhile', async () => {
    const [files, transactions] = [server.app.get(Files), server.app.get(Transactions)];
    const uploads = { areOver: false };
    const sweeping = (async () => {
      while (!uploads.areOver) await sweepFiles(transactions, files, server.app.get(CLOCK));
    })();
    const statuses = new Set<number>();
    for (let n = 0; n < 60; n += 1) statuses.add((await upload(pdf(7000 + n))).status);
    uploads.areOver = true;
    await sweeping;
    expect([...statuses]).toEqual([201]);
  });
});

/** Sends 200 MB from a process of its own, made as it goes. */
const BIG_CLIENT = `
  const http = require('node:http');
  const { once } = require('node:events');
  const [url, token, bytes] = process.argv.slice(1);
  const request = http.request(url, { method: 'PATCH', headers: {
    authorization: 'Bearer ' + token, 'tus-resumable': '1.0.0', 'upload-offset': '0', 'upload-length': bytes,
    'content-type': 'application/offset+octet-stream', 'transfer-encoding': 'chunked' } });
  request.on('response', (response) => { console.log(response.statusCode, response.headers['rebond-document'] ?? ''); response.resume(); });
  (async () => {
    const block = Buffer.alloc(65536, 0x20);
    block.write('%PDF-1.7\\n');
    for (let left = Number(bytes); left > 0; left -= block.length)
      if (!request.write(block.subarray(0, left))) await once(request, 'drain');
    request.end();
  })();
`;

it('200 MB pass without being held in memory', async () => {
  const bytes = 200 * MEGABYTE;
  const sent = await announce({
    field: 'contextStudy',
    filename: 'Étude.pdf',
    headers: { 'upload-defer-length': '1' },
  });
  const held = (): number => process.memoryUsage().rss;
  const before = held();
  let most = before;
  const watch = setInterval(() => (most = Math.max(most, held())), 20);
  const client = spawn(process.execPath, [
    '-e',
    BIG_CLIENT,
    new URL(sent.headers.get('location')!, server.url).href,
    token,
    String(bytes),
  ]);
  let said = '';
  client.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  await once(client, 'exit');
  clearInterval(watch);
  expect(said.trim()).toBe(`204 ${sent.headers.get('location')!.split('/').at(-1)}`);
  expect((most - before) / MEGABYTE).toBeLessThan(80);
});

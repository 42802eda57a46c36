import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { asset, PAGE_POLICY } from '@rebond/ui';
import { testDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { startServer, type TestServer } from '../../../../test/support/server.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

describe('what pages load', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer({ database });
  });
  afterAll(() => server.stop());

  it.each([
    ['theme.css', 'text/css; charset=utf-8'],
    ['js/common.js', 'text/javascript; charset=utf-8'],
    ['fonts/public-sans.woff2', 'font/woff2'],
    ['icon.svg', 'image/svg+xml'],
  ])('%s is kept for ever under the print of its content', async (name, type) => {
    const answer = await fetch(server.url + asset(name));
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe(type);
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('is compressed for who reads it so', async () => {
    const { body, headers } = await server.app
      .getHttpAdapter()
      .getInstance()
      .inject({ url: asset('theme.css'), headers: { 'accept-encoding': 'gzip, br' } })
      .then((answer) => ({ body: answer.rawPayload, headers: answer.headers }));
    expect(headers['content-encoding']).toBe('br');
    expect(brotliDecompressSync(body).toString()).toContain('.fr-btn');
  });

  it.each(['/assets/000000000000/theme.css', asset('theme.css').replace('theme.css', '..%2Fsrc%2Findex.ts')])(
    '%s is nothing',
    async (path) => {
      expect((await fetch(server.url + path)).status).toBe(404);
    },
  );

  it('is all there is: nothing inline, nothing from elsewhere, no frame', async () => {
    const answer = await fetch(`${server.url}/accessibilite`);
    expect(answer.headers.get('content-security-policy')).toBe(PAGE_POLICY);
    expect(PAGE_POLICY).not.toContain('unsafe');
    const html = await answer.text();
    expect(html).not.toMatch(/<script(?![^>]* src=)|<style|\sstyle=|\son\w+=/);
    expect(html).not.toMatch(/(src|<link[^>]* href)="https?:/);
  });

  it('has no copy of the State’s design system unless the operator has', async () => {
    expect((await fetch(`${server.url}/assets/dsfr/dsfr.min.css`)).status).toBe(404);
  });

  it('weighs less than 150 kB on a first view', async () => {
    const names = ['theme.css', 'rebond.css', 'js/common.js', 'fonts/public-sans.woff2', 'icon.svg'];
    const instance = server.app.getHttpAdapter().getInstance();
    const sizes = await Promise.all(
      [...names.map(asset), '/accessibilite'].map(async (url) => {
        const answer = await instance.inject({ url, headers: { 'accept-encoding': 'br' } });
        return answer.rawPayload.length;
      }),
    );
    // The largest page beside these is the map's, some 75 kB.
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(75_000);
  });
});

describe('an operator’s own copy of the State’s design system', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rebond-dsfr-'));
  let server: TestServer;
  beforeAll(async () => {
    mkdirSync(join(folder, 'dist/icons'), { recursive: true });
    writeFileSync(join(folder, 'dist/dsfr.min.css'), '.fr-btn{}');
    writeFileSync(join(folder, 'dist/icons/a.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
    writeFileSync(join(folder, 'dist/notes.txt'), 'not for pages');
    writeFileSync(join(folder, 'secret.css'), 'secret');
    symlinkSync(join(folder, 'secret.css'), join(folder, 'dist/link.css'));
    server = await startServer({
      database,
      variables: { SITE_BRANDING: 'etat', DSFR_DIST: join(folder, 'dist') },
    });
  });
  afterAll(async () => {
    await server.stop();
    rmSync(folder, { recursive: true });
  });

  it('is served from its folder', async () => {
    const answer = await fetch(`${server.url}/assets/dsfr/dsfr.min.css`);
    expect([answer.status, await answer.text()]).toEqual([200, '.fr-btn{}']);
    expect((await fetch(`${server.url}/assets/dsfr/icons/a.svg`)).headers.get('content-type')).toBe('image/svg+xml');
  });

  it('dresses the same pages, with the brand block', async () => {
    const html = await (await fetch(`${server.url}/accessibilite`)).text();
    expect(html).toContain('href="/assets/dsfr/dsfr.min.css"');
    expect(html).toContain('class="fr-logo"');
    expect(html).not.toContain('theme.css');
  });

  it.each([
    '..%2Fsecret.css',
    '%2e%2e/secret.css',
    'icons/..%2F..%2Fsecret.css',
    'link.css',
    'notes.txt',
    'icons',
    'absent.css',
    'dsfr.min.css%00.css',
    encodeURIComponent(join(folder, 'secret.css')),
  ])('gives nothing else: %s', async (name) => {
    expect((await fetch(`${server.url}/assets/dsfr/${name}`)).status).toBe(404);
  });
});

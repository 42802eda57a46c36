import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { codingFor, compress } from './compression.js';

it.each([
  ['gzip, deflate, br, zstd', 'br'],
  ['gzip', 'gzip'],
  ['GZIP;q=0.5', 'gzip'],
  ['br;q=0, gzip', 'gzip'],
  ['br;q=0.0, gzip;q=0', null],
  ['*', 'br'],
  ['br;q=0, *', 'gzip'],
  ['*;q=0', null],
  ['identity', null],
  ['deflate, brx', null],
  ['', null],
  [undefined, null],
])('a reader who accepts « %s » is answered in %s', (accepted, coding) => expect(codingFor(accepted)).toBe(coding));

it('what is compressed is read again as it was', async () => {
  const text = '« Été » '.repeat(500);
  expect(brotliDecompressSync(await compress('br', text)).toString()).toBe(text);
  expect(gunzipSync(await compress('gzip', text)).toString()).toBe(text);
});

import { createHash } from 'node:crypto';
import { createReadStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { unzipped } from '../../../../test/support/archives.js';
import { zipOf, type ZipEntry } from './zip.js';

const folder = mkdtempSync(join(tmpdir(), 'rebond-zip-'));
const path = join(folder, 'stored');
writeFileSync(path, 'x'.repeat(100_000));
afterAll(() => rmSync(folder, { recursive: true }));

const made = (name: string, text: string): ZipEntry => {
  const content = Buffer.from(text);
  return { path: name, content, sizeBytes: content.length };
};
const stored = (sizeBytes: number, from = path): ZipEntry => ({
  path: 'pièces/Délibération n° 12.pdf',
  sizeBytes,
  open: async () => {
    const stream = createReadStream(from);
    await once(stream, 'open');
    return stream;
  },
});

describe('an archive', () => {
  it('is the same bytes for the same files, of the size that it told, and another library reads it', async () => {
    const entries = [made('a.txt', 'été'), stored(100_000), made('b/c.json', '{}')];
    const { stream, sizeBytes } = zipOf(entries);
    const zip = await buffer(stream);
    expect(zip).toHaveLength(sizeBytes);
    const files = await unzipped(zip);
    expect([...files.keys()]).toEqual(['a.txt', 'pièces/Délibération n° 12.pdf', 'b/c.json']);
    expect(files.get('a.txt')?.toString()).toBe('été');
    expect(files.get('pièces/Délibération n° 12.pdf')).toHaveLength(100_000);
    const print = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
    expect(print(await buffer(zipOf(entries).stream))).toBe(print(zip));
  });

  it('tells its size also when its directory is long', async () => {
    const entries = Array.from({ length: 1_200 }, (_, i) => made(`${'dossier/'.repeat(3)}${String(i)}.txt`, String(i)));
    const { stream, sizeBytes } = zipOf(entries);
    const zip = await buffer(stream);
    expect(zip).toHaveLength(sizeBytes);
    expect((await unzipped(zip)).size).toBe(1_200);
  });

  it.each([
    ['is not of its size', stored(99_999)],
    ['is not there', stored(5, join(folder, 'absent'))],
  ])('breaks off when a file %s', async (_, entry) => {
    await expect(buffer(zipOf([made('a.txt', 'a'), entry]).stream)).rejects.toThrow();
  });
});

import { parseSeals } from './seal-file.js';
import { RootHash } from './seal.js';

const paris = (at: string): Temporal.Instant => Temporal.ZonedDateTime.from(`${at}[Europe/Paris]`).toInstant();

describe('the nightly seal', () => {
  it('has a root that changes with each of its figures and heads', () => {
    const seal = { n: 1, sealedAt: paris('2023-02-01T02:00:00'), streams: 1, entries: 3, previous: Buffer.alloc(32) };
    const head = { stream: 'candidacy:1', seq: 3, head: Buffer.alloc(32, 1) };
    const root = (change: object, changedHead: object): string => {
      const hash = new RootHash({ ...seal, ...change });
      hash.add({ ...head, ...changedHead });
      return hash.digest().toString('hex');
    };
    const roots = [
      root({}, {}),
      root({ n: 2 }, {}),
      root({ sealedAt: paris('2023-02-02T02:00:00') }, {}),
      root({ streams: 2 }, {}),
      root({ entries: 4 }, {}),
      root({ previous: Buffer.alloc(32, 1) }, {}),
      root({}, { stream: 'candidacy:2' }),
      root({}, { seq: 4 }),
      root({}, { head: Buffer.alloc(32, 2) }),
    ];
    expect(new Set(roots).size).toBe(roots.length);
    expect(root({}, {})).toBe(roots[0]);
  });

  it('is read again from the file where it was kept, and a line that is none is named', () => {
    const line = JSON.stringify({ n: 1, root: 'ab'.repeat(32), sealedAt: '2023-02-01T01:00:00Z' });
    expect(parseSeals(`${line}\n\n`, 'seals.jsonl')).toEqual([{ n: 1, root: 'ab'.repeat(32) }]);
    expect(() => parseSeals(`${line}\n{"n":2`, 'seals.jsonl')).toThrow(
      "seals.jsonl, ligne 2 : ce n'est pas un scellé.",
    );
  });
});

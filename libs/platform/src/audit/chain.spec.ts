import fc from 'fast-check';
import { canonicalJson } from '@rebond/kernel';
import { type AuditFault, ChainReader, type StoredEntry } from './chain.js';
import { chainHash, GENESIS, payloadHash } from './journal.js';

const CASE = '0190a000-0000-7000-8000-000000000001';
const salt = Buffer.alloc(16, 7);

/** A stream as the journal writes it: every third entry carries personal data. */
function aStream(stream: string, length: number): StoredEntry[] {
  let hash = GENESIS as Buffer;
  return Array.from({ length }, (_, i) => {
    const seq = i + 1;
    const personal = seq % 3 === 0 ? { name: `Personne ${seq}` } : null;
    const members = {
      stream,
      seq,
      at: `2023-02-0${(seq % 9) + 1}T11:00:00.5Z`,
      action: 'candidacy.amended',
      candidacy: CASE,
      seat: null,
      person: null,
      role: 'system',
      audience: 'everyone',
      trace: 'none',
      facts: { n: seq },
      personal: personal && payloadHash(salt, personal),
    };
    const canonical = canonicalJson(members);
    hash = chainHash(hash, canonical);
    return {
      ...{ stream, seq, at: members.at, action: members.action, candidacyId: CASE, seatId: null, personId: null },
      ...{ audience: 'everyone', traceId: 'none', canonical, hash: hash.toString('hex') },
      payload: personal && {
        ...{ candidacyId: CASE, audience: 'everyone', salt: salt.toString('hex') },
        payload: JSON.stringify(personal, null, 1),
      },
    };
  });
}

function faultsOf(entries: readonly StoredEntry[]): { faults: AuditFault[]; reader: ChainReader } {
  const faults: AuditFault[] = [];
  const reader = new ChainReader((fault) => faults.push(fault));
  for (const entry of entries) reader.read(entry);
  return { faults, reader };
}

const other = (hex: string): string => (hex.startsWith('0') ? '1' : '0') + hex.slice(1);
const log = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 4 });
const streamsOf = (lengths: readonly number[]): StoredEntry[] =>
  lengths.flatMap((length, i) => aStream(`candidacy:${i}`, length));

describe('the chain of the audit log', () => {
  it('is intact as the journal wrote it, whatever the streams', () => {
    fc.assert(
      fc.property(log, (lengths) => {
        const { faults, reader } = faultsOf(streamsOf(lengths));
        expect(faults).toEqual([]);
        expect(reader.streams).toBe(lengths.length);
        expect(reader.entries).toBe(lengths.reduce((sum, one) => sum + one, 0));
      }),
    );
  });

  it('stays intact when personal data is erased, and counts it', () => {
    const entries = aStream('candidacy:1', 7).map((entry) => ({ ...entry, payload: null }));
    const { faults, reader } = faultsOf(entries);
    expect(faults).toEqual([]);
    expect(reader.erasedPayloads).toBe(2);
  });

  it('names the one entry of which any byte was changed, wherever it is', () => {
    fc.assert(
      fc.property(log, fc.nat(), fc.nat(), fc.integer({ min: 1, max: 94 }), (lengths, pick, place, shift) => {
        const entries = streamsOf(lengths);
        const index = pick % entries.length;
        const touched = entries[index]!;
        const at = place % touched.canonical.length;
        const byte = 32 + ((touched.canonical.charCodeAt(at) - 32 + shift) % 95);
        const canonical = touched.canonical.slice(0, at) + String.fromCharCode(byte) + touched.canonical.slice(at + 1);
        const { faults } = faultsOf(entries.with(index, { ...touched, canonical }));
        expect(faults.length).toBeGreaterThan(0);
        expect(faults.every(({ stream, seq }) => stream === touched.stream && seq === touched.seq)).toBe(true);
        expect(faults[0]?.reason).toBe("le contenu ne correspond pas à l'empreinte");
      }),
    );
  });

  it.each([
    ['at', '2024-01-01T00:00:00Z', "l'instant"],
    ['action', 'candidacy.withdrawn', "l'action"],
    ['candidacyId', null, 'la candidature'],
    ['seatId', CASE, 'le siège'],
    ['personId', CASE, 'la personne'],
    ['audience', 'system', 'le public'],
    ['traceId', 'other', 'la trace'],
  ] as const)('names the entry whose column %s no longer says what was hashed', (column, value, french) => {
    const entries = aStream('candidacy:1', 5);
    const { faults } = faultsOf(entries.with(1, { ...entries[1]!, [column]: value }));
    expect(faults).toEqual([{ stream: 'candidacy:1', seq: 2, reason: `colonnes différentes du contenu : ${french}` }]);
  });

  it('names the entry whose hash was changed, and not the one after it', () => {
    const entries = aStream('candidacy:1', 5);
    const { faults } = faultsOf(entries.with(2, { ...entries[2]!, hash: other(entries[2]!.hash) }));
    expect(faults.map(({ seq }) => seq)).toEqual([3]);
  });

  it('names the rows deleted, as one hole', () => {
    const entries = aStream('candidacy:1', 8);
    expect(faultsOf(entries.toSpliced(3, 3)).faults).toEqual([
      { stream: 'candidacy:1', seq: 4, reason: '3 écritures absentes (rangs 4 à 6)' },
    ]);
    expect(faultsOf(entries.toSpliced(0, 1)).faults).toEqual([
      { stream: 'candidacy:1', seq: 1, reason: 'écriture absente' },
    ]);
  });

  it('refuses a content put in with its hash, unless all that follows is rewritten', () => {
    const entries = aStream('candidacy:1', 5);
    const canonical = entries[1]!.canonical.replace('"n":2', '"n":9');
    const hash = chainHash(Buffer.from(entries[0]!.hash, 'hex'), canonical).toString('hex');
    expect(faultsOf(entries.with(1, { ...entries[1]!, canonical, hash })).faults.map(({ seq }) => seq)).toEqual([3]);
  });

  it('names the entry whose personal data was changed or put in', () => {
    const entries = aStream('candidacy:1', 4);
    const changed = { ...entries[2]!, payload: { ...entries[2]!.payload!, payload: '{"name":"Autre"}' } };
    const added = { ...entries[0]!, payload: { ...entries[2]!.payload! } };
    const moved = { ...entries[2]!, payload: { ...entries[2]!.payload!, audience: 'system' } };
    for (const [index, entry] of [
      [2, changed],
      [0, added],
      [2, moved],
    ] as const) {
      const { faults } = faultsOf(entries.with(index, entry));
      expect(faults.map(({ seq }) => seq)).toEqual([entry.seq]);
      expect(faults[0]?.reason).toMatch(/données personnelles/);
    }
  });
});

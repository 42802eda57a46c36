import { hash as digest } from 'node:crypto';
import { type Json } from '@rebond/kernel';
import { payloadHash } from './journal.js';

/** What is wrong with one entry; `reason` is a French sentence part. */
export interface AuditFault {
  readonly stream: string;
  readonly seq: number;
  readonly reason: string;
}

/** An entry as stored, every column as text; `at` in ISO 8601 with Z, `hash` and `salt` in hexadecimal. */
export interface StoredEntry {
  readonly stream: string;
  readonly seq: number;
  readonly at: string;
  readonly action: string;
  readonly candidacyId: string | null;
  readonly seatId: string | null;
  readonly personId: string | null;
  readonly audience: string;
  readonly traceId: string;
  readonly canonical: string;
  readonly hash: string;
  readonly payload: StoredPayload | null;
}

export interface StoredPayload {
  readonly candidacyId: string | null;
  readonly audience: string;
  readonly salt: string;
  readonly payload: string;
}

const HASH_BYTES = 32;
const GENESIS_HEX = '00'.repeat(HASH_BYTES);

/** Columns of an entry that repeat a member of its canonical bytes. */
const REPEATED = [
  ['stream', 'stream'],
  ['seq', 'seq'],
  ['at', 'at'],
  ['action', 'action'],
  ['candidacyId', 'candidacy'],
  ['seatId', 'seat'],
  ['personId', 'person'],
  ['audience', 'audience'],
  ['traceId', 'trace'],
] as const satisfies readonly (readonly [keyof StoredEntry, string])[];

const FRENCH: Readonly<Record<(typeof REPEATED)[number][1], string>> = {
  stream: 'le fil',
  seq: 'le rang',
  at: "l'instant",
  action: "l'action",
  candidacy: 'la candidature',
  seat: 'le siège',
  person: 'la personne',
  audience: 'le public',
  trace: 'la trace',
};

const repeats = (entry: StoredEntry, members: Readonly<Record<string, Json | undefined>>): boolean => {
  for (const [column, member] of REPEATED) if (entry[column] !== members[member]) return false;
  return true;
};

/** « écriture absente » or « 3 écritures absentes (rangs 4 à 6) ». */
export const missing = (from: number, to: number): string =>
  from === to ? 'écriture absente' : `${to - from + 1} écritures absentes (rangs ${from} à ${to})`;

function membersOf(canonical: string): Readonly<Record<string, Json | undefined>> | null {
  try {
    const parsed = JSON.parse(canonical) as Json;
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
      ? (parsed as Readonly<Record<string, Json | undefined>>)
      : null;
  } catch {
    return null;
  }
}

/**
 * Recomputes the chains of entries given in the order of (stream, seq), one after the other: it holds one entry,
 * whatever the length of the log. A fault is named once, on the entry that was touched: the chain goes on from what
 * the next entry shows it was built on.
 */
export class ChainReader {
  entries = 0;
  streams = 0;
  /** Entries whose personal data was erased: nothing is wrong with them. */
  erasedPayloads = 0;
  private stream: string | null = null;
  private seq = 0;
  /** Hashes that the next entry may have been built on; null when its predecessor is missing. */
  private previous: readonly string[] | null = [GENESIS_HEX];

  private scratch = Buffer.allocUnsafe(4_096);

  constructor(private readonly report: (fault: AuditFault) => void) {}

  read(entry: StoredEntry): void {
    if (entry.stream !== this.stream) {
      this.stream = entry.stream;
      this.seq = 0;
      this.previous = [GENESIS_HEX];
      this.streams += 1;
    }
    this.entries += 1;
    if (entry.seq !== this.seq + 1) {
      this.report({ stream: entry.stream, seq: this.seq + 1, reason: missing(this.seq + 1, entry.seq - 1) });
      this.previous = null;
    }
    this.seq = entry.seq;
    this.follow(entry);
    this.compare(entry);
  }

  private fault({ stream, seq }: StoredEntry, reason: string): void {
    this.report({ stream, seq, reason });
  }

  private follow(entry: StoredEntry): void {
    const computed = this.previous?.map((hash) => this.chainHash(hash, entry.canonical));
    if (computed === undefined || computed.includes(entry.hash)) {
      this.previous = [entry.hash];
      return;
    }
    this.fault(entry, "le contenu ne correspond pas à l'empreinte");
    this.previous = [entry.hash, ...computed];
  }

  /** The journal's `chainHash`, in hexadecimal and without a hash object per entry. */
  private chainHash(previous: string, canonical: string): string {
    const most = HASH_BYTES + canonical.length * 3;
    if (most > this.scratch.length) this.scratch = Buffer.allocUnsafe(most * 2);
    this.scratch.write(previous, 0, 'hex');
    const length = this.scratch.write(canonical, HASH_BYTES, 'utf8');
    return digest('sha256', this.scratch.subarray(0, HASH_BYTES + length), 'hex');
  }

  private compare(entry: StoredEntry): void {
    const members = membersOf(entry.canonical);
    if (!members) {
      this.fault(entry, 'le contenu est illisible');
      return;
    }
    if (!repeats(entry, members)) {
      const differing = REPEATED.filter(([column, member]) => entry[column] !== members[member]);
      const names = differing.map(([, member]) => FRENCH[member]).join(', ');
      this.fault(entry, `colonnes différentes du contenu : ${names}`);
    }
    this.comparePayload(entry, members['personal']);
  }

  private comparePayload(entry: StoredEntry, personal: Json | undefined): void {
    const { payload } = entry;
    if (payload === null) {
      if (typeof personal === 'string') this.erasedPayloads += 1;
      return;
    }
    if (payload.candidacyId !== entry.candidacyId || payload.audience !== entry.audience)
      this.fault(entry, 'les données personnelles sont rattachées à un autre dossier ou à un autre public');
    if (saltedHash(payload) !== personal)
      this.fault(entry, 'les données personnelles ne correspondent pas à leur empreinte');
  }
}

function saltedHash(payload: StoredPayload): string | null {
  try {
    return payloadHash(Buffer.from(payload.salt, 'hex'), JSON.parse(payload.payload) as Json);
  } catch {
    return null;
  }
}

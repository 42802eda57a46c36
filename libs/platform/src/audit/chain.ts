import { type Json } from '@rebond/kernel';
import { chainHash, payloadHash } from './journal.js';

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

const GENESIS_HEX = '00'.repeat(32);

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

  constructor(private readonly report: (fault: AuditFault) => void) {}

  read(entry: StoredEntry): void {
    if (entry.stream !== this.stream) {
      this.stream = entry.stream;
      this.seq = 0;
      this.previous = [GENESIS_HEX];
      this.streams += 1;
    }
    this.entries += 1;
    const fault = (reason: string): void => this.report({ stream: entry.stream, seq: entry.seq, reason });
    if (entry.seq !== this.seq + 1) {
      this.report({ stream: entry.stream, seq: this.seq + 1, reason: missing(this.seq + 1, entry.seq - 1) });
      this.previous = null;
    }
    this.seq = entry.seq;
    this.follow(entry, fault);
    this.compare(entry, fault);
  }

  private follow(entry: StoredEntry, fault: (reason: string) => void): void {
    const computed = this.previous?.map((hash) => chainHash(Buffer.from(hash, 'hex'), entry.canonical).toString('hex'));
    if (computed === undefined || computed.includes(entry.hash)) {
      this.previous = [entry.hash];
      return;
    }
    fault("le contenu ne correspond pas à l'empreinte");
    this.previous = [entry.hash, ...computed];
  }

  private compare(entry: StoredEntry, fault: (reason: string) => void): void {
    const members = membersOf(entry.canonical);
    if (!members) {
      fault('le contenu est illisible');
      return;
    }
    const differing = REPEATED.filter(([column, member]) => entry[column] !== members[member]);
    if (differing.length > 0)
      fault(`colonnes différentes du contenu : ${differing.map(([, member]) => FRENCH[member]).join(', ')}`);
    this.comparePayload(entry, members['personal'], fault);
  }

  private comparePayload(entry: StoredEntry, personal: Json | undefined, fault: (reason: string) => void): void {
    const { payload } = entry;
    if (payload === null) {
      if (typeof personal === 'string') this.erasedPayloads += 1;
      return;
    }
    if (payload.candidacyId !== entry.candidacyId || payload.audience !== entry.audience)
      fault('les données personnelles sont rattachées à un autre dossier ou à un autre public');
    if (saltedHash(payload) !== personal) fault('les données personnelles ne correspondent pas à leur empreinte');
  }
}

function saltedHash(payload: StoredPayload): string | null {
  try {
    return payloadHash(Buffer.from(payload.salt, 'hex'), JSON.parse(payload.payload) as Json);
  } catch {
    return null;
  }
}

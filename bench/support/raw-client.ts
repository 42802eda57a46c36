import { randomUUIDv7 } from 'node:crypto';
import { Client } from 'pg';
import { FIRST, prefixed, SAMPLE, tokenHash } from './cases.js';
import type { RawTransaction } from './raw.js';
import type { Recording } from './script.js';

interface Case {
  readonly n: number;
  version: number;
  seq: number;
  deposits: number;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The sample's value as it would be of another case (see script.ts, which says the same to pgbench). */
function valueFor(value: unknown, of: Case, recording: Recording): unknown {
  const { marks, known } = recording;
  if (Array.isArray(value)) return value.map((one) => valueFor(one, of, recording));
  if (Buffer.isBuffer(value)) return value.equals(tokenHash(SAMPLE)) ? tokenHash(of.n) : value;
  if (value === marks.version) return of.version;
  if (value === marks.version + 1) return of.version + 1;
  if (value === marks.seq + 1) return of.seq + 1;
  if (value === marks.deposits + 1) return of.deposits + 1;
  if (typeof value !== 'string') return value;
  if (value.includes(String(SAMPLE))) return value.replaceAll(String(SAMPLE), String(of.n));
  return UUID.test(value) && !value.startsWith(prefixed) && !known.includes(value) ? randomUUIDv7() : value;
}

async function transaction(client: Client, recording: Recording, n: number): Promise<void> {
  const of: Case = { n, version: 0, seq: 0, deposits: 0 };
  for (const { name, text, values } of recording.sent) {
    const asked = {
      ...(name === null ? {} : { name }),
      text: text.replaceAll(String(SAMPLE), String(n)),
      values: values.map((value) => valueFor(value, of, recording)),
    };
    const { rows } = await client.query<{ version: number; seq: number; n: number }>(asked);
    if (name === 'cases_lock' && rows[0]) Object.assign(of, { version: rows[0].version, seq: rows[0].seq });
    if (name === 'deposit_count' && rows[0]) of.deposits = rows[0].n;
  }
}

/** Transactions a second of the recorded statements, prepared, over the `pg` client alone. */
export async function rawClient({ recording, database, cases, clients, seconds }: RawTransaction): Promise<number> {
  const connections = Array.from({ length: clients }, () => new Client({ connectionString: database.appUrl }));
  await Promise.all(connections.map((one) => one.connect()));
  const start = performance.now();
  let done = 0;
  try {
    await Promise.all(
      connections.map(async (client) => {
        while (performance.now() < start + seconds * 1000) {
          await transaction(client, recording, FIRST + Math.floor(Math.random() * cases));
          done += 1;
        }
      }),
    );
    return done / ((performance.now() - start) / 1000);
  } finally {
    await Promise.all(connections.map((one) => one.end()));
  }
}

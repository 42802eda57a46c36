import type { Sent } from './recorder.js';
import { prefixed, SAMPLE, tokenHash } from './cases.js';

/** What the sample case carried when its transaction was recorded: figures that occur nowhere else in it. */
export interface Marks {
  readonly version: number;
  /** Of the last entry of its stream. */
  readonly seq: number;
  readonly deposits: number;
}

/** The figures of the k-th recording; each case's number is in its ids besides. */
export const marksOf = (k: number): Marks => ({
  version: 700_001 + 10 * k,
  seq: 500_001 + 10 * k,
  deposits: 41 + 10 * k,
});

/** A transaction of the product, as it was sent. */
export interface Recording {
  readonly sent: readonly Sent[];
  readonly marks: Marks;
  /** Ids that are the same in every case's transaction. */
  readonly known: readonly string[];
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const N = String(SAMPLE);
/** A literal in the text of a statement that holds the case's number. */
const OWN_LITERAL = new RegExp(`'([^']*${N}[^']*)'`, 'g');

/** Results that the rest of the script reads: the locked row and the number of deposits. */
const KEPT: Readonly<Record<string, string>> = { cases_lock: '\\gset', deposit_count: '\\gset d_' };

/** A literal without a colon, which pgbench would take for a variable. */
const literal = (text: string): string =>
  `E'${text.replaceAll('\\', '\\\\').replaceAll("'", "''").replaceAll('\n', '\\n').replaceAll(':', '\\072')}'`;

function textValue(text: string, known: ReadonlySet<string>): string {
  if (UUID.test(text) && !text.includes(N) && !text.startsWith(prefixed) && !known.has(text)) return 'uuidv7()';
  if (!text.includes(N) || text.startsWith('{"') || text.startsWith('[')) return literal(text);
  const parts = text
    .split(N)
    .flatMap((part, i) => [...(i === 0 ? [] : [':n']), ...(part === '' ? [] : [literal(part)])]);
  return `(${parts.length === 1 ? ':n::text' : parts.join(' || ')})${UUID.test(text) ? '::uuid' : ''}`;
}

function numberValue(value: number, { version, seq, deposits }: Marks): string {
  switch (value) {
    case version:
      return ':version::int';
    case version + 1:
      return '(:version::int + 1)';
    case seq + 1:
      return '(:seq::bigint + 1)';
    case deposits + 1:
      return '(:d_n::int + 1)';
    default:
      return String(value);
  }
}

function sql(value: unknown, marks: Marks, known: ReadonlySet<string>): string {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'number') return numberValue(value, marks);
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return textValue(value, known);
  if (Buffer.isBuffer(value))
    return value.equals(tokenHash(SAMPLE))
      ? `sha256(convert_to(E'bench-token-territory-' || :n, 'UTF8'))`
      : `'\\x${value.toString('hex')}'::bytea`;
  if (Array.isArray(value)) return `array[${value.map((one) => sql(one, marks, known)).join(', ')}]`;
  throw new TypeError(`No literal for ${typeof value}`);
}

/**
 * The recorded transaction as a pgbench script on random cases: same statements, same sizes; ids of new rows are
 * drawn, versions and sequences follow the locked row, hashes stay the sample's (pgbench cannot chain them).
 */
export function pgbenchScript({ sent, marks, known }: Recording, first: number, cases: number): string {
  const kept = new Set(known);
  const statements = sent.map(({ name, text, values }) => {
    // A setting is text, even where it holds an id.
    const type = text.includes('set_config') ? '::text' : '';
    const value = (k: string): string => sql(values[Number(k) - 1], marks, kept);
    const filled = text
      .replaceAll(OWN_LITERAL, (_, own: string) => `${textValue(own, kept)}${type}`)
      .replaceAll(/\$(\d+)/g, (_, k: string) => `(${value(k)}${type})`);
    const results = KEPT[name ?? ''];
    return `${filled.trim()}${results === undefined ? ';' : ` ${results}`}`;
  });
  return [`\\set n random(${String(first)}, ${String(first + cases - 1)})`, ...statements].join('\n') + '\n';
}

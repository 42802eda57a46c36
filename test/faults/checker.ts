import { createHash } from 'node:crypto';

import { Client } from 'pg';

import type { Accepted, Acknowledged, Blow } from './log.js';

/**
 * The judge of a run under faults. It knows what was promised, not how it is kept: it imports nothing of the product
 * and reads the client's log, the mails that were accepted, and the tables.
 */
export interface Evidence {
  readonly databaseUrl: string;
  readonly acknowledged: readonly Acknowledged[];
  readonly accepted: readonly Accepted[];
  readonly blows: readonly Blow[];
}

export interface Verdict {
  /** What is not as promised, a line each. */
  readonly faults: readonly string[];
  readonly counts: Readonly<Record<string, number>>;
}

/** A worker learns this late at most that PostgreSQL is dead, on a machine that runs another suite meanwhile. */
const NOTICED_WITHIN_MS = 1_000;
/** Mails of one transaction leave one after the other, no further apart than this. */
const TOGETHER_MS = 100;
/** Longest that any effect waits once everything runs again: the lease of what was interrupted, then the backlog. */
const SETTLES_WITHIN_MS = 60_000;

/** Audit action and letter of each operation; an admission is told by the decision that follows it. */
const PROMISED: Readonly<Record<Exclude<Acknowledged['operation'], 'save'>, { actions: string[]; letter: boolean }>> = {
  deposit: { actions: ['candidacy.deposited'], letter: true },
  amend: { actions: ['candidacy.amended'], letter: true },
  request: { actions: ['candidacy.completion-requested'], letter: true },
  answer: { actions: ['candidacy.completed'], letter: true },
  admit: { actions: ['candidacy.admitted'], letter: false },
  refuse: { actions: ['candidacy.declared-inadmissible'], letter: true },
  withdraw: { actions: ['candidacy.withdrawn'], letter: true },
};

/** Handlers that must have had each kind of message; others may have had it too. */
const HANDLERS: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  Object.values(PROMISED)
    .filter(({ letter }) => letter)
    .flatMap(({ actions }) => actions)
    .map((kind) => [kind, ['plan-case-reminders', 'tell-territory']]),
);

export interface Entry {
  readonly stream: string;
  readonly seq: number;
  readonly action: string;
  readonly candidacy: string | null;
  readonly canonical: string;
  readonly hash: string;
}

export interface Sent {
  readonly messageId: string;
  readonly kind: string;
  readonly candidacy: string | null;
  readonly recipient: string;
  readonly created: number;
  readonly sent: number | null;
  /** When the row's last change was committed, as PostgreSQL noted it. */
  readonly committed: number;
}

export const ENTRIES = `
  select stream, seq::int, action, candidacy_id as candidacy, canonical, encode(hash, 'hex') as hash
    from platform.audit_entry order by stream, seq`;
export const MAILS = `
  select message_id as "messageId", kind, candidacy_id as candidacy, recipient,
         (extract(epoch from created_at) * 1000)::float as created, (extract(epoch from sent_at) * 1000)::float as sent,
         (extract(epoch from pg_xact_commit_timestamp(xmin)) * 1000)::float as committed
    from platform.mail`;

const count = <T>(items: readonly T[], by: (item: T) => string): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(by(item), (counts.get(by(item)) ?? 0) + 1);
  return counts;
};

export async function judge({ databaseUrl, acknowledged, accepted, blows }: Evidence): Promise<Verdict> {
  const database = new Client({ connectionString: databaseUrl });
  await database.connect();
  const rows = async <T>(sql: string): Promise<T[]> => (await database.query(sql)).rows as T[];
  try {
    const entries = await rows<Entry>(ENTRIES);
    const mails = await rows<Sent>(MAILS);
    const slowest = slowestCommit(mails, accepted);
    const late = lateness(acknowledged[0]?.at ?? 0, blows);
    const faults = [
      ...refusals(acknowledged),
      ...entriesOf(acknowledged, entries),
      ...(await factsOf(acknowledged, rows)),
      ...(await deliveries(rows, late)),
      ...letters(acknowledged, mails, late),
      ...sendings(mails, accepted, blows, slowest),
      ...(await chain(entries, rows)),
    ];
    return {
      faults,
      counts: {
        acknowledged: acknowledged.length,
        entries: entries.length,
        mails: mails.length,
        sentTwice: accepted.length - new Set(accepted.map((one) => one.messageId)).size,
        blows: blows.length,
        slowestCommitMs: slowest,
      },
    };
  } finally {
    await database.end();
  }
}

export type Rows = <T>(sql: string) => Promise<T[]>;

/** The load asks for nothing illegal: a refusal means that an operation took place twice, or not at all. */
const refusals = (acknowledged: readonly Acknowledged[]): string[] =>
  acknowledged
    .filter((one) => one.status >= 300)
    .map((one) => `${one.operation} of ${one.caseId} answered ${one.status} ${one.code ?? ''}`);

/** Each move has its entry with its version, and no entry lacks an acknowledged move. */
function entriesOf(acknowledged: readonly Acknowledged[], entries: readonly Entry[]): string[] {
  const moves = acknowledged.filter((one) => one.version !== null);
  const cases = new Set(acknowledged.map((one) => one.caseId));
  const written = new Map<string, string>();
  const faults: string[] = [];
  for (const entry of entries) {
    const version = (JSON.parse(entry.canonical) as { facts: { version?: number } }).facts.version;
    if (entry.candidacy === null || version === undefined || !cases.has(entry.candidacy)) continue;
    const key = `${entry.candidacy} v${version}`;
    if (written.has(key)) faults.push(`two entries for ${key}`);
    written.set(key, entry.action);
  }
  for (const { caseId, version, operation } of moves) {
    const key = `${caseId} v${version ?? 0}`;
    const action = written.get(key);
    if (operation !== 'save' && !PROMISED[operation].actions.includes(action ?? ''))
      faults.push(`${operation} ${key} has the entry ${action ?? 'none'}`);
    written.delete(key);
  }
  for (const [key, action] of written) faults.push(`${action} ${key} was never acknowledged`);
  return faults;
}

/** What the answers gave is in the tables: receipts, requests, answers, versions. */
async function factsOf(acknowledged: readonly Acknowledged[], rows: Rows): Promise<string[]> {
  const receipts = new Set(
    (await rows<{ id: string }>(`select candidacy_id || ' ' || receipt_number as id from candidacies.deposit`)).map(
      ({ id }) => id,
    ),
  );
  const requests = new Map(
    (
      await rows<{ id: string; answered: boolean }>(
        'select id, answered_at is not null as answered from candidacies.completion',
      )
    ).map((row) => [row.id, row.answered]),
  );
  const versions = new Map(
    (await rows<{ id: string; version: number }>('select id, version from candidacies.candidacy')).map((row) => [
      row.id,
      row.version,
    ]),
  );
  const saved = new Set(
    (
      await rows<{ id: string }>(
        `select candidacy_id as id from candidacies.answers where document ->> 'siteName' like 'Friche %'`,
      )
    ).map(({ id }) => id),
  );
  const last = new Map<string, number>();
  for (const { caseId, version } of acknowledged) last.set(caseId, Math.max(last.get(caseId) ?? 1, version ?? 1));
  const asked = acknowledged.filter((one) => one.operation === 'request').length;
  return [
    ...acknowledged
      .filter((one) => one.operation === 'deposit' || one.operation === 'amend')
      .filter((one) => !receipts.has(`${one.caseId} ${one.receiptNumber ?? ''}`))
      .map((one) => `receipt ${one.receiptNumber ?? 'none'} of ${one.caseId} is not stored`),
    ...acknowledged
      .filter((one) => one.operation === 'request' && requests.get(one.request ?? '') !== true)
      .map((one) => `request ${one.request ?? 'none'} of ${one.caseId} is not stored with its answer`),
    ...(asked === requests.size ? [] : [`${requests.size} completion requests for ${asked} acknowledged`]),
    ...acknowledged
      .filter((one) => one.operation === 'save' && !saved.has(one.caseId))
      .map((one) => `the autosave of ${one.caseId} is lost`),
    ...[...last]
      .filter(([id, version]) => versions.get(id) !== version)
      .map(([id, version]) => `${id} is at version ${versions.get(id) ?? 0}, acknowledged ${version}`),
  ];
}

/** Every message has been handed once to each of its handlers, and soon enough after the last blow in between. */
async function deliveries(rows: Rows, late: Lateness): Promise<string[]> {
  const messages = await rows<{
    id: string;
    kind: string;
    expanded: boolean;
    at: number;
    done: Record<string, number | null>;
  }>(
    `select o.id, o.kind, o.expanded_at is not null as expanded, (extract(epoch from o.at) * 1000)::float as at,
            coalesce((select jsonb_object_agg(d.handler, extract(epoch from d.done_at) * 1000)
                        from platform.delivery d where d.message_id = o.id), '{}') as done
       from platform.outbox o`,
  );
  return messages.flatMap(({ id, kind, expanded, at, done }) => [
    ...(expanded ? [] : [`message ${id} (${kind}) was never handed over`]),
    ...(HANDLERS[kind] ?? [])
      .filter((handler) => !(handler in done))
      .map((handler) => `message ${id} (${kind}) did not reach ${handler}`),
    ...Object.entries(done).flatMap(([handler, when]) =>
      when === null ? [`${handler} is not done with ${id} (${kind})`] : late(`${handler} of ${id}`, at, when),
    ),
  ]);
}

/** One letter per promise to the one holder of the lead's seat, each sent. */
function letters(acknowledged: readonly Acknowledged[], mails: readonly Sent[], late: Lateness): string[] {
  const promised = acknowledged.flatMap((one) =>
    one.operation === 'save' || !PROMISED[one.operation].letter
      ? []
      : [`${PROMISED[one.operation].actions[0] ?? ''} ${one.caseId} ${one.recipient}`],
  );
  const wanted = count(promised, (one) => one);
  const written = count(mails, (one) => `${one.kind} ${one.candidacy ?? ''} ${one.recipient}`);
  return [
    ...[...wanted]
      .filter(([letter, n]) => written.get(letter) !== n)
      .map(([letter, n]) => `${written.get(letter) ?? 0} letters ${letter} for ${n} promised`),
    ...[...written.keys()].filter((letter) => !wanted.has(letter)).map((letter) => `nobody promised ${letter}`),
    ...mails.flatMap((one) =>
      one.sent === null ? [`${one.messageId} was never sent`] : late(one.messageId, one.created, one.sent),
    ),
  ];
}

/**
 * What the SMTP server accepted is what the table says. It is the same mail twice only where a kill of the worker or of
 * PostgreSQL fell while it was under way: between its MAIL FROM and the commit that its 250 was waiting for. That comes
 * once the mails that leave together have left, and no later after than twice the slowest commit of this run: the commits
 * that were killed are not among those that are seen.
 */
export function sendings(
  mails: readonly Sent[],
  accepted: readonly Accepted[],
  blows: readonly Blow[],
  slowest: number,
): string[] {
  const known = new Set(mails.map((one) => one.messageId));
  const sent = mails.filter((one) => one.sent !== null);
  const times = byMessage(accepted);
  const instants = accepted.map(({ at }) => at).sort((a, b) => a - b);
  const leftTogether = (from: number, until: number): number =>
    instants.reduce((last, at) => (at > last && at <= until && at - last <= TOGETHER_MS ? at : last), from);
  const excused = ({ begun, at }: Accepted): boolean => {
    const blow = blows.find(
      ({ hit, dead }) => (hit === 'worker' || hit === 'postgres') && dead >= begun - NOTICED_WITHIN_MS,
    );
    return blow !== undefined && blow.at <= leftTogether(at, blow.at) + 2 * slowest;
  };
  return [
    ...sent
      .filter(({ messageId }) => !times.has(messageId))
      .map(({ messageId: id }) => `${id} is said to be sent and was never accepted`),
    ...[...times.keys()].filter((id) => !known.has(id)).map((id) => `${id} was sent and is in no table`),
    ...[...times].flatMap(([id, all]) =>
      all
        .slice(0, -1)
        .filter((one) => !excused(one))
        .map(({ at }) => `${id} was sent again; around its 250: ${nearest(at, blows)}; commits took ${slowest} ms`),
    ),
  ];
}

const byMessage = (accepted: readonly Accepted[]): ReadonlyMap<string, readonly Accepted[]> =>
  Map.groupBy(accepted, (one) => one.messageId);

/** The longest time from a 250 to its commit, in milliseconds, of the mails that left once. */
export function slowestCommit(mails: readonly Sent[], accepted: readonly Accepted[]): number {
  const times = byMessage(accepted);
  return mails.reduce((longest, { messageId, sent, committed }) => {
    const [once, ...again] = times.get(messageId) ?? [];
    return sent !== null && once && again.length === 0 ? Math.max(longest, Math.ceil(committed - once.at)) : longest;
  }, 0);
}

const nearest = (at: number, blows: readonly Blow[]): string =>
  blows
    .filter((blow) => Math.abs(blow.at - at) < 15_000)
    .map((blow) => `${blow.hit} at ${blow.at > at ? '+' : ''}${blow.at - at} ms`)
    .join(', ');

type Lateness = (what: string, from: number, to: number) => string[];

/** Work that waited across a blow is done soon after it, or after the last one; nothing waits before the run begins. */
const lateness =
  (begun: number, blows: readonly Blow[]): Lateness =>
  (what, from, to) => {
    const start = Math.max(from, begun, ...blows.filter((blow) => blow.at <= to).map((blow) => blow.up));
    return to - start <= SETTLES_WITHIN_MS ? [] : [`${what} took ${Math.round(to - start)} ms after the last blow`];
  };

/** SHA-256 of the previous hash and the entry's bytes, from 32 zero bytes on, to the head that each stream names. */
export async function chain(entries: readonly Entry[], rows: Rows): Promise<string[]> {
  const faults: string[] = [];
  const heads = new Map<string, { seq: number; hash: string }>();
  for (const { stream, seq, canonical, hash } of entries) {
    const previous = heads.get(stream) ?? { seq: 0, hash: '00'.repeat(32) };
    const computed = createHash('sha256').update(Buffer.from(previous.hash, 'hex')).update(canonical).digest('hex');
    if (seq !== previous.seq + 1 || hash !== computed) faults.push(`the chain breaks at ${stream} ${seq}`);
    heads.set(stream, { seq, hash });
  }
  const streams = await rows<{ stream: string; seq: number; head: string }>(
    `select stream, seq::int, encode(head, 'hex') as head from platform.audit_stream`,
  );
  for (const { stream, seq, head } of streams) {
    const read = heads.get(stream) ?? { seq: 0, hash: '00'.repeat(32) };
    if (read.seq !== seq || read.hash !== head) faults.push(`${stream} ends at ${read.seq}, its head says ${seq}`);
  }
  return faults;
}

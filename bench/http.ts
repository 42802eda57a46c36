import { caseId, FIRST, OFFICE, SAMPLE, tokenOf } from './support/cases.js';
import { asOwner, type Cluster } from './support/cluster.js';
import { median, percentile } from './support/figures.js';
import { load, type Caller } from './support/http-load.js';
import { startServer } from './support/processes.js';
import type { Raw } from './support/raw.js';
import { n0, n1, n2, type Row, type Scale } from './support/row.js';
import { CaseStand, environment } from './support/stand.js';

const CONNECTIONS = [8, 32, 64] as const;

interface Verb {
  readonly name: 'deposit' | 'transition';
  path(n: number): string;
  token(n: number): string;
  readonly body: string;
  readonly success: number;
}

const VERBS: readonly Verb[] = [
  // Until the cut-off a deposit may be replaced: the whole deposit again, its receipt included.
  { name: 'deposit', path: (n) => `/api/candidacies/${caseId(n)}/deposit`, token: tokenOf, body: '', success: 201 },
  {
    name: 'transition',
    path: (n) => `/api/candidacies/${caseId(n)}/admissibility`,
    token: () => OFFICE.token,
    body: '{"admissible":true}',
    success: 200,
  },
];

const headersOf = (verb: Verb, n: number, version: number): Record<string, string> => ({
  authorization: `Bearer ${verb.token(n)}`,
  'if-match': `"v${String(version)}"`,
  ...(verb.body === '' ? {} : { 'content-type': 'application/json' }),
});

/** Random cases of its own, each at the version that the server last gave. */
function caller(verb: Verb, mine: readonly number[], versions: Map<number, number>): Caller {
  let n = 0;
  return {
    next: () => {
      n = mine[Math.floor(Math.random() * mine.length)] ?? 0;
      const headers = { host: 'bench', ...headersOf(verb, n, versions.get(n) ?? 0) };
      const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
      const head = [`POST ${verb.path(n)} HTTP/1.1`, ...lines, `content-length: ${String(verb.body.length)}`];
      return `${head.join('\r\n')}\r\n\r\n${verb.body}`;
    },
    answered: ({ status, version }, text) => {
      if (status !== verb.success || version === null) throw new Error(`Unexpected answer: ${text}`);
      versions.set(n, version);
    },
  };
}

const versionsOf = (stand: CaseStand): Promise<Map<number, number>> =>
  asOwner(stand.database.ownerUrl, async (owner) => {
    const { rows } = await owner.query<{ n: number; version: number }>(
      'select right(id::text, 6)::int as n, version from candidacies.candidacy',
    );
    return new Map(rows.map((row) => [row.n, row.version]));
  });

/** (b) Deposit and transition over HTTP, with bearer tokens, beside the raw client's same statements. */
export async function http(cluster: Cluster, raw: Raw, { quick, log }: Scale): Promise<Row[]> {
  const stand = await CaseStand.begin(cluster, 'bench_http', quick ? 2_000 : 20_000, 4);
  const server = await startServer(environment(stand.database, cluster.folder));
  const rows: Row[] = [];
  const [seconds, pairsWanted] = quick ? [2, 1] : [6, 3];
  try {
    for (const verb of VERBS) {
      const recording = await stand.record(async ({ version }) => {
        const url = verb.path(SAMPLE);
        const headers = headersOf(verb, SAMPLE, version);
        const answer = await stand.app.inject({ method: 'POST', url, headers, payload: verb.body });
        if (answer.statusCode !== verb.success) throw new Error(answer.body);
      });
      const transaction = { recording, database: stand.database, cases: stand.cases };
      const run = async (connections: number, forSeconds: number): Promise<{ perSecond: number; p99: number }> => {
        const versions = await versionsOf(stand);
        const callers = Array.from({ length: connections }, (_, k) =>
          caller(
            verb,
            [...versions.keys()].filter((n) => (n - FIRST) % connections === k),
            versions,
          ),
        );
        const { perSecond, times } = await load(server.port, callers, forSeconds);
        return { perSecond, p99: percentile(times, 0.99) };
      };
      await run(32, seconds);
      for (const clients of CONNECTIONS) {
        const pairs: { ours: number; p99: number; raw: number }[] = [];
        for (let i = 0; i < pairsWanted; i += 1) {
          const { perSecond, p99 } = await run(clients, seconds);
          const theirs = await raw.run({ ...transaction, clients, seconds });
          pairs.push({ ours: perSecond, p99, raw: theirs });
          log(
            `  ${verb.name} at ${String(clients)}, pair ${String(i + 1)}: ${n0(perSecond)}/s, p99 ${n1(p99)} ms, ` +
              `against ${n0(theirs)}/s, ${n2(perSecond / theirs)}`,
          );
        }
        const ratio = median(pairs.map((pair) => pair.ours / pair.raw));
        const p99 = median(pairs.map((pair) => pair.p99));
        const isTimed = clients === 32;
        rows.push({
          part: 'b',
          what: `Over HTTP, ${verb.name}, ${String(clients)} connections, median of ${String(pairs.length)} interleaved pairs`,
          ours: `${n0(median(pairs.map((pair) => pair.ours)))}/s, p99 ${n1(p99)} ms`,
          raw: rawText(clients, median(pairs.map((pair) => pair.raw))),
          ratio: n2(ratio),
          target: isTimed ? '≥ 0.5, p99 ≤ 100 ms' : '≥ 0.5',
          met: ratio >= 0.5 && (!isTimed || p99 <= 100),
        });
      }
    }
    return rows;
  } finally {
    await server.stop();
    await stand.end();
  }
}

const rawText = (clients: number, tps: number): string => `${n0(tps)}/s, mean ${n1((clients / tps) * 1000)} ms`;

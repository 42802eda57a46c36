import { Sessions } from '@rebond/identity';
import type { PersonId, SeatId } from '@rebond/kernel';
import { SYSTEM, Transactions } from '@rebond/platform';
import { officeIds } from './support/cases.js';
import type { Cluster } from './support/cluster.js';
import { median, percentile } from './support/figures.js';
import { load, type Caller } from './support/http-load.js';
import { startHello, startServer } from './support/processes.js';
import type { Raw } from './support/raw.js';
import { n0, n1, n2, type Row, type Scale } from './support/row.js';
import { CaseStand, environment } from './support/stand.js';

const CONNECTIONS = 32;
/** What anyone may read, by its address. */
const PUBLIC = ['/', '/releves', '/questions', '/laureats'] as const;
const WORKLIST = '/dossiers';

interface Target {
  readonly text: string;
  met(perSecond: number, p99: number): boolean;
}

const PUBLIC_TARGET: Target = { text: '≥ 2,000/s', met: (perSecond) => perSecond >= 2_000 };
const WORKLIST_TARGET: Target = {
  text: '≥ 400/s, p99 ≤ 150 ms',
  met: (perSecond, p99) => perSecond >= 400 && p99 <= 150,
};

function reader(path: string, cookie: string | null): Caller {
  const lines = [`GET ${path} HTTP/1.1`, 'host: bench', 'accept: text/html'];
  const asked = `${[...lines, ...(cookie === null ? [] : [`cookie: ${cookie}`])].join('\r\n')}\r\n\r\n`;
  return {
    next: () => asked,
    answered: ({ status }, text) => {
      if (status !== 200) throw new Error(`${path}: ${text.slice(0, 500)}`);
    },
  };
}

interface Measured {
  readonly perSecond: number;
  readonly p99: number;
}

async function ask(port: number, path: string, cookie: string | null, seconds: number): Promise<Measured> {
  const callers = Array.from({ length: CONNECTIONS }, () => reader(path, cookie));
  const { perSecond, times } = await load(port, callers, seconds);
  return { perSecond, p99: percentile(times, 0.99) };
}

/** The page and its raw limit in turns, after a warm-up. */
async function pairs(
  ours: (seconds: number) => Promise<Measured>,
  theirs: (seconds: number) => Promise<number>,
  { quick }: Scale,
): Promise<Measured & { readonly raw: number; readonly ratio: number }> {
  const [seconds, wanted] = quick ? [1, 1] : [5, 3];
  await ours(seconds);
  const measured: (Measured & { readonly raw: number })[] = [];
  for (let i = 0; i < wanted; i += 1) measured.push({ ...(await ours(seconds)), raw: await theirs(seconds) });
  return {
    perSecond: median(measured.map((one) => one.perSecond)),
    p99: median(measured.map((one) => one.p99)),
    raw: median(measured.map((one) => one.raw)),
    ratio: median(measured.map((one) => one.perSecond / one.raw)),
  };
}

function row(what: string, against: string, measured: Awaited<ReturnType<typeof pairs>>, target: Target | null): Row {
  const { perSecond, p99, raw, ratio } = measured;
  return {
    part: 'g',
    what: `${what}, ${CONNECTIONS} connections, against ${against}`,
    ours: `${n0(perSecond)}/s, p99 ${n1(p99)} ms`,
    raw: `${n0(raw)}/s`,
    ratio: n2(ratio),
    target: target?.text ?? '–',
    met: target?.met(perSecond, p99) ?? null,
  };
}

/** (g) Pages over HTTP: public ones beside Fastify alone, the worklist beside its own SQL too. */
export async function pages(cluster: Cluster, raw: Raw, scale: Scale): Promise<Row[]> {
  const stand = await CaseStand.begin(cluster, 'bench_pages', scale.quick ? 2_000 : 20_000, 4);
  const { seat, person } = officeIds;
  const token = await stand.app
    .get(Transactions)
    .run(SYSTEM, (tx) => stand.app.get(Sessions).open(tx, person as PersonId, seat as SeatId, 'demo'));
  const cookie = `rebond=${token}`;
  const server = await startServer(environment(stand.database, cluster.folder));
  const hello = await startHello();
  const alone = async (seconds: number): Promise<number> => (await ask(hello.port, '/', null, seconds)).perSecond;
  const rows: Row[] = [];
  const add = (...given: Parameters<typeof row>): void => {
    const one = row(...given);
    scale.log(`  ${one.what}: ${one.ours}, raw ${one.raw}`);
    rows.push(one);
  };
  try {
    for (const path of PUBLIC) {
      const measured = await pairs((seconds) => ask(server.port, path, null, seconds), alone, scale);
      add(`Public page \`${path}\``, 'Fastify alone', measured, PUBLIC_TARGET);
    }
    const worklist = (seconds: number): Promise<Measured> => ask(server.port, WORKLIST, cookie, seconds);
    const recording = await stand.record(async () => {
      const answer = await stand.app.inject({ url: WORKLIST, headers: { cookie, accept: 'text/html' } });
      if (answer.statusCode !== 200) throw new Error(answer.body);
    });
    const { database, cases } = stand;
    const sql = (seconds: number): Promise<number> =>
      raw.run({ recording, database, cases, clients: CONNECTIONS, seconds });
    const what = `The programme’s worklist over ${n0(cases)} cases`;
    add(what, 'Fastify alone', await pairs(worklist, alone, scale), null);
    add(what, `its ${recording.sent.length} statements`, await pairs(worklist, sql, scale), WORKLIST_TARGET);
    return rows;
  } finally {
    await hello.stop();
    await server.stop();
    await stand.end();
  }
}

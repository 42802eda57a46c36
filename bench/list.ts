import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { READING } from '@rebond/identity';
import type { WaveId } from '@rebond/kernel';
import { SYSTEM, Transactions, type Actor } from '@rebond/platform';
import { Territories } from '@rebond/territories';
import { Client } from 'pg';
import { listCases, listQuery } from '../libs/candidacies/src/application/list/list-cases.js';
import { searchWords } from '../libs/candidacies/src/application/list/search-words.js';
import { searchSql } from './support/cases.js';
import { asOwner, type Cluster } from './support/cluster.js';
import { median, timed } from './support/figures.js';
import { planOfList, planOfSearch, planOf } from './support/plans.js';
import { n0, n2, type Row, type Scale } from './support/row.js';
import { productIn, ROOT } from './support/stand.js';

const WARM_UP = 10;

const READER: Actor = { ...SYSTEM, role: 'programme_director', ...READING.programme_director };

/** Cases of many waves in each of which every French EPCI deposits; every 97th is on a waiting list. */
const FILL = `
  with b as (select row_number() over (order by siren) - 1 as k, count(*) over () as bodies, siren, name, folded,
                    departements, regions
               from territories.body where kind = 'epci')
  insert into candidacies.candidacy
    (id, call_id, wave_id, definition_version, state, version, engineering, lead_siren, territory, perimeter, departement,
     regions, shared, started_at, deposited_at, receipt_number, search)
  select uuidv7(), $1, w.id, 1, case when n % 97 = 0 then 'waitlisted' else 'submitted' end, 2, true, b.siren, b.name,
         array[b.siren], coalesce(b.departements[1], '75'), b.regions, true, $2, $2, 'RB-2023-' || n,
         ${searchSql('b.folded', 'b.siren', 'w.id')}
    from generate_series($3::int, $4::int) n
    join b on b.k = n % b.bodies
    cross join lateral (select ($5::uuid[])[n / b.bodies + 1] as id) w`;

interface Question {
  readonly name: string;
  /** Name of its plans' file. */
  readonly file: string;
  readonly asked: Readonly<Record<string, string>>;
  /** The words of the search; null: none. */
  readonly words: string | null;
}

function questions(wave: WaveId): readonly Question[] {
  const searched = (q: string, file: string): Question => ({
    name: `words « ${q} »`,
    file,
    asked: { wave, state: 'submitted', q },
    words: searchWords(q, wave),
  });
  return [
    searched('alès agglo', 'few-matches'),
    searched('CC', 'many-matches'),
    { name: 'no words', file: 'no-words', asked: { wave, state: 'submitted' }, words: null },
  ];
}

/** The list by hand, as owner: no policies, no function. */
const BY_HAND = `select id, wave_id, state, version, territory, lead_siren, departement, regions, admissibility,
  deposited_at, receipt_number, implicit_rejection_at
  from candidacies.candidacy where wave_id = $1 and state = $2`;
const byHand = (question: Question): { name: string; text: string; values: (string | undefined)[] } => {
  const { asked, words, file } = question;
  const given = [asked['wave'], asked['state']];
  return words === null
    ? { name: file, text: `${BY_HAND} order by id limit 51`, values: given }
    : { name: file, text: `${BY_HAND} and search @@ $3::tsquery order by id limit 51`, values: [...given, words] };
};

/** The product over so many cases, and their owner. */
interface Side {
  readonly transactions: Transactions;
  readonly owner: Client;
  readonly appUrl: string;
  end(): Promise<void>;
}

async function side(cluster: Cluster, name: string, cases: number, waves: readonly WaveId[]): Promise<Side> {
  const { ownerUrl, appUrl } = await cluster.database(name);
  const { app } = await productIn({ ownerUrl, appUrl }, cluster.folder, 2);
  const owner = new Client({ connectionString: ownerUrl });
  await owner.connect();
  const transactions = app.get(Transactions);
  await transactions.run(SYSTEM, (tx) => app.get(Territories).load(tx));
  const [call, at] = [randomUUID(), Temporal.Now.instant().toString()];
  for (let n = 1; n <= cases; n += 100_000) await owner.query(FILL, [call, at, n, Math.min(cases, n + 99_999), waves]);
  await owner.query('vacuum analyze');
  return {
    transactions,
    owner,
    appUrl,
    end: async () => {
      await owner.end();
      await app.close();
    },
  };
}

interface Times {
  readonly ours: number;
  readonly raw: number;
  /** The product over the few. */
  readonly few: number;
}

/** Medians in milliseconds of a page asked in turn of the product, of PostgreSQL, and of the product over few cases. */
async function compare(many: Side, few: Side, question: Question, times: number): Promise<Times> {
  const query = listQuery.parse(question.asked);
  const page = async ({ transactions }: Side): Promise<readonly string[]> =>
    (await transactions.run(READER, (tx) => listCases(tx, query))).items.map((item) => item.id);
  const measured: Record<keyof Times, number[]> = { ours: [], raw: [], few: [] };
  for (let i = 0; i < times + WARM_UP; i += 1) {
    let ids: readonly string[] = [];
    let expected: readonly string[] = [];
    const ours = await timed(async () => {
      ids = await page(many);
    });
    const raw = await timed(async () => {
      expected = (await many.owner.query<{ id: string }>(byHand(question))).rows.map((row) => row.id);
    });
    const overFew = await timed(() => page(few));
    if (ids.length === 0 || ids.join() !== expected.slice(0, ids.length).join())
      throw new Error(`Two answers to ${question.name}`);
    if (i < WARM_UP) continue;
    measured.ours.push(ours);
    measured.raw.push(raw);
    measured.few.push(overFew);
  }
  return { ours: median(measured.ours), raw: median(measured.raw), few: median(measured.few) };
}

async function keepPlans(app: Client, owner: Client, question: Question, total: number): Promise<void> {
  const folder = join(ROOT, 'bench/plans');
  mkdirSync(folder, { recursive: true });
  const { text, values } = byHand(question);
  const ours =
    question.words === null
      ? await planOfList(app, READER, question.asked)
      : await planOfSearch(owner, READER, question.words, question.asked);
  const sections = [
    `A wave's list filtered by state, ${question.name}, over ${n0(total)} cases (explain analyze, PostgreSQL 18).`,
    `== The product's (row-level security, or its predicate in the search function)\n\n${ours}`,
    `== By hand, as owner\n\n${await planOf(owner, text, values)}`,
  ];
  writeFileSync(join(folder, `${question.file}.txt`), `${sections.join('\n\n')}\n`);
}

/** (c) A wave's list with a filter and words, over many cases, against the same by hand and over a hundredth of them. */
export async function list(cluster: Cluster, { quick, log }: Scale): Promise<Row[]> {
  const [fewCases, manyCases] = quick ? [4_000, 50_000] : [10_000, 1_000_000];
  const waves = Array.from({ length: 1_000 }, () => randomUUID() as string as WaveId);
  const wave = waves[1];
  if (wave === undefined) throw new Error('no wave');
  const few = await side(cluster, 'bench_list_few', fewCases, waves);
  const many = await side(cluster, 'bench_list', manyCases, waves);
  try {
    const rows: Row[] = [];
    for (const question of questions(wave)) {
      const times = await compare(many, few, question, quick ? 20 : 200);
      log(`  list, ${question.name}: ${n2(times.ours)} ms, by hand ${n2(times.raw)} ms, over few ${n2(times.few)} ms`);
      rows.push(...rowsOf(question, times, fewCases, manyCases));
    }
    if (!quick)
      await asOwner(many.appUrl, async (app) => {
        for (const question of questions(wave)) await keepPlans(app, many.owner, question, manyCases);
      });
    return rows;
  } finally {
    await few.end();
    await many.end();
  }
}

function rowsOf({ name }: Question, { ours, raw, few }: Times, fewCases: number, manyCases: number): Row[] {
  const what = `A wave's list filtered by state, ${name}, over ${n0(manyCases)} cases`;
  const common = { part: 'c', ours: `${n2(ours)} ms` };
  return [
    {
      ...common,
      what: `${what}, against SQL by hand as owner`,
      raw: `${n2(raw)} ms`,
      ratio: n2(ours / raw),
      target: '≤ 1.5 × + 5 ms',
      met: ours <= 1.5 * raw + 5,
    },
    {
      ...common,
      what: `${what}, against its own time over ${n0(fewCases)}`,
      raw: `${n2(few)} ms`,
      ratio: n2(ours / few),
      target: '≤ 1.5 ×',
      met: ours <= 1.5 * few,
    },
  ];
}

import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { READING } from '@rebond/identity';
import type { WaveId } from '@rebond/kernel';
import { SYSTEM, Transactions, type Actor } from '@rebond/platform';
import { Territories } from '@rebond/territories';
import type { Client } from 'pg';
import { listCases, listQuery } from '../libs/candidacies/src/application/list/list-cases.js';
import { searchWords } from '../libs/candidacies/src/application/list/search-words.js';
import { asOwner, type Cluster } from './support/cluster.js';
import { median, timed } from './support/figures.js';
import { planOfList, planOfSearch, planOf } from './support/plans.js';
import { n0, n2, type Row, type Scale } from './support/row.js';
import { productIn, ROOT } from './support/stand.js';

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
         to_tsvector('simple', concat_ws(' ', regexp_replace(b.folded, '[^a-z0-9]+', ' ', 'g'), b.siren,
                                         'wave' || replace(w.id::text, '-', '')))
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
    searched('cambr', 'few-matches'),
    searched("communauté d'agglo", 'many-matches'),
    { name: 'no words', file: 'no-words', asked: { wave, state: 'submitted' }, words: null },
  ];
}

/** The list by hand, as owner: no policies, no function. */
const BY_HAND = `select id, wave_id, state, version, territory, lead_siren, departement, regions, admissibility,
  deposited_at, receipt_number, implicit_rejection_at
  from candidacies.candidacy where wave_id = $1 and state = $2`;
const byHand = (question: Question): { name: string; text: string; values: unknown[] } => {
  const { asked, words, file } = question;
  const given = [asked['wave'], asked['state']];
  return words === null
    ? { name: file, text: `${BY_HAND} order by id limit 51`, values: given }
    : { name: file, text: `${BY_HAND} and search @@ $3::tsquery order by id limit 51`, values: [...given, words] };
};

interface Times {
  readonly ours: number;
  readonly raw: number;
}

/** Medians in milliseconds of a page asked in turn of the product and of PostgreSQL. */
async function compare(transactions: Transactions, owner: Client, question: Question, times: number): Promise<Times> {
  const query = listQuery.parse(question.asked);
  const ours: number[] = [];
  const raw: number[] = [];
  let ids: readonly string[] = [];
  for (let i = 0; i < times + 10; i += 1) {
    const mine = await timed(async () => {
      ids = (await transactions.run(READER, (tx) => listCases(tx, query))).items.map((item) => item.id);
    });
    let expected: readonly string[] = [];
    const theirs = await timed(async () => {
      expected = (await owner.query<{ id: string }>(byHand(question))).rows.map((row) => row.id);
    });
    if (ids.length === 0 || ids.join() !== expected.slice(0, ids.length).join())
      throw new Error(`Two answers to ${question.name}`);
    if (i < 10) continue;
    ours.push(mine);
    raw.push(theirs);
  }
  return { ours: median(ours), raw: median(raw) };
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
  const database = await cluster.database('bench_list');
  const { app } = await productIn(database, cluster.folder, 2);
  const transactions = app.get(Transactions);
  const [few, many] = quick ? [2_000, 50_000] : [10_000, 1_000_000];
  try {
    await transactions.run(SYSTEM, (tx) => app.get(Territories).load(tx));
    return await asOwner(database.ownerUrl, async (owner) => {
      const waves = Array.from({ length: 1_000 }, () => randomUUID() as string as WaveId);
      const call = randomUUID();
      const fill = async (from: number, to: number): Promise<void> => {
        const at = Temporal.Now.instant().toString();
        for (let n = from; n <= to; n += 100_000)
          await owner.query(FILL, [call, at, n, Math.min(to, n + 99_999), waves]);
        await owner.query('vacuum analyze candidacies.candidacy');
      };
      const asked = questions(waves[1] ?? waves[0] ?? ('' as WaveId));
      const measure = async (): Promise<Times[]> => {
        const all: Times[] = [];
        for (const question of asked) all.push(await compare(transactions, owner, question, quick ? 20 : 100));
        return all;
      };
      await fill(1, few);
      const small = await measure();
      await fill(few + 1, many);
      const large = await measure();
      if (!quick)
        await asOwner(database.appUrl, async (reader) => {
          for (const question of asked) await keepPlans(reader, owner, question, many);
        });
      return asked.flatMap((question, i) => {
        const [mine, before] = [large[i], small[i]];
        if (!mine || !before) throw new Error('a question was not measured');
        log(`  list, ${question.name}: ${n2(mine.ours)} ms, by hand ${n2(mine.raw)} ms, over few ${n2(before.ours)} ms`);
        const what = `A wave's list filtered by state, ${question.name}, over ${n0(many)} cases`;
        return [
          {
            part: 'c',
            what: `${what}, against SQL by hand as owner`,
            ours: `${n2(mine.ours)} ms`,
            raw: `${n2(mine.raw)} ms`,
            ratio: n2(mine.ours / mine.raw),
            target: '≤ 1.5 × + 5 ms',
            met: mine.ours <= 1.5 * mine.raw + 5,
          },
          {
            part: 'c',
            what: `${what}, against its own time over ${n0(few)}`,
            ours: `${n2(mine.ours)} ms`,
            raw: `${n2(before.ours)} ms`,
            ratio: n2(mine.ours / before.ours),
            target: '≤ 1.5 ×',
            met: mine.ours <= 1.5 * before.ours,
          },
        ];
      });
    });
  } finally {
    await app.close();
  }
}

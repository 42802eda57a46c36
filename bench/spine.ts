import { Cases } from '@rebond/candidacies';
import { READING } from '@rebond/identity';
import type { OrganisationId, PersonId, SeatId } from '@rebond/kernel';
import { Transactions, type Actor } from '@rebond/platform';
import { caseId, FIRST, officeIds, SAMPLE } from './support/cases.js';
import type { Cluster } from './support/cluster.js';
import { median } from './support/figures.js';
import type { Raw } from './support/raw.js';
import { n0, n2, type Row, type Scale } from './support/row.js';
import { CaseStand } from './support/stand.js';

const CONCURRENT = 32;

const OFFICE: Actor = {
  role: 'programme_director',
  seatId: officeIds.seat as SeatId,
  personId: officeIds.person as PersonId,
  organisationId: officeIds.organisation as OrganisationId,
  cases: [],
  recused: [],
  withheldWaves: [],
  undeclaredWaves: [],
  ...READING.programme_director,
};

/** Admits a case: lock, machine, audit, outbox, commit; the state stays, so that it can be done again. */
async function admit(transactions: Transactions, cases: Cases, n: number): Promise<void> {
  await transactions.run(OFFICE, async (tx) => {
    const { id, version } = await cases.lockOne(tx, caseId(n));
    await cases.move(tx, { id, expectedVersion: version, event: { type: 'ADMIT', facts: {} } });
  });
}

/** Transactions a second of this process, `CONCURRENT` at once on random cases. */
async function ours({ app, cases: count }: CaseStand, seconds: number): Promise<number> {
  const [transactions, cases] = [app.get(Transactions), app.get(Cases)];
  const start = performance.now();
  const end = start + seconds * 1000;
  let done = 0;
  const one = async (): Promise<void> => {
    while (performance.now() < end) {
      await admit(transactions, cases, FIRST + Math.floor(Math.random() * count));
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: CONCURRENT }, one));
  return done / ((performance.now() - start) / 1000);
}

/** (a) The spine's transition in process against the same statements of the raw client. */
export async function spine(cluster: Cluster, raw: Raw, { quick, log }: Scale): Promise<Row[]> {
  const stand = await CaseStand.begin(cluster, 'bench_spine', quick ? 2_000 : 20_000, CONCURRENT);
  try {
    const [transactions, cases] = [stand.app.get(Transactions), stand.app.get(Cases)];
    const recording = await stand.record(() => admit(transactions, cases, SAMPLE));
    const seconds = quick ? 2 : 10;
    const transaction = { recording, database: stand.database, cases: stand.cases };
    await ours(stand, seconds / 2);
    await raw.run({ ...transaction, clients: CONCURRENT, seconds: seconds / 2 });
    const pairs: { ours: number; raw: number }[] = [];
    for (let i = 0; i < (quick ? 1 : 5); i += 1) {
      const mine = await ours(stand, seconds);
      const theirs = await raw.run({ ...transaction, clients: CONCURRENT, seconds });
      pairs.push({ ours: mine, raw: theirs });
      log(`  spine, pair ${String(i + 1)}: ${n0(mine)}/s against ${n0(theirs)}/s, ${n2(mine / theirs)}`);
    }
    const ratio = median(pairs.map((pair) => pair.ours / pair.raw));
    return [
      {
        part: 'a',
        what: `The spine's transition in process, ${String(CONCURRENT)} concurrent, median of ${String(pairs.length)} interleaved pairs`,
        ours: `${n0(median(pairs.map((pair) => pair.ours)))}/s`,
        raw: `${n0(median(pairs.map((pair) => pair.raw)))}/s`,
        ratio: n2(ratio),
        target: '≥ 0.6',
        met: ratio >= 0.6,
      },
    ];
  } finally {
    await stand.end();
  }
}

import { CandidaciesModule } from '@rebond/candidacies';
import { TerritoriesModule } from '@rebond/territories';
import { CandidaciesJobsModule } from '@rebond-jobs/candidacies';
import { Client } from 'pg';

import { api, type Answer, type Api } from '../support/api.js';
import { HeldClock } from '../support/clock.js';
import { type TestDatabase, testDatabase } from '../support/database.js';
import { seatOf } from '../support/seats.js';
import { startServer, type TestServer } from '../support/server.js';
import { startWorker, type TestWorker } from '../support/worker.js';
import { ANY_FIELD, draftsIn, officeOf, openWave, type PreparedCase, submitted } from './prepared-cases.js';

/** Pairs under way at once: twice as many requests. */
const AT_ONCE = 50;
const SEEN = 2;

interface Act {
  readonly by: 'territory' | 'officer';
  readonly path: string;
  readonly body: unknown;
  /** What the audit log calls it; its letter has the same kind. */
  readonly action: string;
}

const WITHDRAW: Act = { by: 'territory', path: 'withdrawal', body: {}, action: 'candidacy.withdrawn' };
const INADMISSIBLE: Act = {
  by: 'officer',
  path: 'admissibility',
  body: { admissible: false, reasons: ['Hors du champ de l’appel.'] },
  action: 'candidacy.declared-inadmissible',
};
const ADMISSIBLE: Act = {
  by: 'officer',
  path: 'admissibility',
  body: { admissible: true },
  action: 'candidacy.admitted',
};
const COMPLETION: Act = {
  by: 'officer',
  path: 'completion-requests',
  body: { fields: [ANY_FIELD], message: 'Précisez le nom du site.' },
  action: 'candidacy.completion-requested',
};
const CONTRADICTIONS: readonly (readonly [Act, Act])[] = [
  [WITHDRAW, INADMISSIBLE],
  [COMPLETION, WITHDRAW],
  [INADMISSIBLE, ADMISSIBLE],
  [ADMISSIBLE, WITHDRAW],
  [COMPLETION, INADMISSIBLE],
];
/** An admission is told by the decision that follows it, not by a letter of its own. */
const SILENT = ADMISSIBLE.action;

describe.each([
  { pool: 10, pairs: 1000 },
  { pool: 2, pairs: 300 },
])('two contradictory moves of one case at the same time, $pool connections to the database', ({ pool, pairs }) => {
  let database: TestDatabase;
  let server: TestServer;
  let worker: TestWorker;
  let judge: Client;
  let officer: Api;
  let cases: readonly PreparedCase[];
  const clock = new HeldClock('2024-03-01T10:00+01:00[Europe/Paris]');
  const results: { one: PreparedCase; acts: readonly [Act, Act]; answers: readonly [Answer, Answer] }[] = [];

  beforeAll(async () => {
    database = await testDatabase();
    judge = new Client({ connectionString: database.superuserUrl });
    await judge.connect();
    const variables = { DATABASE_POOL: String(pool) };
    server = await startServer({ database, clock, variables });
    const wave = await openWave(await officeOf(database, server.url), {
      name: 'Relève',
      opensAt: '2024-01-15T17:00:00+01:00',
      cutoffAt: '2024-03-15T17:00:00+01:00',
    });
    cases = await draftsIn(database, wave, pairs);
    await submitted(database, wave, cases, clock.now());
    officer = api(server.url, (await seatOf(database, { role: 'bdt_officer' })).token);
    worker = await startWorker({
      database,
      clock,
      modules: [TerritoriesModule, CandidaciesModule, CandidaciesJobsModule],
      environment: variables,
    });
  });
  afterAll(async () => {
    await judge.end();
    await worker.stop();
    await server.stop();
    await database.drop();
  });

  const play = async (one: PreparedCase, acts: readonly [Act, Act]): Promise<void> => {
    const territory = api(server.url, one.token);
    const send = ({ by, path, body }: Act): Promise<Answer> =>
      (by === 'officer' ? officer : territory).post(`/api/candidacies/${one.id}/${path}`, body, { ifMatch: SEEN });
    results.push({ one, acts, answers: await Promise.all([send(acts[0]), send(acts[1])]) });
  };

  it(`answers one success and one 409 to each of ${pairs} pairs`, async () => {
    const waiting = cases.map((one, i) => ({ one, acts: CONTRADICTIONS[i % CONTRADICTIONS.length]! }));
    const lane = async (): Promise<void> => {
      for (let next = waiting.pop(); next; next = waiting.pop()) await play(next.one, next.acts);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, lane));
    expect(results).toHaveLength(pairs);
    const odd = results.filter(({ answers: [a, b] }) => {
      const [won, lost] = a.status < 300 ? [a, b] : [b, a];
      return won.status >= 300 || lost.status !== 409 || lost.body.code !== 'stale-version';
    });
    expect(odd.map(({ answers }) => answers.map(({ status, body }) => [status, body] as [number, unknown]))).toEqual(
      [],
    );
  }, 120_000);

  it('lets each side win sometimes', () => {
    for (const pair of CONTRADICTIONS) {
      const played = results.filter(({ acts }) => acts === pair);
      const first = played.filter(({ answers: [a] }) => a.status < 300).length;
      expect([first > 0, first < played.length]).toEqual([true, true]);
    }
  });

  it('writes one audit entry more, that of the move that won', async () => {
    const { rows } = await judge.query<{ id: string; actions: string[] }>(
      `select candidacy_id as id, array_agg(action order by seq) as actions from platform.audit_entry
        where stream like 'candidacy:%' group by candidacy_id`,
    );
    const actions = new Map(rows.map((row) => [row.id, row.actions]));
    for (const result of results)
      expect(actions.get(result.one.id)).toEqual(['candidacy.started', 'candidacy.deposited', wonBy(result)]);
    const { rows: moved } = await judge.query('select 1 from candidacies.candidacy where version = 3');
    expect(moved).toHaveLength(pairs);
  });

  it('sends one set of mails, those of the move that won', async () => {
    await worker.settled(90_000);
    const { rows } = await judge.query<{ id: string; mails: string[] }>(
      `select candidacy_id as id, array_agg(kind || ' ' || recipient || ' ' || (sent_at is not null)) as mails
         from platform.mail group by candidacy_id`,
    );
    const mails = new Map(rows.map((row) => [row.id, row.mails]));
    for (const result of results) {
      const won = wonBy(result);
      expect(mails.get(result.one.id)).toEqual(won === SILENT ? undefined : [`${won} ${result.one.email} true`]);
    }
    const ids = worker.inbox.mails.map((mail) => mail.messageId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toHaveLength(rows.length);
  }, 120_000);

  const wonBy = ({ acts, answers }: (typeof results)[number]): string => acts[answers[0].status < 300 ? 0 : 1].action;
});

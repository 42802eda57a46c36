import { Directory, IdentityModule } from '@rebond/identity';
import type { CandidacyId, OrganisationId } from '@rebond/kernel';
import { type Actor, ANONYMOUS, type Mail, SYSTEM, statement, type Tx } from '@rebond/platform';
import { randomUUID } from 'node:crypto';
import { testAudiences } from '../../../../test/support/audiences.js';
import { HeldClock } from '../../../../test/support/clock.js';
import { type TestDatabase, testDatabase } from '../../../../test/support/database.js';
import { type SmtpSink, startSmtpSink } from '../../../../test/support/smtp-sink.js';
import { startWorker, type TestWorker } from '../../../../test/support/worker.js';
import {
  type Deadline,
  type DueReminder,
  REMINDER_KINDS,
  type ReminderKind,
  type ReminderRule,
  Reminders,
  RemindersModule,
} from '../index.js';
import { RemindersJobsModule } from './index.js';
import { ReminderWork } from './reminder-work.js';

const paris = (text: string): Temporal.Instant => Temporal.ZonedDateTime.from(`${text}[Europe/Paris]`).toInstant();

const RULE: ReminderRule = {
  kind: 'draft-not-deposited',
  before: [{ days: 5, unit: 'working' }, { days: 1, unit: 'working' }, { workingHours: 2 }],
};
/** Sunday 1 October: reminders on Monday 25 at 09:00, Friday 29 at 09:00 and at 15:00. */
const CUTOFF = '2023-10-01T12:00';

/** Tells the holders of the territory's seats; refuses to compose for things called `mauvais`. */
async function tellTheLead(tx: Tx, due: readonly DueReminder[]): Promise<readonly Mail[]> {
  if (due.some((one) => one.key === 'mauvais')) throw new Error('unreadable draft');
  const mails: Mail[] = [];
  for (const one of due) {
    const recipients = await new Directory().recipientsOfCase(tx, one.candidacyId, ['lead']);
    for (const to of recipients)
      mails.push({
        kind: one.kind,
        cause: one.id,
        candidacyId: one.candidacyId,
        to,
        subject: `Rappel ${one.ordinal}`,
        text: one.key,
      });
  }
  return mails;
}

const MODULES = [RemindersModule, IdentityModule, RemindersJobsModule];

describe('Reminders', () => {
  let database: TestDatabase;
  let inbox: SmtpSink;
  let clock: HeldClock;
  let worker: TestWorker;
  let reminders: Reminders;

  const start = (): Promise<TestWorker> =>
    startWorker({ database, clock, inbox, modules: [...MODULES, testAudiences(REMINDER_KINDS, tellTheLead)] });

  beforeAll(async () => {
    database = await testDatabase();
    inbox = await startSmtpSink();
  });
  afterAll(async () => {
    await inbox.stop();
    await database.drop();
  });
  beforeEach(async () => {
    inbox.clear();
    clock = new HeldClock(paris('2023-09-01T08:00'));
    worker = await start();
    reminders = worker.app.get(Reminders, { strict: false });
  });
  afterEach(async () => {
    await asSystem((tx) => tx.query(statement('spec_clear', 'delete from reminders.reminder')));
    await worker.stop();
  });

  const asSystem = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => worker.transactions.run(SYSTEM, work);

  /** A candidacy whose lead has one seat, held by a person with this address. */
  async function aCandidacy(email: string): Promise<CandidacyId> {
    const id = randomUUID() as CandidacyId;
    await asSystem(async (tx) => {
      const organisationId = randomUUID() as OrganisationId;
      const at = tx.at.toString();
      await tx.manager.query(
        `insert into identity.organisation (id, kind, name, mailbox, created_at) values ($1, 'epci', 'Agglomération', $2, $3)`,
        [organisationId, email, at],
      );
      await tx.manager.query(
        `insert into identity.seat (id, organisation_id, role, title, created_at) values ($1, $1, 'epci_lead', 'Chef de projet', $2)`,
        [organisationId, at],
      );
      await new Directory().grant(tx, [{ candidacyId: id, organisationId, basis: 'lead' }]);
      await takeSeat(tx, organisationId, email);
    });
    return id;
  }

  async function takeSeat(tx: Tx, seatId: string, email: string): Promise<void> {
    const at = tx.at.toString();
    await tx.manager.query(`update identity.holding set until_at = $2 where seat_id = $1 and until_at is null`, [
      seatId,
      at,
    ]);
    const person = randomUUID();
    await tx.manager.query(`insert into identity.person (id, name, email, created_at) values ($1, $2, $2, $3)`, [
      person,
      email,
      at,
    ]);
    await tx.manager.query(`insert into identity.holding (seat_id, person_id, from_at) values ($1, $2, $3)`, [
      seatId,
      person,
      at,
    ]);
  }

  const aDeadline = (candidacyId: CandidacyId, dueAt: string, given: Partial<Deadline> = {}): Deadline => ({
    kind: 'draft-not-deposited',
    key: 'draft',
    candidacyId,
    dueAt: paris(dueAt),
    departement: '30',
    ...given,
  });

  const plan = (...deadlines: readonly Deadline[]): Promise<void> =>
    asSystem((tx) =>
      reminders.replan(
        tx,
        deadlines.map((deadline) => ({ deadline, rule: { ...RULE, kind: deadline.kind } })),
      ),
    );

  const at = async (moment: string | Temporal.Instant): Promise<void> => {
    clock.set(typeof moment === 'string' ? paris(moment) : moment);
    await worker.settled();
  };
  const told = (email: string): readonly string[] => inbox.to(email).map((mail) => mail.subject);
  const past = (id: CandidacyId) => asSystem((tx) => reminders.past(tx, id));
  const upcoming = (id: CandidacyId) => asSystem((tx) => reminders.upcoming(tx, id));

  it('of a cut-off on a Sunday leave on the working days before it, each once', async () => {
    const ales = await aCandidacy('ales@example.org');
    await plan(aDeadline(ales, CUTOFF));
    expect(await upcoming(ales)).toHaveLength(3);
    await at('2023-09-25T08:59');
    expect(told('ales@example.org')).toEqual([]);
    await at('2023-09-25T09:00');
    await at('2023-09-25T09:01');
    expect(told('ales@example.org')).toEqual(['Rappel 0']);
    await at('2023-09-29T14:59');
    expect(told('ales@example.org')).toEqual(['Rappel 0', 'Rappel 1']);
    await at('2023-09-29T15:00');
    await at('2023-10-01T12:00');
    await at('2023-10-02T09:00');
    expect(told('ales@example.org')).toEqual(['Rappel 0', 'Rappel 1', 'Rappel 2']);
    expect((await past(ales)).map((one) => one.mails)).toEqual([1, 1, 1]);
    expect(await upcoming(ales)).toEqual([]);
  });

  it.each([
    ['spring', '2023-03-25T12:00', '2023-03-27T12:00', '2023-03-27T08:00:00Z'],
    ['autumn', '2023-10-28T12:00', '2023-10-30T12:00', '2023-10-30T09:00:00Z'],
  ])(
    'fire at the right hour, once, after the %s night in which the clocks change',
    async (name, from, dueAt, fires) => {
      const email = `${name}@example.org`;
      clock.set(paris('2023-03-01T00:00'));
      const id = await aCandidacy(email);
      await plan(aDeadline(id, dueAt));
      await at(from);
      inbox.clear();
      const arrivals: string[] = [];
      for (let hour = 0; hour < 49; hour += 1) {
        clock.advance({ hours: 1 });
        await worker.settled();
        while (arrivals.length < inbox.mails.length) arrivals.push(clock.now().toString());
      }
      expect(arrivals).toEqual([fires]);
      expect(told(email)).toEqual(['Rappel 2']);
    },
  );

  it('planned in the hour that the autumn night repeats fire at once, and not again an hour later', async () => {
    const id = await aCandidacy('nuit@example.org');
    clock.set('2023-10-29T00:30:00Z'); // 02:30, for the first time
    await plan(aDeadline(id, '2023-10-29T12:00'));
    await worker.settled();
    await at(Temporal.Instant.from('2023-10-29T01:30:00Z')); // 02:30, for the second
    await at(Temporal.Instant.from('2023-10-29T02:30:00Z'));
    expect(told('nuit@example.org')).toEqual(['Rappel 2']);
  });

  it('planned in the hour that the spring night skips fire at once, once', async () => {
    clock.set(paris('2023-03-26T02:30'));
    const id = await aCandidacy('printemps@example.org');
    await plan(aDeadline(id, '2023-03-26T12:00'));
    await worker.settled();
    await at('2023-03-26T03:30');
    await at('2023-03-26T04:30');
    expect(told('printemps@example.org')).toEqual(['Rappel 2']);
  });

  it('catch up after three days without a worker: each once, but for those whose deadline is over', async () => {
    const [late, open] = [await aCandidacy('en-retard@example.org'), await aCandidacy('ouvert@example.org')];
    await plan(aDeadline(late, '2023-09-15T12:00'), aDeadline(open, '2023-09-18T12:00'));
    await at('2023-09-12T18:00');
    expect(told('en-retard@example.org')).toEqual(['Rappel 0']);
    expect(told('ouvert@example.org')).toEqual(['Rappel 0']);
    await worker.stop();
    clock.set(paris('2023-09-15T18:00'));
    worker = await start();
    reminders = worker.app.get(Reminders, { strict: false });
    await worker.settled();
    expect(told('en-retard@example.org')).toEqual(['Rappel 0']);
    expect(told('ouvert@example.org')).toEqual(['Rappel 0', 'Rappel 1']);
    expect((await past(late)).map((one) => [one.ordinal, one.missedAt?.equals(clock.now()) ?? false])).toEqual([
      [0, false],
      [1, true],
      [2, true],
    ]);
    await at('2023-09-18T10:00');
    expect(told('ouvert@example.org')).toEqual(['Rappel 0', 'Rappel 1', 'Rappel 2']);
  });

  it('all overdue ones of a deadline still ahead fire when the worker comes back', async () => {
    const id = await aCandidacy('rattrapage@example.org');
    await plan(aDeadline(id, CUTOFF));
    await worker.stop();
    clock.set(paris('2023-09-30T10:00'));
    worker = await start();
    await worker.settled();
    expect([...told('rattrapage@example.org')].sort()).toEqual(['Rappel 0', 'Rappel 1', 'Rappel 2']);
  });

  it('once cancelled do not fire: all of a case, or one piece of it', async () => {
    const [gone, piece] = [await aCandidacy('retire@example.org'), await aCandidacy('pieces@example.org')];
    const owed = (key: string) => aDeadline(piece, CUTOFF, { kind: 'piece-owed', key });
    await plan(aDeadline(gone, CUTOFF), owed('budget'), owed('deliberation'));
    await asSystem(async (tx) => {
      await reminders.cancel(tx, [gone]);
      await reminders.cancel(tx, piece, ['piece-owed'], ['budget']);
      await reminders.cancel(tx, piece, ['review-due']);
    });
    await at('2023-09-30T00:00');
    expect(told('retire@example.org')).toEqual([]);
    expect(inbox.to('pieces@example.org').map((mail) => mail.text.trim())).toEqual(Array(3).fill('deliberation'));
  });

  it('of a prolonged wave move to the new cut-off', async () => {
    const id = await aCandidacy('prolonge@example.org');
    await plan(aDeadline(id, CUTOFF));
    await at('2023-09-26T10:00');
    await plan(aDeadline(id, '2023-10-08T12:00'));
    expect((await upcoming(id)).map((one) => one.dueAt.toString())).toEqual(
      ['2023-10-02T09:00', '2023-10-06T09:00', '2023-10-06T15:00'].map((text) => paris(text).toString()),
    );
    await at('2023-10-01T12:00');
    expect(told('prolonge@example.org')).toEqual(['Rappel 0']);
    await at('2023-10-02T09:00');
    await at('2023-10-06T14:59');
    await at('2023-10-08T11:59');
    expect(told('prolonge@example.org')).toEqual(['Rappel 0', 'Rappel 0', 'Rappel 1', 'Rappel 2']);
  });

  it('planned twice are the same reminders', async () => {
    const id = await aCandidacy('deux-fois@example.org');
    await plan(aDeadline(id, CUTOFF));
    await plan(aDeadline(id, CUTOFF));
    await at('2023-09-25T09:00');
    await plan(aDeadline(id, CUTOFF));
    await at('2023-09-29T14:59');
    await at('2023-10-01T11:00');
    expect(told('deux-fois@example.org')).toEqual(['Rappel 0', 'Rappel 1', 'Rappel 2']);
  });

  it('missed during an outage fire for the prolonged deadline', async () => {
    const id = await aCandidacy('panne@example.org');
    await plan(aDeadline(id, CUTOFF));
    await worker.stop();
    clock.set(paris('2023-10-01T13:00'));
    worker = await start();
    reminders = worker.app.get(Reminders, { strict: false });
    await worker.settled();
    expect(told('panne@example.org')).toEqual([]);
    await plan(aDeadline(id, '2023-10-01T18:00'));
    await worker.settled();
    expect(told('panne@example.org')).toEqual(['Rappel 2']);
  });

  it('go to whoever holds the seat when they leave, not when they were planned', async () => {
    const id = await aCandidacy('ancienne@example.org');
    await plan(aDeadline(id, CUTOFF));
    clock.set(paris('2023-09-20T00:00'));
    await asSystem(async (tx) => {
      const [seat] = await tx.query<{ organisation_id: string }>(
        statement('spec_seat', 'select organisation_id from identity.case_access where candidacy_id = $1'),
        [id],
      );
      await takeSeat(tx, seat!.organisation_id, 'nouveau@example.org');
    });
    await at('2023-09-25T09:00');
    expect(told('ancienne@example.org')).toEqual([]);
    expect(told('nouveau@example.org')).toEqual(['Rappel 0']);
  });

  it('with nobody to tell have fired all the same', async () => {
    const id = randomUUID() as CandidacyId;
    await plan(aDeadline(id, CUTOFF));
    await at('2023-09-25T09:00');
    expect((await past(id)).map((one) => [one.ordinal, one.mails])).toEqual([[0, 0]]);
  });

  it('fire once with two workers at once, and with the same job given twice', async () => {
    const emails = Array.from({ length: 120 }, (_, i) => `territoire-${i}@example.org`);
    const ids = [];
    for (const email of emails) ids.push(await aCandidacy(email));
    await plan(...ids.map((id) => aDeadline(id, CUTOFF)));
    const rows = await asSystem((tx) =>
      tx.query<{ id: string }>(statement('spec_ids', 'select id from reminders.reminder order by due_at, id')),
    );
    const other = await start();
    const works = [worker, other].map((one) => one.app.get(ReminderWork, { strict: false }));
    clock.set(paris('2023-09-29T15:00'));
    await Promise.all(
      works.flatMap((work) => [0, 100, 200].map((i) => work.perform(rows.slice(i, i + 100).map((r) => r.id)))),
    );
    await Promise.all([worker.settled(), other.settled()]);
    await other.stop();
    for (const email of emails) expect([...told(email)].sort()).toEqual(['Rappel 0', 'Rappel 1', 'Rappel 2']);
    expect(new Set(inbox.mails.map((mail) => mail.messageId)).size).toBe(360);
  });

  it('hold up no other when one cannot be composed; it is tried again, then parked', async () => {
    const [good, bad] = [await aCandidacy('bon@example.org'), await aCandidacy('mauvais@example.org')];
    await plan(aDeadline(bad, CUTOFF, { key: 'mauvais' }), aDeadline(good, CUTOFF));
    await at('2023-09-25T09:00');
    expect(told('bon@example.org')).toEqual(['Rappel 0']);
    for (const seconds of [1, 5, 15, 60, 300, 900, 3600, 7200, 14_400, 43_200, 86_400, 172_800]) {
      clock.advance({ seconds });
      await worker.settled();
    }
    const [given] = await past(bad);
    expect(given?.parkedAt?.equals(clock.now())).toBe(true);
    const [row] = await asSystem((tx) =>
      tx.query<{ attempts: number; last_error: string }>(
        statement('spec_parked', 'select attempts, last_error from reminders.reminder where parked_at is not null'),
      ),
    );
    expect(row).toEqual({ attempts: 13, last_error: 'Error: unreadable draft' });
  });

  it('are planned by the territory in its own case, and hidden from whoever does not see the case', async () => {
    const id = randomUUID() as CandidacyId;
    const lead: Actor = { ...SYSTEM, role: 'epci_lead', reach: 'none' };
    await worker.transactions.run(lead, async (tx) => {
      await tx.include(id);
      await reminders.replan(tx, [{ deadline: aDeadline(id, CUTOFF), rule: RULE }]);
    });
    expect(await worker.transactions.run({ ...lead, cases: [id] }, (tx) => reminders.upcoming(tx, id))).toHaveLength(3);
    for (const actor of [lead, ANONYMOUS, { ...lead, reach: 'shared' as const, recused: [id] }])
      expect(await worker.transactions.run(actor, (tx) => reminders.upcoming(tx, id))).toEqual([]);
    await expect(
      worker.transactions.run(lead, (tx) =>
        reminders.replan(tx, [{ deadline: aDeadline(randomUUID() as CandidacyId, CUTOFF), rule: RULE }]),
      ),
    ).rejects.toThrow(/row-level security/);
  });
});

describe('A worker', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(() => database.drop());

  const startWith = (...kinds: readonly ReminderKind[]): Promise<TestWorker> =>
    startWorker({
      database,
      clock: new HeldClock(paris('2023-09-01T08:00')),
      modules: [...MODULES, testAudiences(kinds)],
    });

  it('does not start when a kind of reminder has no audience', async () => {
    const kinds = REMINDER_KINDS.filter((kind) => kind !== 'review-due' && kind !== 'piece-owed');
    await expect(startWith(...kinds)).rejects.toThrow('without audience: piece-owed, review-due; with several: none');
  });

  it('does not start when a kind of reminder has two audiences', async () => {
    await expect(startWith(...REMINDER_KINDS, 'committee-coming')).rejects.toThrow(
      'without audience: none; with several: committee-coming',
    );
  });
});

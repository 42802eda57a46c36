import { CandidaciesJobsModule } from '@rebond-jobs/candidacies';
import { RemindersJobsModule } from '@rebond-jobs/reminders';
import type { Siren } from '@rebond/kernel';
import { declared } from '../../../../test/support/declare.js';
import { testAudiences } from '../../../../test/support/audiences.js';
import { CaseJourney } from '../../../../test/support/case-journey.js';
import { aCandidacy } from '../../../../test/support/cases.js';
import { startWorker, type TestWorker } from '../../../../test/support/worker.js';
import { SelectionJobsModule } from './index.js';

const EPCI = ['200068500', '200030633', '200044618'] as Siren[];

describe("L'évaluation des candidatures d'une relève", () => {
  let journey: CaseJourney;
  let worker: TestWorker;
  let desk: string[];
  let cases: { id: string; version: number }[];

  beforeEach(async () => {
    journey = await CaseJourney.begin();
    worker = await startWorker({
      database: journey.database,
      clock: journey.clock,
      modules: [
        CandidaciesJobsModule,
        SelectionJobsModule,
        RemindersJobsModule,
        testAudiences(['mission-report-due', 'committee-coming']),
      ],
    });
    desk = [(await journey.seat({ role: 'bdt_officer' })).seat.email];
    cases = [];
    for (const lead of EPCI)
      cases.push(await aCandidacy(journey.server, { waveId: journey.february.id, state: 'submitted', lead }));
    await worker.settled();
  });
  afterEach(async () => {
    await worker.stop();
    await journey.end();
  });

  const reach = async (day: string): Promise<void> => {
    journey.clock.set(`${day}T09:00+01:00[Europe/Paris]`);
    await worker.settled();
  };
  const planned = async (id?: string) =>
    (
      await journey.judge.query<{ due_at: Date; deadline_at: Date }>(
        `select due_at, deadline_at from reminders.reminder
          where kind = 'review-due' and cancelled_at is null and ($1::uuid is null or candidacy_id = $1) order by due_at`,
        [id ?? null],
      )
    ).rows.map((row) => row.due_at.toISOString());
  const reminded = () =>
    worker.inbox
      .to(desk[0] ?? '')
      .filter((mail) => mail.subject.includes('évaluations à rendre'))
      .map((mail) => `${mail.subject.split(' : ')[1] ?? ''} | ${/il en reste (\d+)/.exec(mail.text)?.[1] ?? '?'}`);

  it('se rappelle au bureau deux fois avant le trentième jour ouvré, un courriel par relève et non par dossier', async () => {
    // 30 working days after 1 February 2023: 15 March; 5 and 1 working days before.
    expect(await planned(cases[0]?.id)).toEqual(['2023-03-08T08:00:00.000Z', '2023-03-14T08:00:00.000Z']);
    await reach('2023-03-08');
    expect(reminded()).toEqual(['évaluations à rendre le 15 mars 2023 | 3']);
    await reach('2023-03-14');
    expect(reminded()).toHaveLength(2);
  });

  it('ne se rappelle plus pour un dossier décidé ou retiré', async () => {
    journey.clock.set('2023-03-01T10:00+01:00[Europe/Paris]');
    const director = await journey.seat({ role: 'programme_director' });
    const minister = await journey.seat({ role: 'minister_office' });
    const [first] = cases;
    await declared(journey.february.id, director);
    const { body } = await director.post('/api/decision-lists', {
      waveId: journey.february.id,
      title: 'Un rejet',
      lines: [{ candidacyId: first?.id, expectedVersion: first?.version, outcome: 'reject', reasons: ['Hors champ.'] }],
    });
    const { body: frozen } = await minister.post(`/api/decision-lists/${body.id}/validation`, undefined, {
      ifMatch: 1,
    });
    await minister.post(`/api/decision-lists/${body.id}/announcement`, undefined, { ifMatch: frozen.version });
    await worker.settled();
    expect(await planned(first?.id)).toEqual([]);
    await reach('2023-03-08');
    expect(reminded()).toEqual(['évaluations à rendre le 15 mars 2023 | 2']);
  });

  it('suit la clôture quand la relève est prolongée', async () => {
    await journey.office.post(
      `/api/waves/${journey.february.id}/prolongation`,
      { cutoffAt: '2023-02-08T12:00:00+01:00', reason: 'Panne du portail' },
      { ifMatch: 1 },
    );
    await worker.settled();
    expect(await planned(cases[0]?.id)).toEqual(['2023-03-15T08:00:00.000Z', '2023-03-21T08:00:00.000Z']);
  });
});

describe('Les relecteurs désignés d’une relève', () => {
  it('sont rappelés de ce qu’ils doivent encore, et de rien quand tout est remis', async () => {
    const journey = await CaseJourney.begin();
    const worker = await startWorker({
      database: journey.database,
      clock: journey.clock,
      modules: [
        CandidaciesJobsModule,
        SelectionJobsModule,
        RemindersJobsModule,
        testAudiences(['mission-report-due', 'committee-coming']),
      ],
    });
    try {
      for (const lead of EPCI.slice(0, 2))
        await aCandidacy(journey.server, { waveId: journey.february.id, state: 'submitted', lead });
      await worker.settled();
      journey.clock.set('2023-02-02T10:00+01:00[Europe/Paris]');
      const office = await journey.seat({ role: 'programme_director' });
      const officers = [
        await journey.seat({ role: 'bdt_officer' }),
        await journey.seat({ role: 'bdt_officer' }),
      ] as const;
      const round = `/api/waves/${journey.february.id}`;
      for (const { seat } of officers) await office.put(`${round}/reviewers/${seat.seatId}`, { maxLoad: 2 });
      await office.post(`${round}/review-round/proposal`, {});
      expect((await office.post(`${round}/review-round/validation`, undefined, { ifMatch: 1 })).status).toBe(200);
      const marks = Object.fromEntries(
        ['exposure', 'potential', 'governance', 'needs', 'leverage'].map((key) => [key, { score: 2, comment: 'Vu.' }]),
      );
      const [quick, slow] = officers;
      for (const { id } of (await quick.get<{ id: string }[]>('/api/reviews')).body) {
        await quick.put(`/api/reviews/${id}`, { marks }, { ifMatch: 0 });
        await quick.post(`/api/reviews/${id}/submission`, undefined, { ifMatch: 1 });
      }
      journey.clock.set('2023-03-08T09:00+01:00[Europe/Paris]');
      await worker.settled();
      const told = (address: string): string[] =>
        worker.inbox
          .to(address)
          .filter((mail) => mail.subject.includes('évaluations à rendre'))
          .map((mail) => `${/il en reste (\d+)/.exec(mail.text)?.[1] ?? '?'} ${/\/relectures/.test(mail.text)}`);
      expect(told(slow.seat.email)).toEqual(['2 true']);
      expect(told(quick.seat.email)).toEqual([]);
    } finally {
      await worker.stop();
      await journey.end();
    }
  });
});

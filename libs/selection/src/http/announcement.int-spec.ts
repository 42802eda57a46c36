import { DecisionJourney, lineOf as line, type ListedCase } from '../../../../test/support/decision-journey.js';

const REASON = "L'exposition du territoire aux mutations n'est pas établie (critère 1 de la grille).";

let lists: DecisionJourney;
beforeAll(async () => {
  lists = await DecisionJourney.begin();
});
afterAll(() => lists.end());
beforeEach(() => lists.openWave());
afterEach(() => lists.worker.settled());

const three = async () => (await lists.deposited(3)) as [ListedCase, ListedCase, ListedCase];
const actionsOf = async (list: string) =>
  (
    await lists.rows('select action from platform.audit_entry where stream = $1 order by seq', [
      `decision-list:${list}`,
    ])
  ).map(({ action }) => action);
const post = (one: ListedCase, verb: string, body: object = {}) =>
  one.lead.post(`/api/candidacies/${one.id}/${verb}`, body, { ifMatch: one.version });

describe('L’annonce d’une liste validée', () => {
  it('sélectionne, reporte et rejette en un seul acte, et prévient chaque territoire', async () => {
    const [a, b, c] = await three();
    const id = await lists.frozen([
      line(a, 'select', { envelopeEur: 1_500_000, personDays: 100, conditions: 'Un chef de projet à temps plein.' }),
      line(b, 'waitlist', { nextWaveId: lists.journey.june.id, reasons: ['Crédits épuisés.'] }),
      line(c, 'reject', { reasons: [REASON] }),
    ]);
    expect(await lists.announce(id)).toMatchObject({
      status: 200,
      body: {
        status: 'announced',
        version: 3,
        announcedAt: lists.journey.clock.now().toString(),
        moved: [
          { candidacyId: a.id, state: 'selected', version: a.version + 1 },
          { candidacyId: b.id, state: 'waitlisted', version: b.version + 1 },
          { candidacyId: c.id, state: 'rejected', version: c.version + 1 },
        ],
      },
    });
    expect(await lists.states()).toEqual(['selected', 'waitlisted', 'rejected']);
    expect((await lists.journey.office.get(`/api/waves/${lists.waveId}`)).body).toMatchObject({
      decidedAt: expect.any(String),
    });
    await lists.worker.settled();
    expect(lists.worker.inbox.mails).toHaveLength(3);
    const text = (one: ListedCase): string => lists.worker.inbox.to(one.mailbox)[0]?.text.replaceAll(/\s/g, ' ') ?? '';
    expect(text(a)).toContain('1 500 000,00 €');
    expect(text(a)).toContain('Un chef de projet à temps plein.');
    expect(text(b)).toContain('Crédits épuisés.');
    expect(text(c)).toContain(REASON);
    expect(await actionsOf(id)).toEqual([
      'decision-list.proposed',
      'decision-list.validated',
      'decision-list.announced',
    ]);
  });

  it('ne se fait qu’une fois, même demandée deux fois à la fois', async () => {
    const [a, b, c] = await three();
    const id = await lists.frozen([a, b, c].map((one) => line(one, 'select')));
    const answers = await Promise.all([lists.announce(id), lists.announce(id, lists.director)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await lists.announce(id, lists.minister, 3)).toMatchObject({
      status: 422,
      body: { code: 'list-announced' },
    });
    await lists.worker.settled();
    expect(lists.worker.inbox.mails).toHaveLength(3);
  });

  it('attend la validation', async () => {
    const [a] = await three();
    const { body } = await lists.propose([line(a, 'select')]);
    expect(await lists.announce(body.id as string, lists.minister, 1)).toMatchObject({
      status: 422,
      body: { code: 'list-proposed' },
    });
  });

  it('se programme : la liste s’annonce d’elle-même à l’instant fixé, pas avant', async () => {
    const [a] = await three();
    const id = await lists.frozen([line(a, 'select')]);
    const clock = lists.journey.clock;
    expect(await lists.schedule(id, clock.now().subtract({ seconds: 1 }).toString())).toMatchObject({
      status: 422,
      body: { code: 'announcement-in-the-past' },
    });
    const at = clock.now().add({ hours: 24 });
    expect(await lists.schedule(id, at.toString())).toMatchObject({
      status: 200,
      body: { status: 'validated', version: 3, announceAt: at.toString() },
    });
    const status = async () => (await lists.director.get(`/api/decision-lists/${id}`)).body.status as string;
    clock.set(at.subtract({ seconds: 1 }).toZonedDateTimeISO('Europe/Paris').toString());
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(await status()).toBe('validated');
    clock.advance({ seconds: 1 });
    for (let n = 0; n < 100 && (await status()) === 'validated'; n += 1)
      await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await status()).toBe('announced');
    expect(await lists.states()).toContain('selected');
  });

  it('ne se fait plus à une date qui a été annulée', async () => {
    const [a] = await three();
    const id = await lists.frozen([line(a, 'select')]);
    await lists.schedule(id, lists.journey.clock.now().add({ seconds: 5 }).toString());
    expect(await lists.schedule(id, null, 3)).toMatchObject({ status: 200, body: { announceAt: null } });
    lists.journey.clock.advance({ seconds: 10 });
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(await lists.states()).toContain('submitted');
    expect(await actionsOf(id)).toContain('decision-list.announcement-unscheduled');
  });
});

describe('Tant qu’une liste validée n’est pas annoncée', () => {
  it('un dossier de la liste ne change plus, sauf pour partir', async () => {
    const [a] = await three();
    await lists.frozen([line(a, 'select')]);
    const asked = await lists.director.post(
      `/api/candidacies/${a.id}/completion-requests`,
      { fields: ['needs'], message: 'Précisez.' },
      { ifMatch: a.version },
    );
    expect(asked).toMatchObject({ status: 422, body: { code: 'frozen-by-list' } });
    expect(asked.body.detail).toContain('jusqu’à l’annonce');
    expect((await post(a, 'withdrawal')).status).toBe(200);
  });

  it('un territoire qui se retire est rayé, les autres sont annoncés', async () => {
    const [a, b] = await three();
    const id = await lists.frozen([line(a, 'select'), line(b, 'reject', { reasons: [REASON] })]);
    expect((await post(a, 'withdrawal')).status).toBe(200);
    await lists.worker.settled();
    const { body } = await lists.director.get(`/api/decision-lists/${id}`);
    expect(body.lines).toMatchObject([{ struckAt: expect.any(String) }, { struckAt: null }]);
    lists.worker.inbox.clear();
    expect((await lists.announce(id)).body.moved).toEqual([
      { candidacyId: b.id, state: 'rejected', version: b.version + 1 },
    ]);
    await lists.worker.settled();
    expect(lists.worker.inbox.to(a.mailbox)).toEqual([]);
    expect((await actionsOf(id)).filter((one) => one === 'decision-list.line-struck')).toHaveLength(1);
  });

  it('l’annonce raie elle-même qui vient de se retirer', async () => {
    const [a, b] = await three();
    const id = await lists.frozen([line(a, 'select'), line(b, 'select')]);
    await lists.worker.stop();
    expect((await post(a, 'withdrawal')).status).toBe(200);
    expect((await lists.announce(id)).body.moved).toMatchObject([{ candidacyId: b.id, state: 'selected' }]);
    await lists.restartWorker();
    await lists.worker.settled();
    expect((await actionsOf(id)).filter((one) => one === 'decision-list.line-struck')).toHaveLength(1);
  });

  it('personne n’en voit rien : le dossier, ses lignes et son calendrier restent ce qu’ils étaient', async () => {
    const [a] = await three();
    const tables = [
      'candidacies.candidacy where id',
      'candidacies.case_facets where candidacy_id',
      'platform.audit_entry where candidacy_id',
    ];
    const seen = async (): Promise<readonly unknown[]> => {
      const found: unknown[] = [];
      for (const table of tables) found.push(await lists.rows(`select * from ${table} = $1`, [a.id]));
      for (const path of ['', '/timeline', '/documents']) {
        const { body } = await a.lead.get<unknown>(`/api/candidacies/${a.id}${path}`);
        found.push(body);
      }
      const { body: wave } = await a.lead.get<unknown>(`/api/waves/${lists.waveId}`);
      return [...found, wave];
    };
    const before = await seen();
    await lists.frozen([line(a, 'reject', { reasons: [REASON] })]);
    await lists.worker.settled();
    expect(await seen()).toEqual(before);
    expect(lists.worker.inbox.mails).toEqual([]);
  });

  it('le silence ne rejette pas un dossier arrêté, dont la décision reste à dire', async () => {
    const [a] = await three();
    const id = await lists.frozen([line(a, 'select')]);
    lists.journey.clock.set('2024-06-01T10:00+02:00[Europe/Paris]');
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect((await lists.announce(id)).body.moved).toMatchObject([{ candidacyId: a.id, state: 'selected' }]);
  });
});

import { SYSTEM, Transactions } from '@rebond/platform';
import { openSession } from '../../../../../test/support/browser-session.js';
import { DecisionJourney, lineOf, type ListedCase, type Person } from '../../../../../test/support/decision-journey.js';
import { Surfer } from '../../../../../test/support/pages.js';
import { forgetContents } from '../../infrastructure/kept-rows.js';

const AT = '2023-03-20T10:00:00+01:00';
const rejected = { reasons: ['L’exposition n’est pas établie.'] };

describe('L’annulation d’une liste arrêtée', () => {
  let lists: DecisionJourney;
  let director: Person;
  let minister: Person;
  let a: ListedCase;
  let b: ListedCase;

  beforeAll(async () => {
    lists = await DecisionJourney.begin();
    ({ director, minister } = lists);
  });
  afterAll(() => lists.end());
  beforeEach(async () => {
    await lists.openWave();
    [a, b] = (await lists.deposited(2)) as [ListedCase, ListedCase];
  });

  const read = async (id: string) =>
    (await director.get<{ version: number; number: string }>(`/api/decision-lists/${id}`)).body;
  const act = async (id: string, name: string, as: Person, body?: object) =>
    as.post(`/api/decision-lists/${id}/${name}`, body, { ifMatch: (await read(id)).version });
  const ask = (id: string, as = director) => act(id, 'cancellation-request', as, { reason: 'Enveloppe inexacte.' });
  const frozen = (envelopeEur = 2_000_000) =>
    lists.frozen([lineOf(a, 'select', { envelopeEur, personDays: 100 }), lineOf(b, 'reject', rejected)]);

  it('se demande par une personne et se décide par une autre ; l’annonce attend', async () => {
    const id = await frozen();
    await lists.schedule(id, AT);
    expect(await act(id, 'cancellation', minister)).toMatchObject({ body: { code: 'cancellation-not-asked' } });
    expect(await ask(id)).toMatchObject({ status: 200, body: { status: 'validated', announceAt: null } });
    expect(await ask(id, minister)).toMatchObject({ status: 422, body: { code: 'cancellation-asked' } });
    expect(await act(id, 'announcement', minister)).toMatchObject({ body: { code: 'cancellation-asked' } });
    expect(await act(id, 'announcement-date', minister, { at: AT })).toMatchObject({
      body: { code: 'cancellation-asked' },
    });
    expect(await act(id, 'cancellation', director)).toMatchObject({ status: 422, body: { code: 'same-person' } });
    expect(await act(id, 'cancellation-request/dropping', minister)).toMatchObject({
      status: 200,
      body: { cancellation: null },
    });
    expect(await act(id, 'announcement', minister)).toMatchObject({ status: 200, body: { status: 'announced' } });
    expect(await ask(id)).toMatchObject({ status: 422, body: { code: 'list-announced' } });
  });

  it('libère les dossiers, garde le numéro, annule les courriers ; une liste rectifiée en est proposée', async () => {
    const id = await frozen();
    const { number } = await read(id);
    const held = `/api/candidacies/${a.id}/completion-requests`;
    const completion = { fields: ['needs'], message: 'Précisez.', days: 20 };
    expect(await director.post(held, completion, { ifMatch: a.version })).toMatchObject({
      body: { code: 'frozen-by-list' },
    });
    await ask(id);
    expect(await act(id, 'cancellation', minister)).toMatchObject({
      status: 200,
      body: { status: 'cancelled', number, cancellation: { reason: 'Enveloppe inexacte.' } },
    });
    expect(await director.get(`/api/decision-lists/${id}/lines/${a.id}/letter`)).toMatchObject({
      status: 403,
      body: { code: 'letter-void' },
    });
    expect(await lists.states()).toEqual(['submitted', 'submitted']);
    await lists.worker.settled();
    expect(lists.worker.inbox.mails).toEqual([]);

    const corrected = await director.post('/api/decision-lists', {
      ...{ waveId: lists.waveId, title: 'Relève de février, rectifiée', replaces: id },
      lines: [lineOf(a, 'select', { envelopeEur: 1_500_000, personDays: 100 }), lineOf(b, 'reject', rejected)],
    });
    expect(corrected).toMatchObject({ status: 201, body: { replaces: id } });
    const next = corrected.body.id as string;
    expect(
      await director.post('/api/decision-lists', {
        waveId: lists.waveId,
        title: 'Autre',
        replaces: id,
        lines: [lineOf(a, 'waitlist')],
      }),
    ).toMatchObject({ status: 409, body: { code: 'already-listed' } });
    expect(await act(next, 'validation', minister)).toMatchObject({ status: 200 });
    expect((await read(next)).number).not.toBe(number);
    expect(await act(next, 'announcement', minister)).toMatchObject({ status: 200 });
    expect(await lists.states()).toEqual(expect.arrayContaining(['selected', 'rejected']));
    const said = await lists.rows(
      `select action from platform.audit_entry where stream = $1 and action like '%cancel%' order by seq`,
      [`decision-list:${id}`],
    );
    expect(said.map((one) => one['action'])).toEqual(['decision-list.cancellation-asked', 'decision-list.cancelled']);
  });

  it('laisse le magasin oublier ses courriers après trente jours, et garde ceux qui comptent', async () => {
    const id = await frozen();
    await ask(id);
    await act(id, 'cancellation', minister);
    const next = await frozen(1_600_000);
    const lettersOf = async (list: string) =>
      (
        await lists.rows(
          'select sha256 from selection.letter where list_id = $1 and exists (select from platform.kept_content k where k.sha256 = letter.sha256)',
          [list],
        )
      ).length;
    const forget = (before: string) =>
      lists.journey.server.app.get(Transactions).run(SYSTEM, (tx) => forgetContents(tx, Temporal.Instant.from(before)));
    await forget('2023-02-27T00:00:00Z');
    expect([await lettersOf(id), await lettersOf(next)]).toEqual([2, 2]);
    expect(await forget('2023-04-01T00:00:00Z')).toBeGreaterThanOrEqual(2);
    expect([await lettersOf(id), await lettersOf(next)]).toEqual([0, 2]);
  });

  it('se demande, se décide et se rectifie dans le portail, sans scripts', async () => {
    const id = await frozen();
    const surf = async ({ seat }: Person): Promise<Surfer> =>
      new Surfer(lists.journey.server.url, await openSession(lists.journey.server, seat));
    const [office, cabinet] = [await surf(director), await surf(minister)];
    const asked = await office.submit(
      await office.get(`/selection/${id}`),
      { action: /\/annulation\/demande$/ },
      { reason: 'Enveloppe inexacte.' },
    );
    expect(asked.text).toContain('Vous avez demandé cette annulation');
    expect(asked.text).not.toContain('Annoncer maintenant');
    const cancelled = await cabinet.submit(await cabinet.get(`/selection/${id}`), { action: /\/annulation$/ });
    expect(cancelled.text).toContain('La liste est annulée');
    const page = await office.get(`/selection/${id}`);
    const link = page.links.find(({ href }) => href.includes('liste='))?.href ?? '';
    const form = await office.get(link);
    expect(form.html).toContain('L’exposition n’est pas établie.');
    const proposed = await office.submit(form, { button: 'Proposer cette liste' });
    expect(proposed.text).toContain('Cette liste rectifie une liste annulée');
  });
});

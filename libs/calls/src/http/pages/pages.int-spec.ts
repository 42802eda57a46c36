import { ALES, CaseJourney } from '../../../../../test/support/case-journey.js';
import { openSession } from '../../../../../test/support/browser-session.js';
import { Surfer } from '../../../../../test/support/pages.js';
import type { Api } from '../../../../../test/support/api.js';
import type { TestSeat } from '../../../../../test/support/seats.js';

let journey: CaseJourney;
let anyone: Surfer;
let territory: Surfer;
let office: Api & { seat: TestSeat };

beforeAll(async () => {
  journey = await CaseJourney.begin();
  journey.clock.set('2023-01-20T10:00+01:00[Europe/Paris]');
  anyone = new Surfer(journey.server.url);
  office = await journey.seat({ role: 'programme_director' });
  const seat = await journey.seat({ role: 'epci_lead', organisation: { name: 'Communauté de Dreux' } });
  territory = new Surfer(journey.server.url, await openSession(journey.server, seat.seat));
});
afterAll(() => journey.end());

describe('the public pages of waves', () => {
  it('say which wave is open and how long is left, in Paris time', async () => {
    const page = await anyone.get('/releves');
    expect(page).toMatchObject({ status: 200, heading: 'Relèves' });
    expect(page.text).toContain('Clôture le 1er février 2023 à 12:00, heure de Paris');
    expect(page.text).toContain('Il reste 12 jours et 2 heures');
    expect(page.text).toContain('Ouvre le 1er février 2023 à 12:00, heure de Paris');
  });

  it('tell all that is asked: calendar, criteria, pieces, form in plain words', async () => {
    const { text, links } = await anyone.get(`/releves/${journey.february.id}`);
    for (const told of [
      'Besoins',
      '100 caractères au plus',
      'à remettre dans les 30 jours qui suivent la clôture',
      'une par intercommunalité',
      'PDF',
      '100 jours-hommes',
    ])
      expect(text).toContain(told);
    expect(links).toContainEqual({
      href: `/candidatures?releve=${journey.february.id}`,
      text: 'Commencer une candidature',
    });
  });

  it('show a prolongation at once, with its reason and what the cut-off was', async () => {
    const { headers } = await office.get(`/api/waves/${journey.february.id}`);
    await office.post(
      `/api/waves/${journey.february.id}/prolongation`,
      { cutoffAt: '2023-02-03T12:00:00+01:00', reason: 'Panne du service' },
      { ifMatch: headers.get('etag') ?? '' },
    );
    const { text } = await anyone.get(`/releves/${journey.february.id}`);
    expect(text).toContain('Clôture le 3 février 2023 à 12:00');
    expect(text).toContain('Elle était fixée au 1er février 2023 à 12:00. Motif : Panne du service');
  });

  it('do not tell an absent wave from no wave', async () => {
    expect((await anyone.get(`/releves/${office.seat.seatId}`)).status).toBe(404);
    expect((await anyone.get('/releves/rien')).status).toBe(404);
  });
});

describe('public pages', () => {
  it('are kept by nobody once the reader is signed in', async () => {
    expect((await territory.get('/releves')).headers.get('cache-control')).toBe('private, no-store');
    const headers = (await anyone.get('/releves')).headers;
    // The clock is held: a browser may keep the page but asks each time.
    expect([headers.get('cache-control'), headers.get('vary')]).toEqual(['no-cache', 'cookie, accept-encoding']);
    expect((await territory.get('/releves')).html).not.toBe((await anyone.get('/releves')).html);
  });
});

describe('a question on a wave', () => {
  it('is refused with what was typed kept, when it says too little', async () => {
    const page = await territory.get('/questions');
    const refused = await territory.submit(page, { action: '/questions', button: 'Envoyer' }, { question: 'Pourquoi' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('Écrivez votre question en une phrase au moins.');
    expect(refused.html).toContain('Pourquoi</textarea>');
  });

  it('is seen by nobody else until it is published, and then without who asked', async () => {
    const page = await territory.get('/questions');
    const typed = { question: 'La communauté de Dreux peut-elle candidater avec Évreux ?' };
    const sent = await territory.submit(page, { action: '/questions', button: 'Envoyer' }, typed);
    expect(sent.text).toContain('Votre question est envoyée.');
    expect(sent.text).toContain('En attente de réponse');
    const other = await journey
      .seat({ role: 'epci_lead', organisation: { siren: ALES, name: 'Autre' } })
      .catch(() => null);
    const others = other ? new Surfer(journey.server.url, await openSession(journey.server, other.seat)) : anyone;
    for (const surfer of [anyone, others]) expect((await surfer.get('/questions')).text).not.toContain('Dreux');

    const { rows } = await journey.judge.query<{ id: string }>('select id from calls.question');
    const id = rows[0]?.id ?? '';
    const publicQuestion = 'Deux intercommunalités peuvent-elles candidater ensemble ?';
    const answer = { answer: 'Oui, avec un chef de file.', publicQuestion, publish: true };
    expect((await office.post(`/api/questions/${id}/answer`, answer, { ifMatch: 9 })).status).toBe(409);
    expect(
      (await office.post(`/api/questions/${id}/answer`, { answer: 'Oui.', publish: true }, { ifMatch: 1 })).body,
    ).toMatchObject({ code: 'public-question-required' });
    expect((await office.post(`/api/questions/${id}/answer`, answer, { ifMatch: 1 })).status).toBe(200);
    const { text } = await anyone.get('/questions?q=INTERCOMMUNALITES%20chef');
    expect(text).toContain('Une question');
    expect(text).toContain(publicQuestion);
    expect(text).not.toContain('Dreux');
    expect((await anyone.get('/questions?q=navire')).text).toContain('Aucune question ne correspond.');
    const { rows: mails } = await journey.judge.query<{ text_body: string }>(
      `select text_body from platform.mail where kind = 'question-answered'`,
    );
    expect(mails.map((mail) => mail.text_body)).toEqual([expect.stringContaining('Oui, avec un chef de file.')]);
  });

  it('is taken by nobody but a territory', async () => {
    expect((await anyone.get('/questions')).forms.map((form) => form.method)).not.toContain('POST');
    expect(
      (await office.post('/api/questions', { waveId: journey.february.id, question: 'Une question du bureau ?' }))
        .status,
    ).toBe(403);
  });
});

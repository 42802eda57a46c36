import { setTimeout as pause } from 'node:timers/promises';
import { Cases, type CandidacyView } from '@rebond/candidacies';
import { instantAt, type CandidacyId } from '@rebond/kernel';
import { SYSTEM, Transactions } from '@rebond/platform';
import type { Api } from '../../../../../test/support/api.js';
import { openSession } from '../../../../../test/support/browser-session.js';
import { DecisionJourney, lineOf, type ListedCase } from '../../../../../test/support/decision-journey.js';
import { Surfer } from '../../../../../test/support/pages.js';
import type { TestSeat } from '../../../../../test/support/seats.js';
import type { CaseAppeals } from '../../application/appeals/read-appeals.js';
import { AppealsPart } from '../../application/archive/appeals.part.js';

let at: DecisionJourney;
let rejected: ListedCase;
let waiting: ListedCase;
let laureate: ListedCase;

const path = ({ id }: Pick<ListedCase, 'id'>): string => `/api/candidacies/${id}/appeals`;
const read = async (one: ListedCase, as: Api = at.director) => (await as.get<CaseAppeals>(path(one))).body;
const limits = async (one: ListedCase) => {
  const { standing } = await read(one);
  return [standing?.decision, standing?.notifiedOn, standing?.informal.lastDay, standing?.formal.lastDay];
};
const register = (one: ListedCase, kind: string, receivedOn: string, more: object = {}) =>
  at.director.post(path(one), {
    ...{ kind, receivedOn, appellant: 'La présidente', grounds: 'Erreur sur les emplois' },
    ...more,
  });
const conclude = (one: ListedCase, id: string, body: object, { as = at.director, ifMatch = 1 } = {}) =>
  as.post(`${path(one)}/${id}/outcome`, body, { ifMatch });
const reach = async (day: string): Promise<void> => {
  at.journey.clock.set(instantAt(Temporal.PlainDate.from(day), '10:00'));
  await at.worker.settled();
};
const surf = async ({ seat }: { seat: TestSeat }): Promise<Surfer> =>
  new Surfer(at.journey.server.url, await openSession(at.journey.server, seat));
const caseOf = async ({ id }: ListedCase) => (await at.director.get<CandidacyView>(`/api/candidacies/${id}`)).body;

const pdf = (name: string): File => new File(['%PDF-1.7 Madame, Monsieur'], name, { type: 'application/pdf' });

/** What the archive of a case has of its appeals. */
const archived = ({ id }: ListedCase): Promise<readonly string[]> => {
  const { app } = at.journey.server;
  return app.get(Transactions).run(SYSTEM, async (tx) => {
    const candidacy = await app.get(Cases).read(tx, id as CandidacyId);
    const part = app.get(AppealsPart, { strict: false });
    return (await part.files(tx, candidacy)).map((file) => file.path);
  });
};

/** How to appeal, as the call says it. */
const routes = async (): Promise<string> => {
  const { rows } = await at.journey.judge.query<{ routes: string }>(
    `select content->'legal'->>'appealRoutes' as routes from calls.definition limit 1`,
  );
  return rows[0]?.routes ?? '';
};

/** A wave of three, decided and notified on 1 March 2023. */
async function decide(): Promise<void> {
  await at.openWave();
  [rejected, waiting, laureate] = (await at.deposited(3)) as [ListedCase, ListedCase, ListedCase];
  const list = await at.frozen([
    lineOf(rejected, 'reject', { reasons: ['Peu d’emplois exposés'] }),
    lineOf(waiting, 'waitlist'),
    lineOf(laureate, 'select', { envelopeEur: 1_500_000, personDays: 100 }),
  ]);
  expect((await at.announce(list)).status).toBe(200);
  await at.worker.settled();
  at.worker.inbox.clear();
}

beforeAll(async () => {
  at = await DecisionJourney.begin();
});
afterAll(() => at.end());

describe('until when a decision may be contested', () => {
  beforeAll(decide);

  it('two months from its notification, where the letter said how', async () => {
    expect(await limits(rejected)).toEqual(['rejected', '2023-03-01', '2023-05-02', '2023-05-02']);
    expect(await limits(waiting)).toEqual(['waitlisted', '2023-03-01', '2023-05-02', '2023-05-02']);
  });

  it('one year, where the letter said nothing of it', async () => {
    expect(await limits(laureate)).toEqual(['selected', '2023-03-01', '2024-03-01', '2024-03-01']);
  });

  it('what was sent decides, not what the call’s text says today', async () => {
    await at.rows(
      `update platform.mail set text_body = 'Vous êtes sur liste d’attente.' where candidacy_id = $1 and kind = 'candidacy.waitlisted'`,
      [waiting.id],
    );
    expect(await limits(waiting)).toEqual(['waitlisted', '2023-03-01', '2024-03-01', '2024-03-01']);
  });

  it('no limit runs while nothing proves the notification', async () => {
    await at.rows(
      `update platform.mail set bounced_at = sent_at, bounce_status = '5.1.1', bounce_diagnostic = 'unknown' where candidacy_id = $1`,
      [rejected.id],
    );
    const { standing } = await read(rejected);
    expect([standing?.notifiedOn, standing?.formal]).toEqual([null, { basis: 'none', lastDay: null }]);
  });

  it('of silence from its day, which the receipt of the deposit had told', async () => {
    await at.openWave();
    const [silent] = (await at.deposited(1)) as [ListedCase];
    await at.rows(
      `insert into platform.mail (id, message_id, kind, candidacy_id, recipient, subject, text_body, created_at,
         next_attempt_at, sent_at)
       values (gen_random_uuid(), $1::text, 'candidacy.deposited', $1::uuid, 'a@test.example', 'Reçu', $3, $2, $2, $2)`,
      [silent.id, '2023-01-10T09:00:00Z', await routes()],
    );
    // Silence since 29 September 2023 in Paris: 240 days after the cut-off.
    await reach('2023-10-02');
    // The worker's next tick sends the event.
    while ((await caseOf(silent)).state !== 'rejected') await pause(50);
    const { standing } = await read(silent);
    expect([standing?.decision, standing?.decidedOn, standing?.formal.lastDay]).toEqual([
      'lapsed',
      '2023-09-29',
      '2023-11-30',
    ]);
  });
});

describe('a registered letter proves the notification', () => {
  beforeEach(decide);

  const notices = ({ id }: Pick<ListedCase, 'id'>): string => `/api/candidacies/${id}/postal-notices`;
  const prove = (one: ListedCase, body: object, as: Api = at.director) =>
    as.post(notices(one), { recipient: 'Mme la Présidente', trackingNumber: '1A 123 456 7890 1', ...body });

  it('instead of mails, from its receipt or else from its first presentation; struck, mails count again', async () => {
    await reach('2023-04-03');
    const received = await prove(rejected, { fate: 'received', receivedOn: '2023-03-20', withRoutes: true });
    expect([received.status, received.body.notifiedOn]).toEqual([201, '2023-03-20']);
    expect(await limits(rejected)).toEqual(['rejected', '2023-03-20', '2023-05-22', '2023-05-22']);
    const silent = await prove(rejected, { fate: 'unclaimed', presentedOn: '2023-03-30' });
    expect(await limits(rejected)).toEqual(['rejected', '2023-03-30', '2024-03-30', '2024-03-30']);
    const strike = () =>
      at.director.post(`${notices(rejected)}/${silent.body.id}/striking`, { reason: 'Autre dossier' });
    expect((await strike()).status).toBe(200);
    expect((await strike()).body.code).toBe('notice-struck');
    expect((await limits(rejected))[1]).toBe('2023-03-20');
  });

  it('of the rejection of an appeal, whose limit runs anew from it', async () => {
    await reach('2023-04-14');
    const { body } = await register(rejected, 'informal', '2023-04-12');
    await reach('2023-05-05');
    await conclude(rejected, body.id as string, { outcome: 'rejected', reasons: 'Rien de neuf.' });
    await reach('2023-05-20');
    const fate = { fate: 'refused', presentedOn: '2023-05-15', withRoutes: true };
    expect((await prove(rejected, { ...fate, appealId: body.id })).status).toBe(201);
    expect((await limits(rejected))[3]).toBe('2023-07-17');
    expect((await prove(waiting, { ...fate, appealId: body.id })).body.code).toBe('unknown-appeal');
  });

  it('is refused with days that cannot be, where nothing was decided, and to who does not notify', async () => {
    const refused = await prove(rejected, { fate: 'received', receivedOn: '2023-02-10' });
    expect([refused.status, refused.body.errors]).toMatchObject([422, [{ code: 'before-decision' }]]);
    await at.openWave();
    const [open] = (await at.deposited(1)) as [ListedCase];
    expect((await prove(open, { fate: 'received', receivedOn: '2023-03-01' })).body.code).toBe('nothing-notified');
    expect((await prove(rejected, {}, rejected.lead)).status).toBe(403);
    expect((await rejected.lead.get(notices(rejected))).status).toBe(403);
  });

  it('in a browser, with its slip, which is a file of the case for who follows it', async () => {
    const url = `/candidatures/${rejected.id}/notification`;
    const office = await surf(at.director);
    const typed = { recipient: 'Mme la Présidente', trackingNumber: '1A1234567890', fate: 'received' };
    const action = { action: `${url}/lettres` };
    const missing = await office.submit(await office.get(url), action, typed);
    expect(missing.text).toContain('Dites quel jour le pli a été remis.');
    const slip = { files: pdf('avis.pdf') };
    const done = await office.submit(missing, action, { ...typed, receivedOn: '2023-03-01' }, slip);
    expect(done.text).toContain('La preuve de notification est enregistrée.');
    const [notice] = (await at.director.get<{ items: { id: string; scan: unknown }[] }>(notices(rejected))).body.items;
    expect(notice?.scan).toMatchObject({ filename: 'avis.pdf', mediaType: 'application/pdf' });
    const scan = await at.director.get(`${notices(rejected)}/${notice?.id ?? ''}/scan`);
    expect([scan.status, scan.headers.get('x-content-type-options')]).toEqual([200, 'nosniff']);
    const struck = await office.submit(done, { action: /retrait$/ }, { reason: 'Autre dossier' });
    expect(struck.text).toContain('La preuve est retirée');
  });
});

describe('an appeal to the State', () => {
  beforeEach(decide);

  it('is received, says when silence rejects it, and prolongs the judge’s limit', async () => {
    await reach('2023-04-14');
    const { status, body } = await register(rejected, 'informal', '2023-04-12');
    expect([status, body.isLate, body.impliedOn, body.status]).toEqual([201, false, '2023-06-12', 'pending']);
    await at.worker.settled();
    const [receipt] = at.worker.inbox.to(rejected.mailbox);
    expect(receipt?.subject).toContain('accusé de réception de votre recours gracieux');
    expect(receipt?.text).toContain('12 juin 2023');
    expect(receipt?.text).toContain('tribunal administratif');
    // Two free months from 12 June end on Sunday 13 August: Monday.
    expect(await limits(rejected)).toEqual(['rejected', '2023-03-01', '2023-05-02', '2023-08-14']);
  });

  it('is registered out of time too, marked so, and prolongs nothing; the postmark counts', async () => {
    await reach('2023-05-10');
    const late = (await register(rejected, 'informal', '2023-05-03')).body;
    expect([late.isLate, late.limit]).toEqual([true, { basis: 'two-months', lastDay: '2023-05-02' }]);
    await at.worker.settled();
    expect(at.worker.inbox.to(rejected.mailbox)[0]?.text).toContain(
      'hors délai, le délai de recours ayant expiré le 2 mai',
    );
    expect((await limits(rejected))[3]).toBe('2023-05-02');
    const posted = (await register(rejected, 'hierarchical', '2023-05-05', { sentOn: '2023-05-02' })).body;
    expect(posted.isLate).toBe(false);
    await at.worker.settled();
    expect((await limits(rejected))[3]).toBe('2023-09-06');
  });

  it('is refused with dates that cannot be, and where no decision stands', async () => {
    const refused = await register(rejected, 'informal', '2023-02-01', { sentOn: '2023-03-05' });
    expect([refused.status, refused.body.errors]).toMatchObject([
      422,
      [
        { pointer: '/receivedOn', code: 'before-decision' },
        { pointer: '/sentOn', code: 'sent-after-received' },
      ],
    ]);
    await at.openWave();
    const [open] = (await at.deposited(1)) as [ListedCase];
    expect((await register(open, 'informal', '2023-03-01')).body.code).toBe('no-decision');
  });

  it('is reminded to the programme office until it is answered', async () => {
    await reach('2023-04-14');
    const { body } = await register(rejected, 'informal', '2023-04-12');
    await at.worker.settled();
    await reach('2023-05-22');
    const reminded = () =>
      at.worker.inbox
        .to(at.director.seat.email)
        .filter(({ text }) => text.includes(rejected.id) && /le silence/.test(text));
    expect(reminded().map(({ subject }) => subject)).toEqual([expect.stringContaining('avant le 12 juin 2023')]);
    await conclude(rejected, body.id as string, { outcome: 'withdrawn' });
    await reach('2023-06-13');
    expect(reminded()).toHaveLength(1);
  });

  it('is rejected by a letter with its reasons, once', async () => {
    await reach('2023-04-14');
    const { body } = await register(rejected, 'informal', '2023-04-12');
    const id = body.id as string;
    expect((await conclude(rejected, id, { outcome: 'rejected' })).body.code).toBe('reasons-required');
    expect((await conclude(rejected, id, { outcome: 'withdrawn' }, { ifMatch: 7 })).status).toBe(409);
    await reach('2023-05-05');
    at.worker.inbox.clear();
    const reasons = 'Les emplois cités ne sont pas exposés.';
    const done = await conclude(rejected, id, { outcome: 'rejected', reasons });
    expect([done.status, done.body.status, done.body.version]).toEqual([200, 'rejected', 2]);
    await at.worker.settled();
    const [answer] = at.worker.inbox.to(rejected.mailbox);
    expect(answer?.subject).toContain('réponse à votre recours gracieux');
    expect(answer?.text).toContain(reasons);
    const { body: documents } = await rejected.lead.get(`/api/candidacies/${rejected.id}/documents`);
    expect(JSON.stringify(documents)).toContain('reponse-recours-gracieux-');
    expect((await limits(rejected))[3]).toBe('2023-07-06');
    const evidence = await (await surf(at.director)).get(`/candidatures/${rejected.id}/notification`);
    for (const what of ['Décision de rejet', 'Accusé de réception d’un recours', 'Réponse à un recours'])
      expect(evidence.text).toContain(what);
    expect((await conclude(rejected, id, { outcome: 'upheld', reasons }, { ifMatch: 2 })).body.code).toBe(
      'appeal-rejected',
    );
    expect((await caseOf(rejected)).state).toBe('rejected');
  });
});

describe('an appeal that is upheld', () => {
  beforeEach(decide);

  const reasons = 'Une pièce n’avait pas été lue.';

  it('brings a rejected case back to its examination, with a legal date of its own, and a list decides of it', async () => {
    await reach('2023-04-14');
    const { body } = await register(rejected, 'hierarchical', '2023-04-12');
    const upheld = await conclude(rejected, body.id as string, { outcome: 'upheld', reasons }, { as: at.minister });
    expect(upheld.body.status).toBe('upheld');
    const back = await caseOf(rejected);
    expect([back.state, back.rejection, back.admissibility, back.implicitRejectionOn]).toEqual([
      ...['submitted', null, 'admissible', '2023-12-15'],
    ]);
    await at.worker.settled();
    const mails = at.worker.inbox.to(rejected.mailbox);
    expect(mails.map(({ text }) => text).join()).toContain('15 décembre 2023');
    const again = await at.frozen([
      lineOf({ id: rejected.id, version: back.version }, 'select', { envelopeEur: 1_500_000 }),
    ]);
    expect((await caseOf(rejected)).state).toBe('submitted');
    expect((await at.announce(again)).status).toBe(200);
    expect((await caseOf(rejected)).state).toBe('selected');
    expect((await read(rejected)).standing?.decision).toBe('selected');
  });

  it('leaves a case of the waiting list where it is: a list may decide of it already', async () => {
    await reach('2023-04-14');
    const { body } = await register(waiting, 'formal', '2023-04-12');
    expect(body.impliedOn).toBeNull();
    await conclude(waiting, body.id as string, { outcome: 'upheld', reasons });
    expect((await caseOf(waiting)).state).toBe('waitlisted');
  });

  it('against the amount of a selection moves nothing, and says what is to be done', async () => {
    await reach('2023-04-14');
    const { body } = await register(laureate, 'informal', '2023-04-12');
    const office = await surf(at.director);
    const url = `/candidatures/${laureate.id}/recours`;
    expect((await office.get(url)).text).toContain('La décision de sélection reste en vigueur');
    await conclude(laureate, body.id as string, { outcome: 'upheld', reasons });
    expect((await caseOf(laureate)).state).toBe('selected');
    expect((await office.get(url)).text).toContain('Faites signer hors d’elle une décision modificative');
    const territory = await (await surf(laureate.lead)).get(url);
    expect(territory.text).not.toContain('Suites à donner');
  });

  it('of an inadmissibility has it judged again', async () => {
    await at.openWave();
    const [one] = (await at.deposited(1, { admit: false })) as [ListedCase];
    await at.director.post(
      `/api/candidacies/${one.id}/admissibility`,
      { admissible: false, reasons: ['Hors périmètre'] },
      { ifMatch: one.version },
    );
    await at.worker.settled();
    expect(await limits(one)).toEqual(['declared-inadmissible', '2023-03-01', '2023-05-02', '2023-05-02']);
    const { body } = await register(one, 'informal', '2023-03-01');
    await conclude(one, body.id as string, { outcome: 'upheld', reasons });
    const { state, admissibility } = await caseOf(one);
    expect([state, admissibility]).toEqual(['submitted', 'pending']);
  });
});

describe('the letter of who appeals, and the pieces of the answer', () => {
  beforeEach(decide);

  it('come by the forms of the case, are read by its territory, and go into its archive', async () => {
    const office = await surf(at.director);
    const url = `/candidatures/${rejected.id}/recours`;
    const typed = { kind: 'informal', receivedOn: '2023-03-01', appellant: 'La présidente', grounds: 'Une erreur' };
    const empty = { files: new File([''], 'recours.pdf') };
    const refused = await office.submit(await office.get(url), { action: url }, typed, empty);
    expect([refused.status, refused.text]).toEqual([422, expect.stringContaining('« recours.pdf » est vide.')]);
    const notPdf = { files: new File(['<script>'], 'recours.pdf') };
    expect((await office.submit(refused, { action: url }, typed, notPdf)).status).toBe(422);
    const registered = await office.submit(refused, { action: url }, typed, { files: pdf('recours.pdf') });
    expect(registered.text).toContain('recours.pdf');
    const [{ id, files }] = (await read(rejected)).items as [CaseAppeals['items'][number]];
    expect(files).toMatchObject([{ part: 'appeal', filename: 'recours.pdf', mediaType: 'application/pdf' }]);
    await conclude(rejected, id, { outcome: 'rejected', reasons: 'Rien de neuf.' });
    const pieces = { action: /pieces$/ };
    expect((await office.submit(await office.get(url), pieces)).text).toContain('Choisissez au moins un fichier.');
    const joined = await office.submit(await office.get(url), pieces, {}, { files: pdf('reponse.pdf') });
    expect(joined.text).toContain('Les pièces sont jointes.');
    const territory = (await read(rejected, rejected.lead)).items[0]?.files ?? [];
    expect(territory.map(({ part, filename }) => `${part} ${filename}`)).toEqual([
      'appeal recours.pdf',
      'answer reponse.pdf',
    ]);
    const file = `${path(rejected)}/${id}/files/${territory[0]?.id ?? ''}`;
    const got = await rejected.lead.get(file);
    expect([got.status, got.headers.get('x-content-type-options')]).toEqual([200, 'nosniff']);
    expect((await waiting.lead.get(file)).status).toBe(404);
    expect((await archived(rejected)).map((name) => name.replace(/^[0-9a-f-]{36}-/, ''))).toEqual([
      ...['recours.json', 'recours.pdf', 'reponse.pdf'],
    ]);
  });
});

describe('who reads and does what', () => {
  beforeEach(decide);

  it('the territory reads its own, no other territory any, and no other authority', async () => {
    await register(rejected, 'informal', '2023-03-01');
    expect((await read(rejected, rejected.lead)).items).toHaveLength(1);
    expect((await waiting.lead.get(path(rejected))).status).toBe(404);
    const region = await at.journey.seat({ role: 'region_council' });
    expect((await region.get(path(rejected))).status).toBe(403);
    expect((await rejected.lead.post(path(rejected), {})).status).toBe(403);
  });

  it('nobody learns from it what an embargo holds', async () => {
    await at.openWave();
    const [held] = (await at.deposited(1)) as [ListedCase];
    await at.frozen([lineOf(held, 'reject', { reasons: ['Crédits'] })]);
    expect(await read(held, held.lead)).toEqual({ standing: null, items: [] });
  });

  it('in a browser: registered and concluded by the office, read by the territory', async () => {
    const office = await surf(at.director);
    const url = `/candidatures/${rejected.id}/recours`;
    const typed = { kind: 'informal', receivedOn: '2023-03-01', appellant: 'La présidente', grounds: 'Une erreur' };
    const refused = await office.submit(await office.get(url), { action: url }, { ...typed, receivedOn: '2022-01-01' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('Cette date précède la décision contestée.');
    const registered = await office.submit(refused, { action: url }, typed);
    expect(registered.text).toContain('Le recours est enregistré');
    expect((await office.get('/selection/recours')).text).toContain('1er mai 2023');
    const territory = await (await surf(rejected.lead)).get(url);
    expect(territory.text).toContain('jusqu’au 2 mai 2023 inclus');
    expect(territory.forms.filter(({ action }) => action.includes('/recours'))).toEqual([]);
    const done = await office.submit(
      registered,
      { action: /\/recours\/[^/]+$/ },
      { outcome: 'rejected', reasons: 'Rien de neuf.' },
    );
    expect(done.text).toContain('La suite donnée au recours est enregistrée.');
    const timeline = await (await surf(rejected.lead)).get(`/candidatures/${rejected.id}/suivi`);
    expect(timeline.text).toContain('Recours gracieux reçu le 1er mars 2023.');
    expect(timeline.text).toContain('Recours gracieux rejeté.');
  });
});

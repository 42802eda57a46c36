import { randomUUID } from 'node:crypto';
import { declared } from '../../../../../test/support/declare.js';
import { ALES, CAMBRAI, CaseJourney, CAUDRESIS } from '../../../../../test/support/case-journey.js';
import type { Api } from '../../../../../test/support/api.js';
import type { TestSeat } from '../../../../../test/support/seats.js';
import { startProductWorker } from '../../../../../test/support/product-worker.js';
import type { TestWorker } from '../../../../../test/support/worker.js';

type Person = Api & { readonly seat: TestSeat };

let journey: CaseJourney;
let worker: TestWorker;
let ales: Person;
let cambrai: Person;
let caudresis: Person;
let director: Person;
let minister: Person;

const post = (as: Api, id: string, verb: string, body: unknown, ifMatch: number) =>
  as.post(`/api/candidacies/${id}/${verb}`, body, { ifMatch });
const versionOf = async (as: Api, id: string) => (await as.get(`/api/candidacies/${id}`)).body.version as number;

/** What has reached a person since this was last asked: subjects without the call's title, and texts. */
async function letters(to: Person): Promise<{ subject: string; text: string }[]> {
  await worker.settled();
  const mails = worker.inbox.to(to.seat.email).map(({ subject, text }) => ({
    subject: subject.replace(/^Rebond industriel : /, ''),
    text: text.replaceAll(/\s+/g, ' '),
  }));
  worker.inbox.clear();
  return mails;
}

/** Among others: a piece owed is reminded meanwhile. */
const onWaiting = ({ subject }: { subject: string }): boolean => subject.endsWith("est sur liste d'attente");

async function waitlisted(id: string, more: { readonly nextWaveId?: string } = {}): Promise<void> {
  const admitted = await post(director, id, 'admissibility', { admissible: true }, await versionOf(director, id));
  const line = { candidacyId: id, expectedVersion: admitted.body.version, outcome: 'waitlist', ...more };
  await declared(journey.february.id, director);
  const proposed = await director.post('/api/decision-lists', {
    waveId: journey.february.id,
    title: 'Février',
    lines: [{ ...line, reasons: ['Crédits épuisés.'] }],
  });
  const validated = await minister.post(`/api/decision-lists/${proposed.body.id}/validation`, undefined, {
    ifMatch: 1,
  });
  expect(validated.status).toBe(200);
  const announced = await minister.post(`/api/decision-lists/${proposed.body.id}/announcement`, undefined, {
    ifMatch: 2,
  });
  expect(announced.status).toBe(200);
}

beforeAll(async () => {
  journey = await CaseJourney.begin();
  worker = await startProductWorker({ database: journey.database, clock: journey.clock });
  ales = await journey.seat({
    role: 'epci_lead',
    organisationId: (
      await journey.judge.query<{ id: string }>('select id from identity.organisation where siren = $1', [ALES])
    ).rows[0]?.id as never,
  });
  cambrai = await journey.seat({ role: 'epci_lead', organisation: { siren: CAMBRAI } });
  caudresis = await journey.seat({ role: 'epci_member', organisation: { siren: CAUDRESIS } });
  director = await journey.seat({ role: 'programme_director' });
  minister = await journey.seat({ role: 'minister_office' });
});
afterAll(async () => {
  await worker.stop();
  await journey.end();
});
beforeEach(async () => {
  journey.clock.set('2023-01-20T10:00+01:00[Europe/Paris]');
  await journey.judge.query(`update candidacies.candidacy set state = 'withdrawn' where state <> 'withdrawn'`);
  await worker.settled();
  worker.inbox.clear();
});

describe('the territory is written to', () => {
  it('at its deposit: the receipt, to the lead and to the members', async () => {
    const { body } = await cambrai.post('/api/candidacies', {
      waveId: journey.february.id,
      lead: CAMBRAI,
      members: [CAUDRESIS],
    });
    await journey.save(cambrai, body.id as string, { needs: 'Accélérer' });
    await post(cambrai, body.id as string, 'deposit', undefined, 1);
    await worker.settled();
    const sent = [cambrai, caudresis].map(({ seat }) => worker.inbox.to(seat.email).map((mail) => mail.subject));
    const subject = expect.stringMatching(/accusé de réception de la candidature RB-2023-/);
    expect(sent).toEqual([[subject], [subject]]);
    const [receipt] = await letters(cambrai);
    expect(receipt?.text).toContain('réputée rejetée le 21 septembre 2023');
    expect(receipt?.text).toMatch(/Dépôt n° RB-2023-\d{6}\/1, empreinte [0-9a-f]{64}/);
    expect(receipt?.text).toMatch(/Délibération – CA de Cambrai \(SIREN 200068500\), au plus tard le/);
    expect(receipt?.text).toMatch(/Délibération – CA du Caudrésis et du Catésis \(SIREN 200030633\), au plus tard le/);
  });

  it('when its intercommunality joins the perimeter, and when it leaves it: nobody else is', async () => {
    const id = (await cambrai.post('/api/candidacies', { waveId: journey.february.id, lead: CAMBRAI })).body
      .id as string;
    const change = async (members: readonly string[]) =>
      cambrai.put(`/api/candidacies/${id}/perimeter`, { members }, { ifMatch: await versionOf(cambrai, id) });
    await letters(cambrai);
    expect((await change([CAUDRESIS])).status).toBe(200);
    await worker.settled();
    expect(worker.inbox.to(cambrai.seat.email)).toEqual([]);
    expect(await letters(caudresis)).toMatchObject([
      {
        subject: 'Votre intercommunalité rejoint une candidature – CA de Cambrai',
        text: expect.stringMatching(/a fait entrer .* candidature : CA de Cambrai et .* Le dossier : http/),
      },
    ]);
    expect((await change([ALES])).status).toBe(200);
    await worker.settled();
    expect(worker.inbox.to(ales.seat.email)).toHaveLength(1);
    expect(await letters(caudresis)).toMatchObject([
      {
        subject: 'Votre intercommunalité quitte une candidature – CA de Cambrai',
        text: expect.not.stringContaining('Alès'),
      },
    ]);
  });

  it('of a perimeter prepared after the deposit: once the next deposit brings it', async () => {
    const id = await journey.deposited(cambrai, CAMBRAI);
    await letters(cambrai);
    await cambrai.put(`/api/candidacies/${id}/perimeter`, { members: [CAUDRESIS] }, { ifMatch: 2 });
    expect(await letters(caudresis)).toEqual([]);
    expect((await post(cambrai, id, 'deposit', undefined, 3)).status).toBe(201);
    expect((await letters(caudresis)).map(({ subject }) => subject)).toContain(
      'Votre intercommunalité rejoint une candidature – CA de Cambrai',
    );
  });

  it('in a receipt that keeps its date, even written after the clock was suspended', async () => {
    await worker.stop();
    const id = await journey.deposited(ales);
    await post(director, id, 'completion-requests', { fields: ['needs'], message: 'Précisez.' }, 2);
    worker = await startProductWorker({ database: journey.database, clock: journey.clock });
    const [receipt] = await letters(ales);
    expect(receipt?.text).toContain('réputée rejetée le 21 septembre 2023');
  });

  it('when it is asked to complete its file, when an asking is cancelled, and when its answers arrive', async () => {
    const id = await journey.deposited(ales);
    await letters(ales);
    const ask = async (field: string) =>
      (
        await post(
          director,
          id,
          'completion-requests',
          { fields: [field], message: `Précisez ${field}.`, days: 20 },
          await versionOf(director, id),
        )
      ).body.request as string;
    const [first, second, third] = [await ask('needs'), await ask('contact'), await ask('letter')];
    expect(await letters(ales)).toMatchObject(
      [
        ['Besoins', 'needs'],
        ['Contact', 'contact'],
        ['Lettre', 'letter'],
      ].map(([label, field]) => ({
        subject: expect.stringContaining('demande de compléments'),
        text: expect.stringMatching(new RegExp(`- ${label} .*Précisez ${field}\\. .*le 9 février 2023 à 24:00`)),
      })),
    );

    const cancel = { reason: 'Trouvée.' };
    await post(director, id, `completion-requests/${third}/cancellation`, cancel, await versionOf(ales, id));
    expect(await letters(ales)).toMatchObject([
      { subject: 'demande de compléments annulée', text: expect.stringContaining('- Lettre') },
    ]);

    journey.clock.set('2023-01-30T10:00+01:00[Europe/Paris]');
    await post(ales, id, `completion-requests/${second}/answer`, {}, await versionOf(ales, id));
    expect(await letters(ales)).toMatchObject([
      { text: expect.stringContaining('décision expresse : date suspendue par les compléments attendus.') },
    ]);
    await post(ales, id, `completion-requests/${first}/answer`, {}, await versionOf(ales, id));
    expect(await letters(ales)).toMatchObject([
      { subject: 'compléments reçus', text: expect.stringContaining('décision expresse : 1er octobre 2023.') },
    ]);
  });

  it('when it leaves', async () => {
    const id = await journey.deposited(ales);
    await letters(ales);
    await post(ales, id, 'withdrawal', {}, 2);
    expect(await letters(ales)).toMatchObject([{ subject: 'retrait enregistré' }]);
  });

  it('when it waits: of the wave that it is deferred to, even when another comes first', async () => {
    await journey.office.post('/api/waves', {
      call: 'rebond-industriel',
      name: 'Relève intercalaire',
      opensAt: '2023-02-01T12:00:00+01:00',
      cutoffAt: '2023-04-01T12:00:00+02:00',
    });
    const id = await journey.deposited(ales);
    await letters(ales);
    journey.clock.set('2023-03-01T10:00+01:00[Europe/Paris]');
    await waitlisted(id, { nextWaveId: journey.june.id });
    expect((await letters(ales)).filter(onWaiting)).toMatchObject([
      { text: expect.stringContaining('Réexamen prévu : relève du 1er juin 2023.') },
    ]);
  });

  it('when it waits without a deferral: that there is none', async () => {
    const id = await journey.deposited(ales);
    await letters(ales);
    journey.clock.set('2023-03-01T10:00+01:00[Europe/Paris]');
    await waitlisted(id);
    expect((await letters(ales)).filter(onWaiting)).toMatchObject([
      { text: expect.stringContaining('Réexamen prévu : sans report à une autre relève.') },
    ]);
  });
});

describe('a letter quotes the reasons, which the outbox does not keep', () => {
  const outbox = async (id: string) =>
    JSON.stringify(
      (await journey.judge.query('select payload from platform.outbox where candidacy_id = $1', [id])).rows,
    );

  it('of an inadmissibility', async () => {
    const id = await journey.deposited(ales);
    await letters(ales);
    const reasons = ['Le périmètre ne comporte aucun emploi industriel.'];
    await post(director, id, 'admissibility', { admissible: false, reasons }, 2);
    expect(await letters(ales)).toMatchObject([{ text: expect.stringContaining(`- ${reasons[0]}`) }]);
    expect(await outbox(id)).not.toContain('emploi industriel');
  });

  it('of a decision', async () => {
    const id = await journey.deposited(ales);
    journey.clock.set('2023-03-01T10:00+01:00[Europe/Paris]');
    await letters(ales);
    await waitlisted(id);
    expect((await letters(ales)).filter(onWaiting)).toMatchObject([
      { text: expect.stringContaining('- Crédits épuisés.') },
    ]);
    expect(await outbox(id)).not.toContain('épuisés');
  });

  it('of a laureate that gives up', async () => {
    const id = await journey.deposited(ales);
    await letters(ales);
    const version = await journey.put(id, 'selected');
    await post(ales, id, 'abandonment', { reason: 'Fermeture du site.' }, version);
    expect(await letters(ales)).toMatchObject([{ text: expect.stringContaining('- Fermeture du site.') }]);
    expect(await outbox(id)).not.toContain('Fermeture');
  });
});

describe('a letter goes to who holds the seat when it is written', () => {
  it('not to who held it before', async () => {
    const id = await journey.deposited(ales);
    await letters(ales);
    const successor = randomUUID();
    const email = 'successeur@test.example';
    const now = journey.clock.now().toString();
    await journey.judge.query('update identity.holding set until_at = $2 where seat_id = $1', [ales.seat.seatId, now]);
    await journey.judge.query(
      `insert into identity.person (id, name, email, created_at) values ($1, 'Titulaire suivant', $2, $3)`,
      [successor, email, now],
    );
    await journey.judge.query('insert into identity.holding (seat_id, person_id, from_at) values ($1, $2, $3)', [
      ...[ales.seat.seatId, successor, now],
    ]);
    expect((await ales.get('/api/me')).status).toBe(401);
    await post(director, id, 'completion-requests', { fields: ['needs'], message: 'Précisez.' }, 2);
    await worker.settled();
    expect(worker.inbox.to(ales.seat.email)).toEqual([]);
    expect(worker.inbox.to(email)).toHaveLength(1);
  });
});

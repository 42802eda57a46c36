import { randomUUID } from 'node:crypto';
import { openSession } from '../../../../../test/support/browser-session.js';
import { CAMBRAI, CaseJourney } from '../../../../../test/support/case-journey.js';
import { exchangeReport, postfixReport } from '../../../../../test/support/delivery-reports.js';
import { Surfer } from '../../../../../test/support/pages.js';
import { startProductWorker } from '../../../../../test/support/product-worker.js';
import type { TestSeat } from '../../../../../test/support/seats.js';
import { TEST_INBOUND_SECRET } from '../../../../../test/support/server.js';
import type { SunkMail } from '../../../../../test/support/smtp-sink.js';
import type { TestWorker } from '../../../../../test/support/worker.js';

type Person = Awaited<ReturnType<CaseJourney['seat']>> & { readonly browser: Surfer; readonly seat: TestSeat };

const LEAD = '200093201' as typeof CAMBRAI;
const [CAMILLE, ALIX] = ['camille@agglo.test.example', 'alix@agglo.test.example'];
const BOUNCED = 'Un courriel n’est pas arrivé';

let journey: CaseJourney;
let worker: TestWorker;
let office: Person;
let officer: Person;
let region: Person;
let auditor: Person;
let lead: Person;
let id: string;
let receipt: SunkMail;

async function person(spec: Parameters<CaseJourney['seat']>[0]): Promise<Person> {
  const client = await journey.seat(spec);
  return { ...client, browser: new Surfer(journey.server.url, await openSession(journey.server, client.seat)) };
}

async function handIn(raw: string): Promise<unknown> {
  const response = await fetch(new URL('/api/inbound-mail', journey.server.url), {
    method: 'POST',
    headers: { 'content-type': 'message/rfc822', 'x-inbound-secret': TEST_INBOUND_SECRET },
    body: raw,
  });
  return response.status === 200 ? ((await response.json()) as { outcome: string }).outcome : response.status;
}

/** A mail that left, about nothing in particular. */
async function sent(recipient: string, text = 'Bonjour'): Promise<{ id: string; messageId: string }> {
  const [mail, messageId] = [randomUUID(), `<${randomUUID()}@rebond.example>`];
  await journey.judge.query(
    `insert into platform.mail (id, message_id, kind, recipient, subject, text_body, created_at, next_attempt_at, sent_at, server_response)
     values ($1, $2, 'essai', $3, 'Essai', $4, $5, $5, $5, '250 OK')`,
    [mail, messageId, recipient, text, journey.clock.now().toString()],
  );
  return { id: mail, messageId };
}

const bounces = async () =>
  (
    await journey.judge.query<{ audience: string }>(
      `select audience from platform.audit_entry where action = 'mail.bounced'`,
    )
  ).rows;

beforeAll(async () => {
  journey = await CaseJourney.begin();
  journey.clock.set('2023-01-20T10:00+01:00[Europe/Paris]');
  worker = await startProductWorker({
    database: journey.database,
    clock: journey.clock,
    environment: { REPLY_DOMAIN: 'rebond.example', INBOUND_MAIL_SECRET: TEST_INBOUND_SECRET },
  });
  lead = await person({
    role: 'epci_lead',
    organisation: { siren: LEAD, name: 'Agglo' },
    holder: { name: 'Camille Meneur', email: CAMILLE },
  });
  await person({
    role: 'epci_member',
    organisationId: lead.seat.organisationId,
    holder: { name: 'Alix Relais', email: ALIX },
  });
  [office, officer, region, auditor] = await Promise.all([
    person({ role: 'programme_director' }),
    person({ role: 'bdt_officer' }),
    person({ role: 'region_council', organisation: { region: '32' } }),
    person({ role: 'auditor' }),
  ]);
  id = await journey.deposited(lead, LEAD);
  await worker.settled();
  const [mail] = worker.inbox.to(CAMILLE);
  if (!mail) throw new Error('No receipt was sent');
  receipt = mail;
});
afterAll(async () => {
  await worker.stop();
  await journey.end();
});

describe('a mail that comes back', () => {
  const report = () => postfixReport({ to: receipt.sender, recipient: CAMILLE, messageId: receipt.messageId });

  it('left from an address of its own', () => {
    expect(receipt.sender).toMatch(/^retour\+[0-9a-f]{32}@rebond\.example$/);
  });

  it('is only late as long as its server says that it still tries', async () => {
    const late = { to: receipt.sender, recipient: CAMILLE, messageId: receipt.messageId };
    expect(await handIn(postfixReport(late, { action: 'delayed', status: '4.4.1' }))).toBe('ignored');
    expect((await office.browser.get('/programme/courriels?state=bounced')).text).not.toContain(CAMILLE);
  });

  it('is marked once, however often its report comes', async () => {
    expect(await handIn(report())).toBe('bounced');
    expect(await handIn(report())).toBe('already');
    expect(await bounces()).toEqual([{ audience: 'state' }]);
  });

  it('is shown to the programme office with the code and the server’s words', async () => {
    const { text } = await office.browser.get('/programme/courriels?state=bounced');
    expect(text).toContain('non remis adresse ou domaine inconnu (5.1.1) 550 5.1.1');
    expect((await auditor.browser.get('/programme/courriels?state=bounced')).text).toContain(CAMILLE);
    expect((await officer.browser.get('/programme/courriels')).status).toBe(403);
  });

  it('is told to who follows the case, and not to whom it is none of their business', async () => {
    const shown = await officer.browser.get(`/candidatures/${id}`);
    expect(shown.text).toMatch(new RegExp(`${BOUNCED}.*${CAMILLE} – adresse ou domaine inconnu`));
    expect((await officer.browser.get(`/candidatures/${id}/suivi`)).text).toMatch(new RegExp(`${BOUNCED}\\s: adresse`));
    expect((await region.browser.get(`/candidatures/${id}`)).text).not.toContain(BOUNCED);
    expect((await officer.browser.get('/dossiers?unread=oui')).text).toContain('Nouveau');
  });

  it('says nothing about people once what is personal has been erased', async () => {
    const { rows } = await journey.judge.query<{ canonical: string; payload: string }>(
      `select e.canonical, p.payload::text as payload from platform.audit_entry e
         join platform.audit_payload p on p.stream = e.stream and p.seq = e.seq where e.action = 'mail.bounced'`,
    );
    expect(rows[0]?.payload).toContain(CAMILLE);
    expect(rows[0]?.canonical).not.toContain(CAMILLE);
  });

  it('is sent again to an address that the product knows, and to no other', async () => {
    const list = await office.browser.get('/programme/courriels?state=bounced');
    const { href = '' } = list.links.find((link) => link.href.startsWith('/programme/courriels/')) ?? {};
    const sheet = await office.browser.get(href);
    expect(sheet.text).toContain('Alix Relais, Agglo');
    const refused = await office.browser.submit(sheet, { field: 'to' }, { to: 'ailleurs@test.example' });
    expect([refused.status, refused.text]).toEqual([422, expect.stringContaining('n’est pas l’une de celles')]);
    const before = worker.inbox.to(ALIX).length;
    expect((await office.browser.submit(sheet, { field: 'to' }, { to: ALIX })).status).toBe(200);
    await worker.settled();
    const again = worker.inbox.to(ALIX).slice(before);
    expect(again).toMatchObject([{ subject: receipt.subject, text: receipt.text }]);
    expect((await officer.browser.get(`/candidatures/${id}`)).text).not.toContain(BOUNCED);
    expect((await officer.browser.get(`/candidatures/${id}/suivi`)).text).toContain('renvoyé à une autre adresse');
  });
});

describe('a report', () => {
  it('finds the mail by its Message-ID where it came to another address', async () => {
    const { id: mail, messageId } = await sent('personne@epci.test.example');
    const raw = exchangeReport({
      to: 'ne-pas-repondre@rebond.example',
      recipient: 'personne@epci.test.example',
      messageId,
    });
    expect(await handIn(raw)).toBe('bounced');
    const { text } = await office.browser.get(`/programme/courriels/${mail}`);
    expect(text).toContain('5.1.10');
  });

  it('of a mail that holds a link of its recipient’s own offers no other address', async () => {
    const { id: mail } = await sent(CAMILLE, 'https://rebond.example/lien/abc');
    const sheet = await office.browser.get(`/programme/courriels/${mail}`);
    expect(sheet.text).toContain('à la même adresse');
    expect(sheet.text).not.toContain(ALIX);
    const forged = await office.post(`/programme/courriels/${mail}/renvoi`, { to: ALIX });
    expect(forged.status).toBeGreaterThanOrEqual(400);
  });

  it('of a mail that is not ours, or that nobody can read, is taken and changes nothing', async () => {
    const before = (await bounces()).length;
    const foreign = {
      to: 'retour+' + 'a'.repeat(32) + '@rebond.example',
      recipient: CAMILLE,
      messageId: '<x@y.example>',
    };
    expect(await handIn(postfixReport(foreign))).toBe('ignored');
    const unreadable = postfixReport(foreign).replace('message/delivery-status', 'text/plain');
    expect(await handIn(unreadable)).toBe('ignored');
    expect(await bounces()).toHaveLength(before);
  });
});

describe('an invitation that comes back', () => {
  const GONE = 'partie@agglo.test.example';
  const team = async () => (await lead.browser.get(`/candidatures/${id}/equipe`)).text;

  async function invited(): Promise<SunkMail> {
    worker.inbox.clear();
    const page = await lead.browser.get(`/candidatures/${id}/equipe`);
    const typed = { name: 'Sam Partie', email: GONE, title: 'Chargée de mission' };
    expect((await lead.browser.submit(page, { button: 'Envoyer l’invitation' }, typed)).status).toBe(200);
    await worker.settled();
    const [mail] = worker.inbox.to(GONE);
    if (!mail) throw new Error('No invitation was sent');
    return mail;
  }

  it('reaches who invited, beside the person, until another one leaves; the programme office sees it too', async () => {
    const mail = await invited();
    expect(await team()).not.toContain('Adresse refusée');
    expect(await handIn(postfixReport({ to: mail.sender, recipient: GONE, messageId: mail.messageId }))).toBe(
      'bounced',
    );
    expect(await team()).toMatch(
      /Sam Partie Adresse refusée .* L’invitation n’est pas arrivée : adresse ou domaine inconnu/,
    );
    expect((await office.browser.get('/programme/courriels?state=bounced')).text).toContain(GONE);
    expect(
      (await lead.get<{ items: { seats: { holders: object[] }[] }[] }>(`/api/candidacies/${id}/team`)).body.items[0],
    ).toMatchObject({
      seats: expect.arrayContaining([
        expect.objectContaining({ holders: [expect.objectContaining({ email: GONE, refused: 'address' })] }),
      ]),
    });
    journey.clock.set('2023-01-20T10:05+01:00[Europe/Paris]');
    await invited();
    expect(await team()).not.toContain('Adresse refusée');
  });
});

import { CAMBRAI, CaseJourney } from '../../../../../test/support/case-journey.js';
import { openSession } from '../../../../../test/support/browser-session.js';
import { Surfer } from '../../../../../test/support/pages.js';
import { startProductWorker } from '../../../../../test/support/product-worker.js';
import { TEST_INBOUND_SECRET } from '../../../../../test/support/server.js';
import type { Api } from '../../../../../test/support/api.js';
import type { TestSeat } from '../../../../../test/support/seats.js';
import type { TestWorker } from '../../../../../test/support/worker.js';

type Person = Api & { seat: TestSeat; browser: Surfer };

let journey: CaseJourney;
let worker: TestWorker;
let lead: Person;
let member: Person;
let officer: Person;
let director: Person;
let auditor: Person;
let region: Person;
let other: Person;
let id: string;

const LEAD = '200093201' as typeof CAMBRAI;
const PDF = '%PDF-1.7\n%âãÏÓ\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n';

async function person(spec: Parameters<CaseJourney['seat']>[0]): Promise<Person> {
  const client = await journey.seat(spec);
  return { ...client, browser: new Surfer(journey.server.url, await openSession(journey.server, client.seat)) };
}
const page = (part = 'messages') => `/candidatures/${id}/${part}`;
const mailsTo = async (as: Person) => {
  await worker.settled();
  return worker.inbox.to(as.seat.email).filter(({ subject }) => subject.startsWith('Nouveau message'));
};
/** The address at which the last message of the desk or to it may be answered. */
const replyTo = async (as: Person): Promise<string> => {
  await worker.settled();
  const { rows } = await journey.judge.query<{ reply_to: string }>(
    `select reply_to from platform.mail where kind = 'message' and recipient = $1 and text_body not like '%Entre nous.%'
      order by created_at desc, id desc`,
    [as.seat.email],
  );
  return rows[0]?.reply_to ?? 'none';
};

interface Answering {
  readonly from: string;
  readonly to: string;
  readonly text?: string;
  readonly headers?: readonly string[];
  readonly file?: { readonly name: string; readonly content: string };
}
const mail = ({ from, to, text = 'Bien reçu.', headers = [], file }: Answering): string =>
  [
    `From: Personne <${from}>`,
    `To: ${to}`,
    'Subject: Re: Nouveau message',
    ...headers,
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary="limite"',
    '',
    '--limite',
    'Content-Type: text/plain; charset=utf-8',
    '',
    text,
    '',
    ...(file
      ? [
          '--limite',
          `Content-Type: application/octet-stream; name="${file.name}"`,
          `Content-Disposition: attachment; filename="${file.name}"`,
          'Content-Transfer-Encoding: base64',
          '',
          Buffer.from(file.content).toString('base64'),
        ]
      : []),
    '--limite--',
    '',
  ].join('\r\n');

async function handIn(raw: string, secret: string | null = TEST_INBOUND_SECRET) {
  const response = await fetch(new URL('/api/inbound-mail', journey.server.url), {
    method: 'POST',
    headers: { 'content-type': 'message/rfc822', ...(secret === null ? {} : { 'x-inbound-secret': secret }) },
    body: raw,
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

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
    title: 'Cheffe de projet',
    holder: { name: 'Camille Meneur', email: 'camille@agglo.test.example' },
  });
  member = await person({ role: 'epci_member', organisationId: lead.seat.organisationId });
  officer = await person({
    role: 'bdt_officer',
    title: 'Chargé d’instruction',
    holder: { name: 'Sacha Bureau', email: 'sacha@bdt.test.example' },
  });
  director = await person({ role: 'programme_director' });
  auditor = await person({ role: 'auditor' });
  region = await person({ role: 'region_council', organisation: { region: '32' } });
  other = await person({ role: 'epci_lead', organisation: { siren: CAMBRAI } });
});
afterAll(async () => {
  await worker.stop();
  await journey.end();
});

describe('the messages of a draft', () => {
  it('are the territory’s own: nobody of the State is written to', async () => {
    id = await journey.draft(lead, LEAD);
    const empty = await lead.browser.get(page());
    expect(empty.text).toContain('Aucun message');
    const blank = await lead.browser.submit(empty, { field: 'text' }, { text: ' ' });
    expect([blank.status, blank.text]).toEqual([422, expect.stringContaining('Écrivez votre message.')]);
    const sent = await lead.browser.submit(empty, { field: 'text' }, { text: 'Qui relit les besoins ?' });
    expect([sent.status, sent.text]).toEqual([200, expect.stringContaining('Qui relit les besoins ?')]);
    expect(await mailsTo(officer)).toEqual([]);
    expect(await mailsTo(member)).toHaveLength(1);
    const early = await lead.post(`/api/candidacies/${id}/messages`, { text: 'Bonjour' });
    expect(early.body).toMatchObject({ status: 422, code: 'not-deposited' });
    for (const stranger of [officer, auditor, other]) expect((await stranger.browser.get(page())).status).toBe(404);
  });
});

describe('the messages of a deposited case', () => {
  beforeAll(async () => {
    await journey.save(lead, id, { needs: 'Détecter des projets' });
    const { status } = await lead.post(`/api/candidacies/${id}/deposit`, undefined, { ifMatch: 1 });
    expect(status).toBe(201);
    await worker.settled();
    worker.inbox.clear();
  });

  it('go to the desk with their files, and are unread until they are read', async () => {
    const shown = await lead.browser.get(page());
    const file = new File([PDF], 'plan.pdf');
    const sent = await lead.browser.submit(shown, { field: 'text' }, { text: 'Voici le plan.' }, { files: file });
    expect([sent.status, sent.text]).toEqual([200, expect.stringContaining('plan.pdf')]);
    const first = await officer.browser.get(`/candidatures/${id}`);
    expect(first.text).toContain('Un message non lu');
    const read = await officer.browser.get(page());
    expect(read.text).toContain('Camille Meneur');
    expect(read.text).toContain('Nouveau Voici le plan.');
    expect(read.text).not.toContain('Qui relit les besoins');
    expect((await officer.browser.get(page())).text).not.toContain('Nouveau Voici');
    expect((await officer.browser.get(`/candidatures/${id}`)).text).not.toContain('non lu');
    expect(await mailsTo(officer)).toMatchObject([{ text: expect.stringContaining('Voici le plan.') }]);
    const { href = '' } = read.links.find((link) => link.href.includes('/messages/files/')) ?? {};
    const answers = await Promise.all([officer, member, other, region].map(async (as) => (await as.get(href)).status));
    expect(answers).toEqual([200, 200, 404, 403]);
    const download = await officer.get(href);
    expect(download.headers.get('content-disposition')).toMatch(/^attachment/);
    expect(download.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('sent twice by the same form count once; a file that is refused keeps the text', async () => {
    const shown = await officer.browser.get(page());
    for (let i = 0; i < 2; i += 1)
      await officer.browser.submit(shown, { field: 'text' }, { text: 'Merci, nous lisons.' });
    const { items } = (await lead.get(`/api/candidacies/${id}/messages`)).body as { items: { text: string }[] };
    expect(items.filter(({ text }) => text === 'Merci, nous lisons.')).toHaveLength(1);
    const page2 = await officer.browser.get(page());
    const refused = await officer.browser.submit(
      page2,
      { field: 'text' },
      { text: 'Avec un programme' },
      { files: new File(['MZ programme'], 'outil.exe') },
    );
    expect(refused.status).toBe(422);
    expect(refused.html).toContain('Avec un programme</textarea>');
    expect(refused.text).toContain('« outil.exe » n’est ni un PDF');
  });

  it('reach the whole territory when the desk writes, in the name of a person and a function', async () => {
    const told = [await mailsTo(lead), await mailsTo(member)];
    expect(told.map((mails) => mails.at(-1)?.text)).toEqual([
      expect.stringMatching(/Sacha Bureau \(Chargé d’instruction, .*Merci, nous lisons\./s),
      expect.stringMatching(/Merci, nous lisons\./),
    ]);
  });

  it('among the people of the territory stay there', async () => {
    const shown = await member.browser.get(page());
    await member.browser.submit(shown, { field: 'text' }, { text: 'Entre nous.', audience: 'territory' });
    expect((await lead.browser.get(page())).text).toContain('Entre nous.');
    expect((await officer.browser.get(page())).text).not.toContain('Entre nous.');
    const { status } = await officer.post(`/api/candidacies/${id}/messages`, { text: 'x', audience: 'territory' });
    expect(status).toBe(403);
  });

  it('are read by the auditor, who writes none; not by a Région, which is told only that there were some', async () => {
    const read = await auditor.browser.get(page());
    expect(read.text).toContain('Merci, nous lisons.');
    expect(read.forms.some(({ names }) => names.includes('text'))).toBe(false);
    expect((await auditor.post(`/api/candidacies/${id}/messages`, { text: 'x' })).status).toBe(403);
    expect((await region.browser.get(page())).status).toBe(403);
    expect((await region.browser.get(page('suivi'))).text).toContain('Message échangé avec le service instructeur');
    expect((await director.browser.get(page())).status).toBe(200);
  });
});

describe('an answer by mail', () => {
  const { from } = { from: 'camille@agglo.test.example' };

  it('joins the thread in the name of whom it was written to, without what it quotes, with its file', async () => {
    const to = await replyTo(lead);
    expect(to).toMatch(/^reponse\+[a-z2-9]{32}@rebond\.example$/);
    const raw = mail({
      from,
      to: to.toUpperCase(),
      text: 'D’accord, ci-joint.\r\n\r\nLe ven. 20 janv. 2023 à 10:00, Rebond <r@x.fr> a écrit :\r\n> Merci',
      headers: ['Message-ID: <un@agglo.test.example>'],
      file: { name: 'accord.pdf', content: PDF },
    });
    expect(await handIn(raw)).toMatchObject({ status: 200, body: { outcome: 'kept' } });
    expect(await handIn(raw)).toMatchObject({ status: 200, body: { outcome: 'already' } });
    const read = await officer.browser.get(page());
    expect(read.text).toMatch(/Camille Meneur .*par courriel .*D’accord, ci-joint\. accord\.pdf/);
    expect(read.text).not.toContain('a écrit');
    expect((await mailsTo(officer)).at(-1)?.text).toContain('D’accord, ci-joint.');
  });

  it('keeps the text of one whose file is no document, and says so', async () => {
    const raw = mail({ from, to: await replyTo(lead), text: 'Encore.', file: { name: 'x.exe', content: 'MZ' } });
    expect(await handIn(raw)).toMatchObject({ status: 200 });
    expect((await officer.browser.get(page())).text).toMatch(/Encore\. \[Non conservé : « x\.exe »/);
  });

  it.each([
    ['an absence', 'Auto-Submitted: auto-replied'],
    ['a bulk mail', 'Precedence: bulk'],
    ['a bounce', 'Return-Path: <>'],
    ['a list', 'List-Id: <liste.example>'],
  ])('is not what %s is', async (_, header) => {
    const raw = mail({ from, to: await replyTo(lead), text: 'Je suis absente.', headers: [header] });
    expect(await handIn(raw)).toMatchObject({ status: 200, body: { outcome: 'ignored' } });
    expect((await officer.browser.get(page())).text).not.toContain('Je suis absente');
  });

  it('is refused from another mailbox, at an address that nobody was given, and when it says nothing', async () => {
    const to = await replyTo(lead);
    const codes = [
      await handIn(mail({ from: 'autre@ailleurs.test.example', to })),
      await handIn(mail({ from, to: `reponse+${'a'.repeat(32)}@rebond.example` })),
      await handIn(mail({ from, to: 'contact@rebond.example' })),
      await handIn(mail({ from, to, text: '> Merci' })),
    ].map(({ status, body }) => [status, body.code]);
    expect(codes).toEqual([
      [422, 'other-sender'],
      [422, 'unknown-reply-address'],
      [422, 'unknown-reply-address'],
      [422, 'empty-answer'],
    ]);
  });

  it('is handed in by the operator’s server only, and no larger than it may be', async () => {
    const raw = mail({ from, to: await replyTo(lead) });
    expect((await handIn(raw, null)).status).toBe(403);
    expect((await handIn(raw, 'x'.repeat(40))).status).toBe(403);
    expect((await handIn('x'.repeat(29 * 1_048_576))).status).toBe(413);
  });

  it('is refused once its address has expired, and from whom has left the seat', async () => {
    const [toLead, toOfficer] = [await replyTo(lead), await replyTo(officer)];
    const now = journey.clock.now();
    await journey.judge.query('update identity.holding set until_at = $2 where seat_id = $1', [
      ...[officer.seat.seatId, now.toString()],
    ]);
    const left = await handIn(mail({ from: 'sacha@bdt.test.example', to: toOfficer }));
    expect(left.body.code).toBe('seat-left');
    journey.clock.set('2023-05-01T10:00+02:00[Europe/Paris]');
    expect((await handIn(mail({ from, to: toLead }))).body.code).toBe('expired-reply-address');
  });
});

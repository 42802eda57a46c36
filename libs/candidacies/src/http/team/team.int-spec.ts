import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Files, SYSTEM, Transactions } from '@rebond/platform';
import { CAMBRAI, CaseJourney } from '../../../../../test/support/case-journey.js';
import { openSession } from '../../../../../test/support/browser-session.js';
import { Surfer } from '../../../../../test/support/pages.js';
import { startProductWorker } from '../../../../../test/support/product-worker.js';
import type { Api } from '../../../../../test/support/api.js';
import type { TestSeat } from '../../../../../test/support/seats.js';
import type { TestWorker } from '../../../../../test/support/worker.js';

type Person = Api & { seat: TestSeat; browser: Surfer };

let journey: CaseJourney;
let worker: TestWorker;
let lead: Person;
let director: Person;
let officer: Person;
let other: Person;
let id: string;

const LEAD = '200093201' as typeof CAMBRAI;

async function person(spec: Parameters<CaseJourney['seat']>[0]): Promise<Person> {
  const client = await journey.seat(spec);
  return { ...client, browser: new Surfer(journey.server.url, await openSession(journey.server, client.seat)) };
}
const page = (...parts: string[]) => ['/candidatures', id, ...parts].join('/');
/** A content of the store. */
async function stored(content: Buffer) {
  const files = journey.server.app.get(Files);
  const source = join(files.root, 'source');
  writeFileSync(source, content);
  const staged = await files.stage(source);
  await journey.server.app.get(Transactions).run(SYSTEM, (tx) => files.keep(tx, staged));
  return staged;
}
/** The link in the last mail to an address. */
async function linkFor(address: string): Promise<string> {
  await worker.settled();
  const { rows } = await journey.judge.query<{ text_body: string }>(
    `select text_body from platform.mail where recipient = $1 and text_body like '%/lien/%' order by id desc limit 1`,
    [address],
  );
  return /\/lien\/[\w-]+/.exec(rows[0]?.text_body ?? '')?.[0] ?? 'none';
}

beforeAll(async () => {
  journey = await CaseJourney.begin();
  journey.clock.set('2023-01-20T10:00+01:00[Europe/Paris]');
  worker = await startProductWorker({ database: journey.database, clock: journey.clock });
  lead = await person({
    role: 'epci_lead',
    organisation: { siren: LEAD, name: 'Agglo', mailbox: 'economie@agglo.test.example' },
    title: 'Cheffe de projet',
    holder: { name: 'Camille Meneur', email: 'camille@agglo.test.example' },
  });
  director = await person({ role: 'programme_director' });
  officer = await person({ role: 'bdt_officer' });
  other = await person({ role: 'epci_lead', organisation: { siren: CAMBRAI } });
  id = await journey.draft(lead, LEAD);
});
afterAll(async () => {
  await worker.stop();
  await journey.end();
});

describe('the team of a case', () => {
  it('is shown to its people with the shared mailbox as a contact; of a draft, to nobody else', async () => {
    const shown = await lead.browser.get(page('equipe'));
    expect(shown.text).toContain('economie@agglo.test.example');
    expect(shown.text).toContain('Cheffe de projet (vous)');
    expect((await officer.browser.get(page('equipe'))).status).toBe(403);
    for (const stranger of [director, other]) expect((await stranger.browser.get(page('equipe'))).status).toBe(404);
  });

  it('grows by invitation; a form that lacks something is shown again as it was typed', async () => {
    const shown = await lead.browser.get(page('equipe'));
    const refused = await lead.browser.submit(
      shown,
      { field: 'title' },
      { name: 'Noa Plume', email: 'noa', title: 'Chargée de mission' },
    );
    expect([refused.status, refused.text]).toEqual([422, expect.stringContaining('Donnez une adresse de courriel.')]);
    expect(refused.html).toContain('value="Noa Plume"');
    const typed = { name: 'Noa Plume', email: 'noa@agglo.test.example', title: 'Chargée de mission' };
    const invited = await lead.browser.submit(refused, { field: 'title' }, typed);
    expect([invited.status, invited.text]).toEqual([200, expect.stringContaining('Invitation envoyée à Noa Plume')]);
    expect(await linkFor('noa@agglo.test.example')).toMatch(/^\/lien\//);
    const again = await lead.browser.submit(invited, { field: 'title' }, typed);
    expect(again.text).toContain('Noa Plume fait déjà partie de l’équipe');
    const foreign = await lead.post(`/api/candidacies/${id}/team/invitations`, {
      ...typed,
      organisationId: other.seat.organisationId,
    });
    expect(foreign.body).toMatchObject({ status: 422, code: 'not-of-perimeter' });
    const stranger = { ...typed, organisationId: lead.seat.organisationId };
    expect((await other.post(`/api/candidacies/${id}/team/invitations`, stranger)).status).toBe(404);
    expect((await officer.post(`/api/candidacies/${id}/team/invitations`, stranger)).status).toBe(403);
  });

  it('passes a seat on with what it holds: the draft goes on, who held it is out at once', async () => {
    const member = await person({ role: 'epci_member', organisationId: lead.seat.organisationId, title: 'Économie' });
    await journey.save(member, id, { needs: 'Commencé par le premier' });
    expect((await member.browser.get(page('equipe', member.seat.seatId, 'transmission'))).status).toBe(403);
    const form = await lead.browser.get(page('equipe', member.seat.seatId, 'transmission'));
    const done = await lead.browser.submit(
      form,
      { button: 'Transmettre la fonction' },
      { name: 'Lou Suivant', email: 'lou@agglo.test.example' },
    );
    expect(done.text).toContain('La fonction est transmise à Lou Suivant');
    expect((await member.get('/api/me')).status).toBe(401);
    const successor = new Surfer(journey.server.url);
    const link = await successor.get(await linkFor('lou@agglo.test.example'));
    await successor.submit(link, { action: /^\/lien\// });
    expect((await successor.get(page())).status).toBe(200);
    const { needs } = (await lead.get(`/api/candidacies/${id}/answers`)).body.document as { needs: string };
    expect(needs).toBe('Commencé par le premier');
  });

  it('lets a person go, whose seat stays vacant; never the last lead', async () => {
    const member = await person({ role: 'epci_member', organisationId: lead.seat.organisationId, title: 'Appui' });
    const form = await lead.browser.get(page('equipe', member.seat.seatId, 'depart'));
    const left = await lead.browser.submit(form, { button: 'Retirer' });
    expect(left.text).toContain('La personne n’a plus accès');
    expect(left.text).toMatch(/Appui Vacante/);
    expect((await member.get('/api/me')).status).toBe(401);
    const own = await lead.post(`/api/candidacies/${id}/team/${lead.seat.seatId}/departure`, {
      personId: lead.seat.personId,
    });
    expect(own.body).toMatchObject({ status: 422, code: 'last-lead' });
    const nowhere = await lead.post(`/api/candidacies/${id}/team/${other.seat.seatId}/departure`, {
      personId: other.seat.personId,
    });
    expect(nowhere.status).toBe(404);
  });

  it('is told in the timeline of its people', async () => {
    const { text } = await lead.browser.get(page('suivi'));
    expect(text).toContain('Une personne a rejoint l’équipe');
    expect(text).toContain('Une fonction de l’équipe a été transmise');
  });
});

describe('the approval of a draft', () => {
  const address = 'presidente@agglo.test.example';
  const ask = async (note = 'Avant le conseil de jeudi.') =>
    lead.browser.submit(
      await lead.browser.get(page('approbation')),
      { field: 'note' },
      { name: 'Andrea Présidente', title: 'présidente', email: address, note },
    );

  it('is asked by the lead, by a personal link', async () => {
    const blank = await lead.browser.submit(await lead.browser.get(page('approbation')), { field: 'note' });
    expect([blank.status, blank.text]).toEqual([422, expect.stringContaining('Donnez la fonction')]);
    const asked = await ask();
    expect([asked.status, asked.text]).toEqual([
      200,
      expect.stringContaining('En attente Andrea Présidente, présidente'),
    ]);
    expect((await officer.browser.get(page('approbation'))).status).toBe(403);
    expect((await other.browser.get(page('approbation'))).status).toBe(404);
  });

  it('is given after reading the whole file, without an account, once', async () => {
    const president = new Surfer(journey.server.url);
    const link = await linkFor(address);
    const read = await president.get(link);
    expect([read.status, read.text]).toEqual([200, expect.stringContaining('Commencé par le premier')]);
    expect(read.text).toContain('Avant le conseil de jeudi.');
    const without = await president.submit(read, { field: 'outcome' }, { outcome: 'returned' });
    expect([without.status, without.text]).toEqual([422, expect.stringContaining('Dites ce qui est à revoir.')]);
    const given = await president.submit(read, { field: 'outcome' }, { outcome: 'approved', comment: 'Bon courage.' });
    expect(given.text).toContain('votre accord est enregistré');
    expect((await president.get(link)).status).toBe(410);
    const first = await lead.browser.get(page());
    expect(first.text).toMatch(/Accord donné Andrea Présidente, présidente – répondu le .* Bon courage\./);
    await worker.settled();
    expect(worker.inbox.to('camille@agglo.test.example').map(({ subject }) => subject)).toContainEqual(
      expect.stringContaining('Accord donné'),
    );
    const { rows } = await journey.judge.query(
      `select action, audience from platform.audit_entry where candidacy_id = $1 and action like 'approval.%' order by seq`,
      [id],
    );
    expect(rows).toMatchObject([
      { action: 'approval.asked', audience: 'territory' },
      { action: 'approval.approved', audience: 'territory' },
    ]);
  });

  it('is said to be outdated once the answers change', async () => {
    expect((await lead.browser.get(page())).text).not.toContain('ont changé depuis cet avis');
    await journey.save(lead, id, { needs: 'Autre chose' });
    expect((await lead.browser.get(page())).text).toContain('Les réponses ont changé depuis cet avis');
  });

  it('shows the documents of its case only, while it waits; cancelled, its link does nothing', async () => {
    const asked = await ask('Encore.');
    const link = await linkFor(address);
    const document = await journey.document(id);
    const president = new Surfer(journey.server.url);
    expect((await president.get(link)).links.map(({ href }) => href)).toContain(`${link}/documents/${document}`);
    const content = Buffer.from('%PDF-1.7 essai');
    const { sha256: sha } = await stored(content);
    await journey.judge.query('update candidacies.document set sha256 = $2, size_bytes = $3 where id = $1', [
      ...[document, sha, content.length],
    ]);
    const download = await president.get(`${link}/documents/${document}`);
    expect([download.status, download.html]).toEqual([200, content.toString()]);
    expect(download.headers.get('content-disposition')).toMatch(/^attachment/);
    expect(download.headers.get('content-type')).toBe('application/pdf');
    const foreign = await journey.document(await journey.draft(other, CAMBRAI));
    expect((await president.get(`${link}/documents/${foreign}`)).status).toBe(404);
    const cancelled = await lead.browser.submit(asked, { button: 'Annuler la demande' });
    expect(cancelled.text).toContain('Demande annulée');
    expect((await president.get(link)).status).toBe(410);
    expect((await president.get(`${link}/documents/${document}`)).status).toBe(404);
  });

  it('is not asked of what is deposited, and its open link then does nothing', async () => {
    await ask('Dernière.');
    const link = await linkFor(address);
    await journey.save(lead, id, { needs: 'Fin' });
    expect((await lead.post(`/api/candidacies/${id}/deposit`, undefined, { ifMatch: 1 })).status).toBe(201);
    const president = new Surfer(journey.server.url);
    const late = await president.submit(await president.get(link), { field: 'outcome' }, { outcome: 'approved' });
    expect([late.status, late.text]).toEqual([422, expect.stringContaining('n’est plus un brouillon')]);
    const again = { name: 'Andrea', title: 'présidente', email: address };
    expect((await lead.post(`/api/candidacies/${id}/approvals`, again)).body.code).toBe('not-a-draft');
    expect((await officer.browser.get(page())).text).not.toContain('Andrea');
  });
});

it('the lead hands over its own seat: the successor leads, the former lead is signed out', async () => {
  const form = await lead.browser.get(page('equipe', lead.seat.seatId, 'transmission'));
  expect(form.text).toContain('Vous n’aurez plus accès');
  const done = await lead.browser.submit(
    form,
    { button: 'Transmettre la fonction' },
    { name: 'Alix Relève', email: 'alix@agglo.test.example' },
  );
  expect(done.url).toBe('/');
  expect((await lead.browser.get(page())).url).toContain('/connexion');
  const alix = new Surfer(journey.server.url);
  await alix.submit(await alix.get(await linkFor('alix@agglo.test.example')), { action: /^\/lien\// });
  const first = await alix.get(page());
  expect(first.links.map(({ href }) => href)).toContain(page('retrait'));
});

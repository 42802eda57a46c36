import { randomUUID } from 'node:crypto';

import { api } from '../../../../../test/support/api.js';
import { openSession } from '../../../../../test/support/browser-session.js';
import { pdf } from '../../../../../test/support/contents.js';
import { FormJourney, type Draft } from '../../../../../test/support/form-journey.js';
import { formOf, Surfer, type HtmlPage } from '../../../../../test/support/pages.js';
import { seatOf } from '../../../../../test/support/seats.js';

let journey: FormJourney;

interface Territory {
  readonly draft: Draft;
  readonly surfer: Surfer;
  /** Signs the same person in anew. */
  readonly again: () => Promise<Surfer>;
  /** A second browser of the same territory. */
  readonly colleague: Surfer;
  readonly url: string;
}

async function territory(): Promise<Territory> {
  const lead = journey.nextSiren();
  const seat = await seatOf(journey.database, { role: 'epci_lead', organisation: { siren: lead } });
  const member = await seatOf(journey.database, { role: 'epci_member', organisationId: seat.organisationId });
  const draft = await journey.startedBy(api(journey.server.url, seat.token), seat.token, lead);
  const surfer = new Surfer(journey.server.url, await openSession(journey.server, seat));
  const colleague = new Surfer(journey.server.url, await openSession(journey.server, member));
  const again = async () => new Surfer(journey.server.url, await openSession(journey.server, seat));
  return { draft, surfer, colleague, again, url: `/candidatures/${draft.id}/formulaire` };
}

const answersOf = async ({ as, path }: Draft) =>
  (await as.get<{ document: Record<string, unknown>; versions: Record<string, number> }>(`${path}/answers`)).body;
const send = (surfer: Surfer, page: HtmlPage, values: Record<string, string | string[]>, button = 'Enregistrer') =>
  surfer.submit(page, { id: 'formulaire', button }, values);

beforeAll(async () => {
  journey = await FormJourney.begin();
});
afterAll(() => journey.end());
beforeEach(() => journey.toBeforeCutoff());

describe('the form', () => {
  it('says where one stands, part by part', async () => {
    const { surfer, url } = await territory();
    const page = await surfer.get(url);
    expect(page.status).toBe(200);
    expect(page.text).toContain('Avant de déposer, il manque');
    expect(page.text).toContain('il reste 22 jours et 3 heures');
    expect(page.text).toMatch(/Le territoire candidat.*À remplir/);
    expect(page.text).toMatch(/Les projets déjà connus.*Facultative/);
    expect(page.text).toContain('Rien d’enregistré encore');
  });

  it('saves a page without scripts and goes on to the next', async () => {
    const { surfer, draft, url } = await territory();
    const page = await surfer.get(`${url}/identity`);
    const next = await send(
      surfer,
      page,
      { territoryName: 'Pays d’essai', industryTerritory: 'false', contactEmail: 'eco@essai.example' },
      'Enregistrer et continuer',
    );
    expect(next.url).toBe(`${url}/context`);
    expect(next.text).toMatch(/Enregistré à 09:00/);
    expect((await answersOf(draft)).document).toMatchObject({
      territoryName: 'Pays d’essai',
      industryTerritory: false,
      contactEmail: 'eco@essai.example',
    });
  });

  it('shows the fields that an answer calls for once it is saved', async () => {
    const { surfer, url } = await territory();
    const before = await surfer.get(`${url}/identity`);
    expect(before.html).toMatch(/data-field="consortiumReason"[^>]*hidden/);
    const after = await send(surfer, before, { applicationKind: 'consortium' });
    expect(after.html).not.toMatch(/data-field="consortiumReason"[^>]*hidden/);
  });

  it('keeps what was typed and saves the rest when an answer can’t be stored', async () => {
    const { surfer, draft, url } = await territory();
    const page = await surfer.get(`${url}/context`);
    const refused = await send(surfer, page, { industrialJobs: 'douze mille', jobsSource: 'Insee 2020' });
    expect(refused.status).toBe(422);
    expect(refused.html).toContain('value="douze mille"');
    expect(refused.links.some(({ href }) => href === '#champ-industrialJobs')).toBe(true);
    expect((await answersOf(draft)).document).toEqual({ jobsSource: 'Insee 2020' });
    const mended = await send(surfer, refused, { industrialJobs: '12 000' });
    expect(mended.status).toBe(200);
    expect((await answersOf(draft)).document).toMatchObject({ industrialJobs: 12000 });
  });

  it('does not overwrite what a colleague changed: both versions are shown, and one is chosen', async () => {
    const { surfer, colleague, draft, url } = await territory();
    const [mine, theirs] = await Promise.all([surfer.get(`${url}/identity`), colleague.get(`${url}/identity`)]);
    await send(colleague, theirs, { territoryName: 'Nom du collègue', contactRole: 'Directrice' });
    const conflict = await send(surfer, mine, { territoryName: 'Mon nom', contactPhone: '+33 1 99 00 00 01' });
    expect(conflict.status).toBe(409);
    expect(conflict.html).toContain('value="Mon nom"');
    expect(conflict.text).toContain('Nom du collègue');
    // What nobody else touched is saved, and what the colleague alone changed stands.
    expect((await answersOf(draft)).document).toMatchObject({
      territoryName: 'Nom du collègue',
      contactRole: 'Directrice',
      contactPhone: '+33 1 99 00 00 01',
    });
    const theirsKept = await send(surfer, conflict, { '_choice[territoryName]': 'theirs' });
    expect(theirsKept.html).toContain('value="Nom du collègue"');
    const again = await send(surfer, conflict, { '_choice[territoryName]': 'mine' });
    expect(again.status).toBe(200);
    expect((await answersOf(draft)).document).toMatchObject({ territoryName: 'Mon nom' });
  });

  it('adds and removes rows by its buttons, each with an identifier that stays', async () => {
    const { surfer, draft, url } = await territory();
    const empty = await surfer.get(`${url}/projects`);
    const one = await surfer.submit(empty, { id: 'formulaire', button: 'Ajouter' });
    const [row] = (await answersOf(draft)).document.knownProjects as { id: string }[];
    const title = `knownProjects[${String(row?.id)}][projectTitle]`;
    const two = await surfer.submit(one, { id: 'formulaire', button: 'Ajouter' }, { [title]: 'Fonderie' });
    const rows = (await answersOf(draft)).document.knownProjects as Record<string, unknown>[];
    expect(rows).toMatchObject([{ id: row?.id, projectTitle: 'Fonderie' }, { id: expect.any(String) }]);
    expect((await surfer.get(`/candidatures/${draft.id}/depot`)).text).toContain(
      'Projet 2 : « Porteur » est à renseigner.',
    );
    const remove = formOf(two, { id: 'formulaire' }).buttons.find(
      ({ value }) => value === `remove:knownProjects:${String(rows[1]?.id)}`,
    );
    await surfer.submit(two, { id: 'formulaire', button: remove?.label ?? 'absent' });
    expect((await answersOf(draft)).document.knownProjects).toEqual([{ id: row?.id, projectTitle: 'Fonderie' }]);
  });

  it('finds intercommunalités by name, and keeps those that are ticked', async () => {
    const { surfer, draft, url } = await territory();
    const page = await surfer.get(`${url}/identity`);
    const found = await surfer.submit(
      page,
      { id: 'formulaire', button: 'Chercher' },
      { '_q[neighbours]': 'ales aggl' },
    );
    expect(found.text).toContain('CA Alès Agglomération');
    const chosen = await send(surfer, found, { neighbours: '200066918' });
    expect((await answersOf(draft)).document.neighbours).toEqual(['200066918']);
    expect(chosen.text).toContain('CA Alès Agglomération');
    await send(surfer, chosen, { neighbours: [] });
    expect((await answersOf(draft)).document).not.toHaveProperty('neighbours');
  });

  it('is nobody else’s: absent for another territory and for the State', async () => {
    const { url } = await territory();
    const other = await territory();
    expect((await other.surfer.get(url)).status).toBe(404);
    expect((await other.surfer.get(`${url}/identity`)).status).toBe(404);
    const officer = await seatOf(journey.database, { role: 'bdt_officer' });
    const desk = new Surfer(journey.server.url, await openSession(journey.server, officer));
    expect((await desk.get(url)).status).toBe(403);
  });
});

describe('files without scripts', () => {
  const file = (bytes: Buffer, name: string): File =>
    new File([new Uint8Array(bytes)], name, { type: 'application/pdf' });

  async function chooser(surfer: Surfer, url: string): Promise<HtmlPage> {
    const page = await surfer.get(`${url}/governance`);
    const button = formOf(page, { id: 'formulaire' }).buttons.find(({ value }) => value === 'upload:commitmentLetter');
    return surfer.submit(page, { id: 'formulaire', button: button?.label ?? 'absent' }, { electedLeadRole: 'Maire' });
  }

  it('are sent from a page of their own, once what was typed is saved', async () => {
    const { surfer, draft, url } = await territory();
    const page = await chooser(surfer, url);
    expect(page.text).toContain("Lettre d'engagement du chef de file");
    expect((await answersOf(draft)).document).toMatchObject({ electedLeadRole: 'Maire' });
    const sent = await surfer.submit(page, { button: 'Envoyer' }, {}, { fichier: file(pdf(400), 'lettre.pdf') });
    expect(sent.url).toContain('/governance');
    expect(sent.text).toContain('lettre.pdf');
    const { commitmentLetter } = (await answersOf(draft)).document;
    const link = sent.links.find(({ text }) => text.includes('lettre.pdf'));
    expect(link?.href).toBe(`/api/candidacies/${draft.id}/documents/${String((commitmentLetter as string[])[0])}`);
    const download = await surfer.get(link?.href ?? '');
    expect(download.headers.get('content-disposition')).toContain('attachment');
    expect(download.headers.get('x-content-type-options')).toBe('nosniff');
    const drop = formOf(sent, { id: 'formulaire' }).buttons.find(({ value }) =>
      value.startsWith('drop:commitmentLetter'),
    );
    await surfer.submit(sent, { id: 'formulaire', button: drop?.label ?? 'absent' });
    expect((await answersOf(draft)).document).not.toHaveProperty('commitmentLetter');
  });

  it.each([
    ['nothing', () => undefined, 422, 'Choisissez un fichier.'],
    ['what is no PDF', () => file(Buffer.from('bonjour'), 'lettre.pdf'), 415, "d'aucun type reconnu"],
    ['a file over the limit', () => file(pdf(10_000_100), 'lettre.pdf'), 413, 'limite de ce champ (10 Mo)'],
  ])('%s is refused on the same page', async (_, make, status, words) => {
    const { surfer, draft, url } = await territory();
    const page = await chooser(surfer, url);
    const chosen = make();
    const refused = await surfer.submit(page, { button: 'Envoyer' }, {}, chosen ? { fichier: chosen } : {});
    expect(refused.status).toBe(status);
    expect(refused.text).toContain(words);
    expect((await answersOf(draft)).document).not.toHaveProperty('commitmentLetter');
    expect(await journey.rows('select id from candidacies.document where candidacy_id = $1', [draft.id])).toEqual([]);
  });
});

describe('what a territory settles among itself', () => {
  it('gives a part to a colleague, and talks about it where nobody else reads', async () => {
    const { surfer, colleague, url, draft } = await territory();
    const page = await surfer.get(`${url}/needs`);
    const form = formOf(page, { action: /attribution$/ });
    expect(form.names).toContain('seat');
    const people = await journey.rows('select id from identity.seat where role = $1 order by id desc limit 1', [
      'epci_member',
    ]);
    const given = await surfer.submit(page, { action: /attribution$/ }, { seat: String(people[0]?.id) });
    expect(given.text).toContain('C’est noté.');
    expect((await surfer.get(url)).text).toContain('rédigée par Titulaire');
    const empty = await surfer.submit(given, { action: /remarques$/ }, { body: '  ' });
    expect(empty.status).toBe(422);
    await surfer.submit(given, { action: /remarques$/ }, { body: 'Vérifier les chiffres' });
    const read = await colleague.get(`${url}/needs`);
    expect(read.text).toContain('Vérifier les chiffres');
    const resolved = await colleague.submit(read, { action: /resolution$/ });
    expect(resolved.text).toMatch(/Traitée par Titulaire/);
    const rows = await journey.rows('select audience from candidacies.section_comment where candidacy_id = $1', [
      draft.id,
    ]);
    expect(rows).toEqual([{ audience: 'territory' }]);
  });
});

describe('the start of a candidacy', () => {
  it('chooses the perimeter on a page that works without scripts', async () => {
    const lead = journey.nextSiren();
    const seat = await seatOf(journey.database, { role: 'epci_lead', organisation: { siren: lead } });
    const surfer = new Surfer(journey.server.url, await openSession(journey.server, seat));
    const mine = await surfer.get('/candidatures');
    expect(mine.text).toContain('Votre territoire n’a encore aucune candidature.');
    const start = await surfer.get(
      mine.links.find(({ href }) => href.startsWith('/candidatures/nouvelle'))?.href ?? '',
    );
    const found = await surfer.submit(start, { button: 'Chercher' }, { '_q[members]': 'ales aggl' });
    const refused = await surfer.submit(found, { button: 'Ouvrir' }, { members: ['200066918'] });
    expect(refused.status).toBe(200);
    expect(refused.url).toMatch(/\/formulaire$/);
    expect(refused.text).toContain('CA Alès Agglomération');
    const listed = await surfer.get('/candidatures');
    expect(listed.text).toMatch(/Compléter le formulaire/);
  });

  it('sends other readers to the list that is theirs', async () => {
    const officer = await seatOf(journey.database, { role: 'bdt_officer' });
    const desk = new Surfer(journey.server.url, await openSession(journey.server, officer));
    expect((await desk.get('/candidatures')).url).toBe('/dossiers');
  });
});

describe('the deposit', () => {
  it('is made, stands with its receipt, and is made again until the cut-off', async () => {
    const { surfer, draft, url } = await territory();
    await journey.fill(draft);
    const depot = `/candidatures/${draft.id}/depot`;
    const check = await surfer.get(depot);
    expect(check.text).toContain('Vous pouvez déposer maintenant');
    expect(check.text).toMatch(/pièces? promises?.*pour le|promise pour le/);
    const unticked = await surfer.submit(check, { button: 'Déposer' });
    expect(unticked.status).toBe(422);
    expect(unticked.text).toContain('Cochez cette case pour déposer.');
    const receipt = await surfer.submit(unticked, { button: 'Déposer' }, { declaration: 'oui' });
    expect(receipt.url).toBe(`${depot}/recepisse`);
    expect(receipt.text).toMatch(/RB-2023-\d{6}\/1/);
    expect(receipt.text).toContain('réputée rejetée le');
    expect(receipt.text).toContain("Bureau de l'appel Rebond industriel");
    expect(receipt.text).toContain('telerecours');
    expect((await surfer.get(depot)).text).toContain('Votre candidature est déposée');
    await send(surfer, await surfer.get(`${url}/identity`), { territoryName: 'Un autre nom' });
    const changed = await surfer.get(depot);
    expect(changed.text).toContain('déposez de nouveau pour qu’elles comptent');
    const second = await surfer.submit(changed, { button: 'Déposer de nouveau' }, { declaration: 'oui' });
    expect(second.text).toMatch(/RB-2023-\d{6}\/2/);
    expect((await surfer.get(`${depot}/recepisse?n=1`)).text).toContain('Ce dépôt a été remplacé par un autre.');
  });

  it('lists everything that lacks, each with the way to its field', async () => {
    const { surfer, draft } = await territory();
    const check = await surfer.get(`/candidatures/${draft.id}/depot`);
    expect(check.text).toContain('« Nom du territoire » est à renseigner.');
    const link = check.links.find(({ text }) => text.includes('Nom du territoire » est'));
    expect(link?.href).toBe(`/candidatures/${draft.id}/formulaire/identity?verifier=oui#champ-territoryName`);
    const asked = await surfer.get(link?.href.split('#')[0] ?? '');
    expect(asked.links.some(({ href }) => href === '#champ-territoryName')).toBe(true);
    expect(check.forms.some(({ action }) => action.endsWith('/depot'))).toBe(false);
  });

  it('comes too late at the very instant of the cut-off: said clearly, and nothing is lost', async () => {
    const { again, draft, url } = await territory();
    await journey.fill(draft);
    journey.clock.set('2023-02-01T11:59:59+01:00[Europe/Paris]');
    const surfer = await again();
    const check = await surfer.get(`/candidatures/${draft.id}/depot`);
    journey.clock.set('2023-02-01T12:00:00+01:00[Europe/Paris]');
    const late = await surfer.submit(check, { button: 'Déposer' }, { declaration: 'oui' });
    expect(late.status).toBe(422);
    expect(late.text).toContain('La relève est close');
    expect(late.text).toContain('Toutes vos réponses et vos documents sont conservés.');
    const read = await surfer.get(`${url}/identity`);
    expect(read.text).toContain('Cette partie ne se modifie plus.');
    expect(read.text).toContain('Nom du territoire');
  });

  it('takes nothing more once the draft has expired, but shows what was typed', async () => {
    const { surfer, draft, url } = await territory();
    const page = await surfer.get(`${url}/identity`);
    await journey.rows(`update candidacies.candidacy set state = 'expired' where id = $1`, [draft.id]);
    const refused = await send(surfer, page, { territoryName: 'Tapé trop tard' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('Tapé trop tard');
    expect(refused.text).toContain('vous pouvez le copier');
  });

  it('is the lead’s: a colleague reads, and is told so', async () => {
    const { colleague, draft } = await territory();
    await journey.fill(draft);
    const check = await colleague.get(`/candidatures/${draft.id}/depot`);
    expect(check.text).toContain('Le dépôt est fait par le chef de file, Bandraboua.');
    const _csrf = new Map(formOf(check, { action: '/deconnexion' }).fields).get('_csrf');
    const refused = await colleague.post(`/candidatures/${draft.id}/depot`, {
      declaration: 'oui',
      _version: '1',
      _csrf,
    });
    expect(refused.status).toBe(403);
  });

  it('of a page that is older than the case is refused, and shown again', async () => {
    const { surfer, draft } = await territory();
    await journey.fill(draft);
    const check = await surfer.get(`/candidatures/${draft.id}/depot`);
    await journey.deposit(draft);
    await journey.save(draft, { territoryName: `Nom ${randomUUID()}` });
    const stale = await surfer.submit(check, { button: 'Déposer' }, { declaration: 'oui' });
    expect(stale.status).toBe(409);
    expect(stale.text).toContain('Ce dossier a changé depuis que vous l’avez lu');
  });
});

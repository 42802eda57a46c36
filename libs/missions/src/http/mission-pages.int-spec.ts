import type { CandidacyId } from '@rebond/kernel';
import type { Api } from '../../../../test/support/api.js';
import { openSession } from '../../../../test/support/browser-session.js';
import { ALES, CAMBRAI, CaseJourney } from '../../../../test/support/case-journey.js';
import { aCandidacy } from '../../../../test/support/cases.js';
import { Surfer, type HtmlPage } from '../../../../test/support/pages.js';
import { startProductWorker } from '../../../../test/support/product-worker.js';
import type { SeatSpec, TestSeat } from '../../../../test/support/seats.js';
import type { TestWorker } from '../../../../test/support/worker.js';

type Seated = Surfer & { readonly seat: TestSeat };

let journey: CaseJourney;
let id: CandidacyId;
let other: CandidacyId;
let ancoris: Seated;
let inec: Seated;
let stranger: Seated;
let officer: Seated;
let lead: Seated;

const url = (path = '', of = id): string => `/candidatures/${of}${path}`;

const signedIn = async (seat: TestSeat): Promise<Seated> =>
  Object.assign(new Surfer(journey.server.url, await openSession(journey.server, seat)), { seat });
const surfer = async (spec: SeatSpec): Promise<Seated> => signedIn((await journey.seat(spec)).seat);

const csv = (name: string, text: string): File => new File([text], name, { type: 'text/csv' });
const figures = async (): Promise<Record<string, unknown>> =>
  (await journey.office.get<Record<string, unknown>>(`/api/candidacies/${id}/mission`)).body;
const plain = (page: HtmlPage): string => page.text.replaceAll(/[\u00a0\u202f]/g, ' ');

beforeAll(async () => {
  journey = await CaseJourney.begin();
  journey.clock.set('2023-07-03T10:00+02:00[Europe/Paris]');
  ancoris = await surfer({ role: 'consultancy', organisation: { name: 'Ancoris' } });
  inec = await surfer({ role: 'consultancy', organisation: { name: 'Inec' } });
  stranger = await surfer({ role: 'consultancy', organisation: { name: 'Ailleurs' } });
  officer = await surfer({ role: 'bdt_officer' });
  ({ id } = await aCandidacy(journey.server, { waveId: journey.february.id, state: 'selected', lead: ALES }));
  ({ id: other } = await aCandidacy(journey.server, { waveId: journey.february.id, state: 'selected', lead: CAMBRAI }));
  lead = await surfer({ role: 'epci_lead' });
  await journey.judge.query(
    `insert into identity.case_access (candidacy_id, organisation_id, basis, from_at) values ($1, $2, 'lead', $3)`,
    [id, lead.seat.organisationId, '2023-01-01T00:00:00Z'],
  );
});
afterAll(() => journey.end());

describe('la page de la mission', () => {
  it('dit qu’il n’y en a pas, et au territoire rien de plus', async () => {
    const page = await lead.get(url('/mission'));
    expect(page.status).toBe(200);
    expect(page.text).toContain('Aucune mission n’est engagée');
    expect(page.forms.some((form) => form.action.endsWith('/engagement'))).toBe(false);
  });

  it('refuse une équipe dont la somme n’y est pas, avec ce qui fut saisi', async () => {
    const page = await officer.get(url('/mission'));
    const refused = await officer.submit(
      page,
      { action: /engagement$/ },
      {
        startsOn: '2023-06-01',
        'firms[0][organisationId]': ancoris.seat.organisationId,
        'firms[0][personDays]': '60',
      },
    );
    expect(refused.status).toBe(422);
    expect(plain(refused)).toContain('Les cabinets totalisent 60 jours-hommes, la mission en compte 100.');
    expect(refused.html).toContain('value="60"');
  });

  it('engage la mission pour la Banque des Territoires', async () => {
    const page = await officer.get(url('/mission'));
    const engaged = await officer.submit(
      page,
      { action: /engagement$/ },
      {
        startsOn: '2023-06-01',
        endsOn: '2023-09-30',
        'firms[0][organisationId]': ancoris.seat.organisationId,
        'firms[0][personDays]': '60',
        'firms[2][organisationId]': inec.seat.organisationId,
        'firms[2][personDays]': '40',
      },
    );
    expect(engaged.status).toBe(200);
    expect(plain(engaged)).toContain('La mission est engagée.');
    expect(await figures()).toMatchObject({ personDays: 100, firms: [{ name: 'Ancoris' }, { name: 'Inec' }] });
  });

  it('prend les jours d’un cabinet, les siens seulement', async () => {
    const page = await ancoris.get(url('/mission'));
    const done = await ancoris.submit(page, { action: /jours$/ }, { date: '2023-06-20', personDays: '2,5' });
    expect(plain(done)).toContain('2,5 sur 100');
    const too = await ancoris.submit(done, { action: /jours$/ }, { date: '2023-06-20', personDays: '60' });
    expect(too.status).toBe(422);
    expect(plain(too)).toContain('Il reste 57,5 jours-hommes');
  });

  it('montre à chacun les mêmes chiffres que l’API', async () => {
    for (const one of [ancoris, officer, lead]) expect(plain(await one.get(url('/mission')))).toContain('2,5 sur 100');
    expect(await figures()).toMatchObject({ personDaysUsed: 2.5 });
  });
});

describe('la liste des missions', () => {
  it('d’un cabinet ne montre que les siennes', async () => {
    expect((await ancoris.get('/missions')).links.map((link) => link.href)).toContain(url('/mission'));
    const none = await stranger.get('/missions');
    expect(none.text).toContain('Aucune mission en cours.');
    expect((await officer.get('/missions')).text).toContain('Ancoris, Inec');
    expect((await lead.get('/missions')).status).toBe(403);
  });

  it.each(['mission', 'entretiens', 'projets', 'feuille-de-route', 'financement', 'comites'])(
    'la page « %s » d’un dossier d’autrui répond comme celle d’un dossier absent',
    async (panel) => {
      const foreign = await stranger.get(url(`/${panel}`));
      const absent = await stranger.get(url(`/${panel}`, '01920000-0000-7000-8000-00000000dead' as CandidacyId));
      expect([foreign.status, foreign.text]).toEqual([404, absent.text]);
      expect((await ancoris.get(url(`/${panel}`))).status).toBe(200);
      expect((await ancoris.get(url(`/${panel}`, other))).status).toBe(404);
    },
  );
});

describe('les entretiens et les projets, un par un', () => {
  it('s’ajoutent et se corrigent par le même formulaire', async () => {
    const list = await ancoris.submit(
      await ancoris.get(url('/entretiens/nouveau')),
      { action: /nouveau$/ },
      { reference: 'E1', company: 'Fonderie', heldOn: '2023-06-15', organisationId: ancoris.seat.organisationId },
    );
    expect(plain(list)).toContain('Entretien E1 ajouté.');
    const link = list.links.find(({ text }) => text.startsWith('Modifier'))?.href ?? '';
    const edited = await ancoris.submit(await ancoris.get(link), { id: 'formulaire' }, { company: 'Fonderie du Gard' });
    expect(plain(edited)).toContain('Fonderie du Gard');
    const future = await ancoris.submit(await ancoris.get(link), { id: 'formulaire' }, { heldOn: '2024-06-15' });
    expect([future.status, plain(future)]).toEqual([
      422,
      expect.stringContaining('Cette date n’est pas encore passée'),
    ]);
  });

  it('un projet ajouté change les totaux ; sa référence ne sert qu’une fois', async () => {
    const blank = await ancoris.get(url('/projets/nouveau'));
    const typed = { reference: 'P1', company: 'Fonderie', title: 'Four', capexEur: '1 350 000,50', jobsPotential: '4' };
    const list = await ancoris.submit(blank, { action: /nouveau$/ }, typed);
    expect(plain(list)).toContain('1 350 000,50 €');
    const again = await ancoris.submit(await ancoris.get(url('/projets/nouveau')), { action: /nouveau$/ }, typed);
    expect([again.status, plain(again)]).toEqual([422, expect.stringContaining('« P1 » est déjà prise.')]);
    expect(await figures()).toMatchObject({ projects: 1, capexEur: 1_350_000.5, jobsPotential: 4 });
  });

  it('deux personnes sur un même projet ne s’écrasent pas : la seconde est prévenue, sa saisie gardée', async () => {
    const link = (await ancoris.get(url('/projets'))).links.find(({ text }) => text.startsWith('Modifier'))?.href ?? '';
    const [mine, theirs] = [await ancoris.get(link), await inec.get(link)];
    await ancoris.submit(mine, { id: 'formulaire' }, { title: 'Four électrique' });
    const stale = await inec.submit(theirs, { id: 'formulaire' }, { title: 'Four à gaz' });
    expect(stale.status).toBe(409);
    expect(stale.html).toContain('Four à gaz');
    expect((await ancoris.get(url('/projets'))).text).toContain('Four électrique');
  });

  it('se filtrent, et les totaux suivent', async () => {
    const none = await lead.get(`${url('/projets')}?q=introuvable&scheme=&structuring=&status=`);
    expect(none.text).toContain('Aucun projet ne correspond.');
    expect(none.text).toContain('Totaux de la sélection');
    expect((await lead.get(`${url('/projets')}?scheme=none`)).text).toContain('Four électrique');
    expect((await lead.get(url('/projets/nouveau'))).status).toBe(403);
  });

  it('se retrouvent filtrés comme on les avait laissés après une correction, et après une annulation', async () => {
    const filtered = `${url('/projets')}?q=four&status=identified`;
    const link = (await ancoris.get(filtered)).links.find(({ text }) => text.startsWith('Modifier'))?.href ?? '';
    const form = await ancoris.get(link);
    expect(form.links.find(({ text }) => text === 'Annuler')?.href).toBe(filtered);
    const stillWrong = await ancoris.submit(form, { id: 'formulaire' }, { jobsPotential: 'quatre' });
    expect(stillWrong.status).toBe(422);
    const edited = await ancoris.submit(stillWrong, { id: 'formulaire' }, { jobsPotential: '4' });
    expect(edited.url).toBe(filtered);
    expect(edited.text).toContain('Totaux de la sélection');
  });

  it('un projet s’oriente depuis sa fiche', async () => {
    const link = (await ancoris.get(url('/projets'))).links.find(({ text }) => text.startsWith('Four'))?.href ?? '';
    const done = await ancoris.submit(await ancoris.get(link), { action: /orientation$/ }, { scheme: 'France 2030' });
    expect(plain(done)).toContain('Projet orienté.');
    expect(await figures()).toMatchObject({ routes: { france2030: 1 } });
  });
});

describe('l’import d’un CSV', () => {
  const HEAD = 'reference;company;title;capexEur;jobsPotential\n';
  const send = async (as: Surfer, text: string, path = '/projets/import', name = 'projets.csv'): Promise<HtmlPage> =>
    as.submit(await as.get(url(path)), { field: 'file' }, {}, { file: csv(name, text) });

  it('montre chaque cellule en erreur par ligne et colonne, et n’importe rien', async () => {
    const page = await send(
      ancoris,
      `${HEAD}P2;Verrerie;Ligne;douze;3\nP3;Textile;Atelier;1000;-1\nP4;X;Y;1;1\nP4;Z;Y;1;1\n`,
    );
    expect(page.status).toBe(200);
    const text = plain(page);
    expect(text).toContain('3 erreurs : rien n’a été importé.');
    expect(text).toMatch(/2 capexEur douze Montant en euros attendu/);
    expect(text).toMatch(/3 jobsPotential -1 Nombre entier attendu/);
    expect(text).toContain('Référence « P4 » déjà donnée ligne 4.');
    expect(page.forms.some((form) => form.buttons.some(({ label }) => label.startsWith('Importer')))).toBe(false);
    const forced = await ancoris.submit(page, { action: /import\/[\w-]{36}$/ });
    expect([forced.status, (await figures()).projects]).toEqual([422, 1]);
  });

  it('d’un fichier sain demande l’accord, puis importe tout ; le fichier ne reste pas', async () => {
    const rows = Array.from({ length: 30 }, (_, i) => `P${i + 10};Entreprise ${i};Projet ${i};1000;1`).join('\n');
    const preview = await send(ancoris, `${HEAD}${rows}\n`);
    expect(plain(preview)).toContain('30 lignes sont prêtes à être importées.');
    expect((await figures()).projects).toBe(1);
    const done = await ancoris.submit(preview, { action: /import\/[\w-]{36}$/, button: 'Importer' });
    expect(plain(done)).toContain('Import terminé : 30 ajoutés, 0 mis à jour, 0 inchangés.');
    expect((await figures()).projects).toBe(31);
    expect((await ancoris.get(preview.url)).status).toBe(404);
    // Sent twice, imported once: the second is told what the first was.
    expect(plain(await ancoris.submit(preview, { button: 'Importer' }))).toContain('30 ajoutés');
  });

  it('garde le fichier à qui l’a envoyé, un jour', async () => {
    const preview = await send(ancoris, 'reference;company;heldOn\nE7;Verrerie;2023-06-16\n', '/entretiens/import');
    expect(preview.status).toBe(200);
    expect((await inec.get(preview.url)).status).toBe(404);
    journey.clock.set('2023-07-04T10:00:01+02:00[Europe/Paris]');
    [ancoris, officer, lead] = [await signedIn(ancoris.seat), await signedIn(officer.seat), await signedIn(lead.seat)];
    expect((await ancoris.get(preview.url)).status).toBe(404);
  });

  it.each([
    ['rien', '', 'Choisissez un fichier CSV.'],
    ['un fichier vide', 'vide', 'Ce fichier est vide.'],
    ['trop', 'gros', 'Ce fichier dépasse 5 Mo.'],
  ])('refuse %s', async (_, kind, message) => {
    const page = await ancoris.get(url('/projets/import'));
    const files = kind === '' ? {} : { file: csv('a.csv', kind === 'vide' ? '' : 'x'.repeat(5 * 1_048_576 + 1)) };
    const refused = await ancoris.submit(page, { field: 'file' }, {}, files);
    expect(plain(refused)).toContain(message);
    expect(refused.status).toBeGreaterThanOrEqual(400);
  });

  it('n’est pas au territoire', async () => {
    expect((await lead.get(url('/projets/import'))).status).toBe(403);
  });
});

describe('un lien sans compte', () => {
  let worker: TestWorker;
  beforeAll(async () => {
    worker = await startProductWorker({ database: journey.database, clock: journey.clock });
  });
  afterAll(() => worker.stop());

  const linkOf = async (kind: string): Promise<string> => {
    await worker.settled();
    const { rows } = await journey.judge.query<{ text_body: string }>(
      `select text_body from platform.mail where kind = 'project-consultation' and recipient = $1 order by created_at desc`,
      [`${kind}@test.example`],
    );
    return new URL(/https?:\S+\/lien\/\S+/.exec(rows[0]?.text_body ?? '')?.[0] ?? '').pathname;
  };
  const ask = async (as: Surfer, kind: 'opinion' | 'status'): Promise<HtmlPage> => {
    const link =
      (await as.get(`${url('/projets')}?q=Four`)).links.find(({ text }) => text.startsWith('Four'))?.href ?? '';
    return as.submit(
      await as.get(link),
      { action: /consultation$/ },
      {
        kind,
        organisation: 'CCI du Gard',
        name: 'Conseil',
        email: `${kind}@test.example`,
        message: 'Avant le comité.',
      },
    );
  };
  const anyone = (): Surfer => new Surfer(journey.server.url);

  it('est envoyé par le cabinet : la personne voit ce projet, et lui seul', async () => {
    expect(plain(await ask(ancoris, 'opinion'))).toContain('Le lien est envoyé à CCI du Gard.');
    const page = await anyone().get(await linkOf('opinion'));
    expect(page.status).toBe(200);
    expect(plain(page)).toMatch(/Four électrique.*Fonderie.*Avant le comité\./);
    expect(page.text).not.toContain('Projet 3');
    expect(page.html).not.toContain(id);
  });

  it('prend un avis motivé, une fois', async () => {
    const path = await linkOf('opinion');
    const adviser = anyone();
    const bare = await adviser.submit(await adviser.get(path), { field: 'answer' }, { answer: 'reserved' });
    expect([bare.status, plain(bare)]).toEqual([422, expect.stringContaining('Dites en quelques mots pourquoi.')]);
    const wrong = await adviser.post(path, { answer: 'ongoing' });
    expect(wrong.status).toBe(422);
    const typed = { answer: 'reserved', comment: 'Raccordement à confirmer.' };
    await adviser.submit(await adviser.get(path), { field: 'answer' }, typed);
    expect((await anyone().get(path)).status).toBe(410);
    expect((await anyone().post(path, typed)).status).toBe(410);
    const sheet = (await lead.get(`${url('/projets')}?q=Four`)).links.find(({ text }) => text.startsWith('Four'));
    expect(plain(await lead.get(sheet?.href ?? ''))).toContain(
      'Réservé Raccordement à confirmer. Conseil, le 4 juillet',
    );
    const { rows } = await journey.judge.query<{ action: string }>(
      `select action from platform.audit_entry where candidacy_id = $1 and action like 'mission.consult%' order by seq`,
      [id],
    );
    expect(rows.map((row) => row.action)).toEqual(['mission.consulted', 'mission.consultation-answered']);
  });

  it('d’une entreprise dit où en est son projet', async () => {
    await ask(officer, 'status');
    const [path, company] = [await linkOf('status'), anyone()];
    const done = await company.submit(await company.get(path), { field: 'answer' }, { answer: 'late' });
    expect(plain(done)).toContain('votre réponse est enregistrée');
    const api: Api = journey.office;
    expect((await api.get(`/api/candidacies/${id}/mission/consultations`)).body).toMatchObject({
      items: [{ answer: 'reserved' }, { kind: 'status', answer: 'late', respondent: 'Conseil' }],
    });
  });
});

describe('la feuille de route', () => {
  it('s’écrit par le territoire, et se récrit', async () => {
    const page = await lead.get(url('/feuille-de-route'));
    const axis = await lead.submit(page, { action: /axes$/ }, { title: 'Foncier', from: '2023', to: '2027' });
    expect(plain(axis)).toContain('Axe 1 : Foncier');
    const action = await lead.submit(axis, { action: /actions$/ }, { title: 'Inventaire', dueOn: '2024-03-01' });
    expect(plain(action)).toContain('1er mars 2024');
    const wrong = await lead.submit(action, { action: /axes\/[\w-]+$/ }, { from: '2028' });
    expect([wrong.status, plain(wrong)]).toEqual([422, expect.stringContaining('finit avant de commencer')]);
    const changed = await lead.submit(action, { action: /actions\/[\w-]+$/ }, { title: 'Inventaire des friches' });
    expect(plain(changed)).toContain('Inventaire des friches');
  });
});

import { openSession } from '../../../../../test/support/browser-session.js';
import { Surfer } from '../../../../../test/support/pages.js';
import { CaseJourney, ALES, CAMBRAI } from '../../../../../test/support/case-journey.js';
import type { Api } from '../../../../../test/support/api.js';
import type { TestSeat } from '../../../../../test/support/seats.js';

interface Names {
  readonly declaredAt: string | null;
  readonly shownAt: string;
  readonly cases: readonly {
    readonly candidacyId: string;
    readonly territory: string;
    readonly members: readonly string[];
    readonly grounds: readonly string[];
    readonly isRecused: boolean;
    readonly isNew: boolean;
  }[];
}

let journey: CaseJourney;
let officer: Api & { seat: TestSeat };
let lead: Api & { seat: TestSeat };
let ales: string;
let cambrai: string;

beforeEach(async () => {
  journey = await CaseJourney.begin();
  ales = await journey.deposited();
  lead = await journey.seat({ role: 'epci_lead', organisation: { siren: CAMBRAI } });
  cambrai = await journey.deposited(lead, CAMBRAI);
  officer = await journey.seat({ role: 'bdt_officer', hasDeclared: false });
  journey.clock.set('2023-02-02T10:00+01:00[Europe/Paris]');
});
afterEach(() => journey.end());

const names = async (as: Api): Promise<Names> =>
  (await as.get<Names>(`/api/waves/${journey.february.id}/recusals`)).body;
const declare = async (as: Api, cases: readonly string[], more: object = {}) =>
  as.post(`/api/waves/${journey.february.id}/recusals`, {
    ...{ cases, noneElse: true, shownAt: (await names(as)).shownAt },
    ...more,
  });
const listed = async (as: Api): Promise<string[]> =>
  ((await as.get('/api/worklist')).body as { items: { id: string }[] }).items.map((one) => one.id).toSorted();

describe('Avant d’avoir déclaré ses conflits', () => {
  it('l’instructeur ne lit aucun dossier de la relève : ni liste, ni recherche, ni dossier', async () => {
    expect(await listed(officer)).toEqual([]);
    expect((await officer.get('/api/candidacies?q=ales')).body.items).toEqual([]);
    expect((await officer.get(`/api/candidacies/${ales}`)).status).toBe(404);
  });

  it('il lit les noms, et rien d’autre', async () => {
    const { cases, declaredAt } = await names(officer);
    expect(declaredAt).toBeNull();
    expect(cases.map(({ candidacyId }) => candidacyId).toSorted()).toEqual([ales, cambrai].toSorted());
    expect(Object.keys(cases[0] ?? {}).toSorted()).toEqual(
      ['candidacyId', 'grounds', 'isNew', 'isRecused', 'members', 'territory'].toSorted(),
    );
  });

  it('ce qui est déposé après l’écran des noms attend la déclaration suivante', async () => {
    await declare(officer, []);
    expect(await listed(officer)).toEqual([ales, cambrai].toSorted());
    await journey.judge.query('update candidacies.candidacy set deposited_at = $2 where id = $1', [
      ...[ales, '2023-02-02T10:00:01Z'],
    ]);
    expect(await listed(officer)).toEqual([cambrai]);
    expect((await names(officer)).cases.filter(({ isNew }) => isNew).map((one) => one.candidacyId)).toEqual([ales]);
  });
});

describe('Une récusation', () => {
  it('ferme le dossier à la personne, et laisse les autres ouverts', async () => {
    expect((await declare(officer, [ales])).body).toMatchObject({ recused: 1 });
    expect(await listed(officer)).toEqual([cambrai]);
    expect((await officer.get(`/api/candidacies/${ales}`)).status).toBe(404);
    expect((await names(officer)).cases.filter((one) => one.isRecused).map((one) => one.candidacyId)).toEqual([ales]);
  });

  it('vaut pour toutes les fonctions de la personne', async () => {
    const holder = { name: 'Titulaire', email: officer.seat.email };
    const other = await journey.seat({ role: 'auditor', holder });
    expect(other.seat.personId).toBe(officer.seat.personId);
    await declare(officer, [ales]);
    expect((await other.get(`/api/candidacies/${ales}`)).status).toBe(404);
    expect((await other.get(`/api/candidacies/${cambrai}`)).status).toBe(200);
  });

  it('n’empêche pas un territoire de voir son propre dossier', async () => {
    const territory = await journey.seat({
      ...{ role: 'epci_lead' as const, organisation: { siren: '200093201' } },
      holder: { name: 'Titulaire', email: officer.seat.email },
    });
    await journey.judge.query(
      `insert into identity.case_access (candidacy_id, organisation_id, basis, from_at) values ($1, $2, 'member', $3)`,
      [ales, territory.seat.organisationId, '2023-01-01T00:00:00Z'],
    );
    await declare(officer, [ales]);
    expect((await territory.get(`/api/candidacies/${ales}`)).status).toBe(200);
  });

  it('est inscrite au dossier, que la personne ne lit pas', async () => {
    await declare(officer, [ales]);
    const { body } = await journey.office.get(`/api/candidacies/${ales}/timeline`);
    expect(JSON.stringify(body)).toContain('recusal.declared');
    expect((await officer.get(`/api/candidacies/${ales}/timeline`)).status).toBe(404);
  });

  it('s’ajoute à tout moment, et ne se retire pas en la décochant', async () => {
    await declare(officer, []);
    await declare(officer, [ales]);
    await declare(officer, []);
    expect(await listed(officer)).toEqual([cambrai]);
  });

  it('n’est levée que par la direction du programme, avec un motif', async () => {
    await declare(officer, [ales]);
    const { items } = (await journey.office.get('/api/recusals')).body as { items: { id: string }[] };
    const id = items[0]?.id ?? '';
    expect((await officer.post(`/api/recusals/${id}/lifting`, { reason: 'Erreur' })).status).toBe(403);
    expect((await journey.office.post(`/api/recusals/${id}/lifting`, { reason: ' ' })).status).toBe(422);
    expect((await journey.office.post(`/api/recusals/${id}/lifting`, { reason: 'Erreur' })).status).toBe(200);
    expect(await listed(officer)).toEqual([ales, cambrai].toSorted());
  });

  it('de la direction n’est pas levée par elle-même : elle ne la voit pas', async () => {
    const director = await journey.seat({ role: 'programme_director' });
    await declare(director, [ales]);
    expect((await director.get('/api/recusals')).body.items).toEqual([]);
    const { items } = (await journey.office.get('/api/recusals')).body as { items: { id: string }[] };
    const id = items[0]?.id ?? '';
    expect((await director.post(`/api/recusals/${id}/lifting`, { reason: 'Erreur' })).status).toBe(404);
  });

  it('exige de dire qu’il n’y en a pas d’autre, et ne nomme que des dossiers de la relève', async () => {
    const { shownAt } = await names(officer);
    const path = `/api/waves/${journey.february.id}/recusals`;
    expect((await officer.post(path, { cases: [], shownAt })).status).toBe(422);
    expect((await officer.post(path, { cases: [officer.seat.seatId], noneElse: true, shownAt })).body).toMatchObject({
      code: 'not-in-wave',
    });
  });
});

describe('Les conflits trouvés', () => {
  it('sont cochés d’avance : un mandat déclaré, un siège dans une intercommunalité', async () => {
    await officer.post('/api/interests', { kind: 'mandate', siren: ALES });
    await journey.seat({
      role: 'epci_member',
      organisationId: lead.seat.organisationId,
      holder: { name: 'Titulaire', email: officer.seat.email },
    });
    const found = new Map((await names(officer)).cases.map((one) => [one.candidacyId, one.grounds]));
    expect(found.get(ales)).toEqual(['mandate']);
    expect(found.get(cambrai)).toEqual(['seat']);
  });

  it('viennent aussi d’un cabinet, que la page fait choisir par son nom', async () => {
    await journey.seat({ role: 'consultancy', organisation: { name: 'Cabinet Exemple', siren: '732829320' } });
    const page = new Surfer(journey.server.url, await openSession(journey.server, officer.seat));
    const start = await page.get('/recusations');
    expect(start.html).toContain('<option value="Cabinet Exemple">');
    const added = await page.submit(start, { action: /\/attaches$/ }, { kind: 'firm', siren: 'cabinet exemple' });
    expect(added.text).toContain('Cabinet de conseil : Cabinet Exemple');
    const unknown = await page.submit(added, { action: /\/attaches$/ }, { kind: 'firm', siren: 'Inconnu' });
    expect([unknown.status, unknown.text]).toEqual([422, expect.stringContaining('aucun cabinet connus')]);
  });

  it('écartés par la personne, laissent une écriture', async () => {
    await officer.post('/api/interests', { kind: 'employer', siren: ALES });
    await declare(officer, []);
    const { body } = await journey.office.get(`/api/candidacies/${ales}/timeline`);
    expect(JSON.stringify(body)).toContain('recusal.set-aside');
  });
});

describe('Le dossier d’un instructeur récusé', () => {
  const charge = (id: string, officerSeat: string) =>
    journey.office.post(`/api/candidacies/${id}/officer`, { officer: officerSeat });
  const officerOf = async (id: string): Promise<string | undefined> => {
    const { items } = (await journey.office.get('/api/worklist')).body as {
      items: { id: string; officer: { seatId: string } | null }[];
    };
    return items.find((one) => one.id === id)?.officer?.seatId;
  };

  it('passe au collègue qu’il a choisi, sans consigne', async () => {
    const colleague = await journey.seat({ role: 'bdt_officer' });
    await charge(ales, officer.seat.seatId);
    expect((await declare(officer, [ales], { successor: colleague.seat.seatId })).body).toMatchObject({
      recused: 1,
      handedOver: 1,
    });
    expect(await officerOf(ales)).toBe(colleague.seat.seatId);
  });

  it('sinon se montre à la direction du programme tant que personne d’autre n’en est chargé', async () => {
    const colleague = await journey.seat({ role: 'bdt_officer' });
    await charge(ales, officer.seat.seatId);
    await declare(officer, [ales]);
    const unattended = async () =>
      ((await journey.office.get('/api/worklist?officer=recused')).body as { items: { id: string }[] }).items.map(
        (one) => one.id,
      );
    expect(await unattended()).toEqual([ales]);
    await charge(ales, colleague.seat.seatId);
    expect(await unattended()).toEqual([]);
  });

  it('n’est pas confié à quelqu’un de récusé', async () => {
    await declare(officer, [ales]);
    expect(await charge(ales, officer.seat.seatId)).toMatchObject({ status: 422, body: { code: 'officer-recused' } });
    expect(await charge(cambrai, officer.seat.seatId)).toMatchObject({ status: 200 });
  });
});

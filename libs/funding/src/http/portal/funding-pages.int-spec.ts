import type { CandidacyId } from '@rebond/kernel';
import { openSession } from '../../../../../test/support/browser-session.js';
import { ALES, CaseJourney } from '../../../../../test/support/case-journey.js';
import { aCandidacy } from '../../../../../test/support/cases.js';
import { Surfer, type HtmlPage } from '../../../../../test/support/pages.js';
import type { SeatSpec } from '../../../../../test/support/seats.js';

let journey: CaseJourney;
let id: CandidacyId;
let officer: Surfer;
let lead: Surfer;
let bpifrance: Surfer;

const url = (path = ''): string => `/candidatures/${id}/financement${path}`;
const plain = (page: HtmlPage): string => page.text.replaceAll(/[\u00a0\u202f]/g, ' ');

async function surfer(spec: SeatSpec, basis?: 'lead'): Promise<Surfer> {
  const { seat } = await journey.seat(spec);
  if (basis)
    await journey.judge.query(
      `insert into identity.case_access (candidacy_id, organisation_id, basis, from_at) values ($1, $2, $3, $4)`,
      [id, seat.organisationId, basis, '2023-01-01T00:00:00Z'],
    );
  return new Surfer(journey.server.url, await openSession(journey.server, seat));
}

beforeAll(async () => {
  journey = await CaseJourney.begin();
  journey.clock.set('2023-10-04T10:00+02:00[Europe/Paris]');
  const found = await aCandidacy(journey.server, { waveId: journey.february.id, state: 'selected', lead: ALES });
  id = found.id;
  officer = await surfer({ role: 'bdt_officer' });
  bpifrance = await surfer({ role: 'bpifrance_officer' });
  lead = await surfer({ role: 'epci_lead' }, 'lead');
  const { seat } = await journey.seat({ role: 'consultancy' });
  const at = `/api/candidacies/${id}`;
  await journey.office.post(
    `${at}/engagement`,
    { firms: [{ organisationId: seat.organisationId, personDays: 100 }], startsOn: '2023-06-01' },
    { ifMatch: found.version },
  );
  const project = { company: 'Fonderie', title: 'Four', capexEur: 1000, jobsPotential: 4, jobsPlanned: 3 };
  for (const reference of ['P1', 'P2']) await journey.office.post(`${at}/mission/projects`, { reference, ...project });
  await journey.office.post(`${at}/mission/routes`, { routes: [{ projectRef: 'P1', scheme: 'envelope' }] });
});
afterAll(() => journey.end());

describe('la page du financement', () => {
  it('est absente pour Bpifrance tant qu’il n’y a pas d’enveloppe', async () => {
    expect((await bpifrance.get(url())).status).toBe(404);
  });

  it('refuse une enveloppe hors des limites, avec ce qui fut saisi', async () => {
    const refused = await officer.submit(
      await officer.get(url()),
      { action: /engagements$/ },
      {
        'commitments[1][funder]': 'state',
        'commitments[1][amountEur]': '1 000',
      },
    );
    expect(refused.status).toBe(422);
    expect(plain(refused)).toContain('L’enveloppe serait de 1 000,00 €'.replace('’', "'"));
    expect(refused.html).toContain('value="1 000"');
  });

  it('note les engagements et les montre à chacun comme l’API', async () => {
    const done = await officer.submit(
      await officer.get(url()),
      { action: /engagements$/ },
      {
        'commitments[0][funder]': 'state',
        'commitments[0][amountEur]': '1 000 000',
        'commitments[1][funder]': 'local',
        'commitments[1][amountEur]': '500000',
      },
    );
    expect(plain(done)).toContain('L’engagement est noté.');
    for (const one of [lead, bpifrance, officer]) expect(plain(await one.get(url()))).toContain('1 500 000 €');
    expect((await journey.office.get(`/api/candidacies/${id}/envelope`)).body).toMatchObject({
      envelopeEur: 1_500_000,
      fundersEur: { state: 1_000_000, local: 500_000 },
    });
  });
});

describe('les projets chez Bpifrance', () => {
  const sheet = async (as: Surfer): Promise<HtmlPage> => {
    const link = (await as.get(url())).links.find(({ text }) => text === 'Four');
    return as.get(link?.href ?? '');
  };

  it('sont ceux de l’enveloppe ; le territoire les lit, Bpifrance les suit', async () => {
    const page = await lead.get(url());
    expect(plain(page)).toContain('P1, Fonderie');
    expect(page.text).not.toContain('P2, Fonderie');
    expect((await sheet(lead)).forms.some((form) => form.id === 'formulaire')).toBe(false);
    expect((await sheet(bpifrance)).forms.some((form) => form.id === 'formulaire')).toBe(true);
  });

  it('avancent par statuts datés, l’un après l’autre', async () => {
    const done = await bpifrance.submit(
      await sheet(bpifrance),
      { id: 'formulaire' },
      { status: 'examination', decidedOn: '2023-10-04', note: 'Pièces reçues.' },
    );
    expect(plain(done)).toContain('Le statut du projet P1 est enregistré.');
    const early = await bpifrance.submit(
      await sheet(bpifrance),
      { id: 'formulaire' },
      { status: 'granted', decidedOn: '2023-10-03' },
    );
    expect([early.status, plain(early)]).toEqual([
      422,
      expect.stringContaining('Cette date précède le statut actuel.'),
    ]);
    const page = await sheet(lead);
    expect(plain(page)).toMatch(/En instruction.*Pièces reçues\./);
  });

  it('vus avant le dernier statut, ne le remplacent pas', async () => {
    const stale = await sheet(bpifrance);
    const next = { status: 'refused', decidedOn: '2023-10-04' };
    await bpifrance.submit(await sheet(bpifrance), { id: 'formulaire' }, next);
    const late = await bpifrance.submit(stale, { id: 'formulaire' }, { status: 'granted', decidedOn: '2023-10-04' });
    expect(late.status).toBe(409);
    const { body } = await journey.office.get<{ items: object[] }>(`/api/candidacies/${id}/dossiers`);
    expect(body.items).toMatchObject([{ projectRef: 'P1', status: 'refused', version: 2, next: ['examination'] }]);
    const { rows } = await journey.judge.query<{ action: string }>(
      `select action from platform.audit_entry where candidacy_id = $1 and action = 'funding.dossier-followed'`,
      [id],
    );
    expect(rows).toHaveLength(2);
  });

  it('d’un projet sans orientation vers l’enveloppe : rien', async () => {
    const { rows } = await journey.judge.query<{ id: string }>(
      `select id from missions.project where reference = 'P2' and candidacy_id = $1`,
      [id],
    );
    expect((await bpifrance.get(url(`/projets/${rows[0]?.id ?? ''}`))).status).toBe(404);
  });
});

describe('une convention', () => {
  it('s’enregistre depuis la page, et le dossier est financé', async () => {
    await journey.judge.query(`update missions.mission set closed_at = $2 where candidacy_id = $1`, [
      id,
      journey.clock.now().toString(),
    ]);
    const typed = { beneficiary: 'Fonderie', projectRef: 'P1', amountEur: '250 000', form: 'grant' };
    const page = await bpifrance.get(url());
    const future = await bpifrance.submit(page, { action: /conventions$/ }, { ...typed, signedOn: '2023-10-05' });
    expect([future.status, plain(future)]).toEqual([
      422,
      expect.stringContaining('n’est pas encore passée'.replace('’', "'")),
    ]);
    const done = await bpifrance.submit(future, { action: /conventions$/ }, { ...typed, signedOn: '2023-10-04' });
    expect(plain(done)).toContain('La convention est enregistrée.');
    expect(plain(done)).toContain('250 000 €');
    expect(done.text).toContain('Financée');
  });
});

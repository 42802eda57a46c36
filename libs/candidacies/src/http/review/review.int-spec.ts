import { READING } from '@rebond/identity';
import type { CandidacyId } from '@rebond/kernel';
import { SYSTEM, Transactions } from '@rebond/platform';
import type { Api } from '../../../../../test/support/api.js';
import { openSession } from '../../../../../test/support/browser-session.js';
import { ALES, CaseJourney } from '../../../../../test/support/case-journey.js';
import { Surfer } from '../../../../../test/support/pages.js';
import type { TestSeat } from '../../../../../test/support/seats.js';
import { notesOf } from '../../application/notes/notes.js';
import { opinionsOf } from '../../application/opinions/opinion-rows.js';
import { quickCounts, readWorklist } from '../../application/worklist/read-worklist.js';
import { worklistQuery } from '../../application/worklist/worklist-query.js';

let journey: CaseJourney;
let officer: Api & { seat: TestSeat };
let surfer: Surfer;
let id: string;
let path: string;

const surf = async (seat: TestSeat): Promise<Surfer> =>
  new Surfer(journey.server.url, await openSession(journey.server, seat));

const grant = (seat: TestSeat, basis: string): Promise<unknown> =>
  journey.judge.query(
    `insert into identity.case_access (candidacy_id, organisation_id, basis, from_at) values ($1, $2, $3, '2023-01-01')
     on conflict do nothing`,
    [id, seat.organisationId, basis],
  );

beforeAll(async () => {
  journey = await CaseJourney.begin();
  officer = await journey.seat({ role: 'bdt_officer', title: 'Instructeur' });
  id = await journey.deposited();
  path = `/candidatures/${id}`;
  surfer = await surf(officer.seat);
});
afterAll(() => journey.end());

describe('the examination of a case', () => {
  it('shows the file as deposited beside the grid', async () => {
    await journey.save(journey.ales, id, { needs: 'Tapé depuis, jamais déposé' });
    const page = await surfer.get(`${path}/instruction`);
    expect(page.text).toContain('Détecter des projets');
    expect(page.text).not.toContain('Tapé depuis');
    expect(page.text).toContain('poids 25 sur 100');
    expect(page.text).toContain('1 pièce reste due');
  });

  it('marks the case as read', async () => {
    expect((await surfer.get('/dossiers')).text).not.toContain('Nouveau');
  });

  it('asks for completion from the answers concerned', async () => {
    const page = await surfer.get(`${path}/instruction`);
    const refused = await surfer.submit(page, { id: 'demande-de-complement' }, { message: '' });
    expect(refused.status).toBe(422);
    const asked = await surfer.post(`${path}/instruction/complement`, {
      ...hidden(page),
      fields: ['needs', 'contact'],
      message: 'Précisez vos besoins',
      days: '15',
    });
    expect(asked.text).toContain('La demande de complément est envoyée');
    expect(asked.text).toContain('En attente, au plus tard le 4 février 2023 à 24:00');
  });

  it('takes a request back, with the reason', async () => {
    const page = await surfer.get(`${path}/instruction`);
    const cancelled = await surfer.submit(page, { action: /\/annulation$/ }, { reason: 'Demande en double' });
    expect(cancelled.text).toContain('Annulée : Demande en double');
  });

  it('starts a request from a template of the call', async () => {
    const templates = await surfer.get('/dossiers/modeles');
    await surfer.submit(
      templates,
      { action: '/dossiers/modeles' },
      {
        kind: 'completion',
        title: 'RIB manquant',
        body: 'Joignez votre RIB.',
        days: '12',
        call: callOf(templates.html),
      },
    );
    const page = await surfer.get(`${path}/instruction`);
    const [, template = ''] = /<option value="([\da-f-]+)">RIB manquant/.exec(page.html) ?? [];
    const filled = await surfer.get(`${path}/instruction?modele=${template}`);
    expect(filled.html).toContain('Joignez votre RIB.</textarea>');
    expect(filled.html).toContain('value="12"');
  });

  it('keeps notes that the territory and the Région never see', async () => {
    const page = await surfer.get(`${path}/instruction`);
    const noted = await surfer.submit(page, { action: /\/note$/ }, { body: 'Attention au calendrier' });
    expect(noted.text).toContain('Attention au calendrier');
    const region = await journey.seat({ role: 'region_council', organisation: { region: '76' } });
    await grant(region.seat, 'region');
    expect((await (await surf(region.seat)).get(`${path}/instruction`)).status).toBe(403);
    const timeline = JSON.stringify((await journey.ales.get(`/api/candidacies/${id}/timeline`)).body);
    expect(timeline).not.toContain('note.written');
  });

  it('refuses inadmissibility without a reason, and keeps what was typed', async () => {
    const page = await surfer.get(`${path}/instruction`);
    const form = { action: /\/recevabilite$/ };
    const unsaid = await surfer.submit(page, form, { admissible: 'oui' });
    expect(unsaid.text).toContain('Dites si ce point est satisfait');
    const checks = ['publicBody', 'perimeter', 'transport', 'deliberations'];
    const met = Object.fromEntries(checks.map((key) => [`checks[${key}]`, 'oui']));
    const refused = await surfer.submit(page, form, { ...met, admissible: 'non' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('donnez au moins un motif');
    const unmet = await surfer.submit(refused, form, { admissible: 'oui', 'checks[perimeter]': 'non' });
    expect(unmet.text).toContain('Une candidature recevable satisfait à chaque point');
    const done = await surfer.submit(unmet, form, { admissible: 'oui', 'checks[perimeter]': 'oui' });
    expect(done.text).toContain('La décision de recevabilité est enregistrée');
    expect((await surfer.get(`${path}/instruction`)).text).toContain('Le périmètre est continu');
  });

  it('tells of a change in between instead of overwriting it', async () => {
    const page = await surfer.get(`${path}/instruction`);
    await journey.put(id, 'submitted');
    const stale = await surfer.submit(page, { action: /\/recevabilite$/ }, { admissible: 'oui' });
    expect(stale.status).toBe(409);
  });
});

describe('opinions', () => {
  let prefecture: Api & { seat: TestSeat };
  let region: Api & { seat: TestSeat };

  beforeAll(async () => {
    prefecture = await journey.seat({ role: 'sub_prefect', organisation: { departement: '30' } });
    region = await journey.seat({ role: 'region_council', organisation: { region: '76', name: 'Occitanie' } });
    await grant(prefecture.seat, 'prefecture');
    await grant(region.seat, 'region');
  });

  it('are asked of every institution that the call names', async () => {
    const asked = await surfer.submit(await surfer.get(`${path}/avis`), { action: /\/demandes$/ });
    expect(asked.text).toMatch(/\d avis demandés/);
    const again = await surfer.submit(asked, { action: /\/demandes$/ });
    expect(again.status).toBe(409);
  });

  it('are given once, by the organisation asked', async () => {
    const sub = await surf(prefecture.seat);
    const page = await sub.get(`${path}/avis`);
    expect(page.text).toContain('Détecter des projets');
    const refused = await sub.submit(page, { button: 'Rendre' }, { stance: 'reserved' });
    expect(refused.status).toBe(422);
    const given = await sub.submit(refused, { button: 'Rendre' }, { stance: 'reserved', text: 'Un bureau à étoffer' });
    expect(given.text).toContain('L’avis est enregistré');
    expect(given.text).toContain('Favorable avec réserves');
    const { items } = (await prefecture.get(`/api/candidacies/${id}/opinions`)).body as {
      items: { id: string; key: string; stance: string | null }[];
    };
    const mine = items.find(({ key }) => key === 'prefecture');
    const twice = await prefecture.post(`/api/candidacies/${id}/opinions/${mine?.id ?? ''}/answer`, {
      stance: 'favourable',
    });
    expect(twice.body).toMatchObject({ status: 409, code: 'already-given' });
    const others = items.find(({ key }) => key === 'region');
    const foreign = await prefecture.post(`/api/candidacies/${id}/opinions/${others?.id ?? ''}/answer`, {
      stance: 'favourable',
    });
    expect(foreign.status).toBe(403);
  });

  it('of others are no affair of a Région', async () => {
    const { items } = (await region.get(`/api/candidacies/${id}/opinions`)).body as { items: { key: string }[] };
    expect(items.map(({ key }) => key)).toEqual(['region']);
    const page = await (await surf(region.seat)).get(`${path}/avis`);
    expect(page.text).not.toContain('Un bureau à étoffer');
    expect((await journey.ales.get(`/api/candidacies/${id}/opinions`)).status).toBe(403);
  });

  it('are hidden from a préfecture that the case does not concern', async () => {
    const stranger = await journey.seat({ role: 'sub_prefect', organisation: { departement: '59' } });
    expect((await (await surf(stranger.seat)).get(`${path}/avis`)).status).toBe(404);
  });

  it('and everything of the case are hidden from a person recused from it', async () => {
    const { seatId, personId } = officer.seat;
    const reader = { ...SYSTEM, role: 'bdt_officer', ...READING.bdt_officer, seatId, personId };
    const seen = (recused: readonly string[]) =>
      journey.server.app.get(Transactions).run({ ...reader, recused: recused as CandidacyId[] }, async (tx) => ({
        lines: (await readWorklist(tx, worklistQuery.parse({}))).lines.length,
        found: (await readWorklist(tx, worklistQuery.parse({ q: 'ales' }))).lines.length,
        counted: (await quickCounts(tx)).all,
        opinions: (await opinionsOf(tx, id as CandidacyId)).length > 0,
        notes: (await notesOf(tx, id as CandidacyId)).length > 0,
      }));
    expect(await seen([])).toEqual({ lines: 1, found: 1, counted: 1, opinions: true, notes: true });
    expect(await seen([id])).toEqual({ lines: 0, found: 0, counted: 0, opinions: false, notes: false });
  });

  it('can be asked of a person without an account', async () => {
    const page = await surfer.get(`${path}/avis`);
    const asked = await surfer.submit(
      page,
      { action: /\/personnes$/ },
      { opinion: 'stateServices', name: 'Conseillère CCI', address: 'cci@test.example' },
    );
    expect(asked.text).toContain('Le lien est envoyé');
    expect(asked.text).toContain('Conseillère CCI');
    expect(asked.text).not.toContain(ALES);
  });
});

/** Hidden fields of the completion request's form. */
function hidden(page: Awaited<ReturnType<Surfer['get']>>): Record<string, string> {
  const form = page.forms.find(({ id: one }) => one === 'demande-de-complement');
  return Object.fromEntries((form?.fields ?? []).filter(([name]) => name.startsWith('_')).map(([n, v]) => [n, v]));
}

const callOf = (html: string): string => /<option value="([\da-f-]{36})"[^>]*>Rebond/.exec(html)?.[1] ?? '';

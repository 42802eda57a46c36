import type { Api } from '../../../../../test/support/api.js';
import { openSession } from '../../../../../test/support/browser-session.js';
import { ALES, CAMBRAI, CaseJourney, CAUDRESIS } from '../../../../../test/support/case-journey.js';
import { type HtmlPage, Surfer } from '../../../../../test/support/pages.js';
import type { TestSeat } from '../../../../../test/support/seats.js';

type Person = Api & { readonly seat: TestSeat };

let journey: CaseJourney;
let lead: Person;
let caudresis: Person;
let ales: Person;
let officer: Person;
let gard: Person;
let nord: Person;

beforeAll(async () => {
  journey = await CaseJourney.begin();
  lead = await journey.seat({ role: 'epci_lead', organisation: { siren: CAMBRAI } });
  caudresis = await journey.seat({ role: 'epci_lead', organisation: { siren: CAUDRESIS } });
  const { rows } = await journey.judge.query<{ id: TestSeat['organisationId'] }>(
    'select id from identity.organisation where siren = $1',
    [ALES],
  );
  ales = await journey.seat({
    role: 'epci_member',
    ...(rows[0] ? { organisationId: rows[0].id } : {}),
    holder: { name: 'Maé Cévenol', email: 'mae@ales.test.example' },
  });
  officer = await journey.seat({ role: 'bdt_officer' });
  gard = await journey.seat({ role: 'sub_prefect', organisation: { departement: '30' } });
  nord = await journey.seat({ role: 'sub_prefect', organisation: { departement: '59' } });
});
afterAll(() => journey.end());
beforeEach(() => journey.clock.set('2023-01-10T09:00+01:00[Europe/Paris]'));

const path = (id: string, ...parts: string[]) => ['/api/candidacies', id, ...parts].join('/');
const change = (id: string, ifMatch: number, members: readonly string[], more: object = {}, as: Api = lead) =>
  as.put(path(id, 'perimeter'), { members, ...more }, { ifMatch });
const seen = async (as: Api, id: string) => (await as.get(path(id))).body as Record<string, unknown>;
const surfer = async ({ seat }: Person) => new Surfer(journey.server.url, await openSession(journey.server, seat));
const deposit = (id: string, ifMatch: number) => lead.post(path(id, 'deposit'), undefined, { ifMatch });

async function draft(members: readonly string[] = []): Promise<string> {
  const { body } = await lead.post('/api/candidacies', { waveId: journey.june.id, lead: CAMBRAI, members });
  await journey.save(lead, body.id as string, { needs: 'Détecter des projets' });
  return body.id as string;
}

/** Deposited at version 2, with Caudrésis-Catésis. One lead deposits once in a wave: the one before is withdrawn. */
async function deposited(): Promise<string> {
  journey.clock.set('2023-02-10T09:00+01:00[Europe/Paris]');
  await journey.judge.query(
    `update candidacies.candidacy set state = 'withdrawn' where lead_siren = $1 and state = 'submitted'`,
    [CAMBRAI],
  );
  const id = await draft([CAUDRESIS]);
  expect((await deposit(id, 1)).status).toBe(201);
  return id;
}

const owed = async (as: Api, id: string) =>
  ((await as.get(path(id, 'completeness'))).body as { promised: { siren: string; detail: string }[] }).promised;
const completeness = async (as: Api, id: string) => (await owed(as, id)).map((one) => one.siren);
const timeline = async (as: Api, id: string) =>
  ((await as.get(path(id, 'timeline'))).body as { items: { sentence: string }[] }).items.map((one) => one.sentence);

describe('the head of a member EPCI', () => {
  it.each([
    ['deposit', undefined],
    ['withdrawal', { reason: 'Nous renonçons' }],
  ])('may edit the candidacy, and not do its %s', async (act, body) => {
    const id = act === 'deposit' ? await draft([CAUDRESIS]) : await deposited();
    const ifMatch = (await seen(caudresis, id)).version as number;
    const refused = await caudresis.post(path(id, act), body, { ifMatch });
    expect([refused.status, refused.body]).toMatchObject([403, { code: 'not-the-lead' }]);
    expect((await seen(lead, id)).version).toBe(ifMatch);
  });

  it('finds no button that would refuse it, but who does it, by name', async () => {
    const id = await draft([CAUDRESIS]);
    const [member, leader] = [await surfer(caudresis), await surfer(lead)];
    const asLead = await leader.get(`/candidatures/${id}`);
    expect(asLead.text).not.toContain('C’est le chef de file');
    const case_ = await member.get(`/candidatures/${id}`);
    expect(case_.text).toContain('C’est le chef de file, CA de Cambrai, qui dépose');
    const hrefs = (page: HtmlPage) => page.links.map(({ href }) => href);
    expect(hrefs(asLead)).toContain(`/candidatures/${id}/depot`);
    for (const part of ['retrait', 'abandon', 'perimetre'])
      expect(hrefs(case_)).not.toContain(`/candidatures/${id}/${part}`);
    const form = await member.get(`/candidatures/${id}/formulaire`);
    expect(form.text).toContain('Le chef de file, CA de Cambrai, peut déposer maintenant');
    expect(form.text).not.toContain('Vérifier et déposer');
    expect((await leader.get(`/candidatures/${id}/formulaire`)).text).toContain('Vérifier et déposer');
    const check = await member.get(`/candidatures/${id}/depot`);
    expect(check.text).toContain('Le dépôt est fait par le chef de file, CA de Cambrai.');
    expect(check.forms.filter(({ action }) => action.endsWith('/depot'))).toEqual([]);
    const team = await member.get(`/candidatures/${id}/equipe`);
    expect(team.text).toMatch(/C’est le chef de file, Organisation \d, qui invite/);
    expect(team.forms.filter(({ action }) => action.includes('/equipe'))).toEqual([]);
    const seat = `/candidatures/${id}/equipe/${lead.seat.seatId}/transmission`;
    expect((await leader.get(seat)).status).toBe(200);
    expect((await member.get(seat)).status).toBe(403);
    expect((await member.get('/candidatures')).text).toContain('Rien ne manque : le chef de file dépose');
    const given = await deposited();
    const [other, head] = [await surfer(caudresis), await surfer(lead)];
    expect(hrefs(await head.get(`/candidatures/${given}`))).toContain(`/candidatures/${given}/retrait`);
    expect(hrefs(await other.get(`/candidatures/${given}`))).not.toContain(`/candidatures/${given}/retrait`);
    expect((await other.get(`/candidatures/${given}/retrait`)).status).toBe(403);
  });

  it('does not take the lead’s people off their seats', async () => {
    const id = await draft([CAUDRESIS]);
    const { seatId, personId } = lead.seat;
    const refused = await caudresis.post(path(id, 'team', seatId, 'departure'), { personId });
    expect([refused.status, refused.body]).toMatchObject([403, { code: 'not-the-lead' }]);
  });
});

describe('the perimeter of a draft', () => {
  it('changes at once: who joins has access, the name and the map of its authorities follow', async () => {
    const id = await draft();
    expect((await caudresis.get(path(id))).status).toBe(404);
    const changed = await change(id, 1, [CAUDRESIS, ALES], { regions: ['32'] });
    expect(changed.body).toMatchObject({
      version: 2,
      effect: 'now',
      joined: [CAUDRESIS, ALES],
      left: [],
      perimeter: [CAMBRAI, CAUDRESIS, ALES],
      departement: '59',
      regions: ['32'],
    });
    expect(changed.headers.get('etag')).toBe('"v2"');
    for (const one of [caudresis, ales])
      expect(await seen(one, id)).toMatchObject({ perimeter: [CAMBRAI, CAUDRESIS, ALES], version: 2 });
    expect((await seen(lead, id)).territory).toMatch(/Cambrai, .* et .*Alès/);
    expect(await completeness(lead, id)).toEqual([CAMBRAI, CAUDRESIS, ALES]);
    expect((await owed(lead, id)).at(-1)?.detail).toMatch(
      /est à fournir par CA Alès Agglomération \(SIREN 200066918\)/,
    );
    const { rows } = await journey.judge.query<{ n: number }>(
      `select count(*)::int as n from candidacies.candidacy
        where id = $1 and search @@ to_tsquery('simple', $2) and search @@ to_tsquery('simple', 'ales')`,
      [id, ALES],
    );
    expect(rows[0]?.n).toBe(1);
    expect(await timeline(caudresis, id)).toContain('Changement de périmètre ; 2 intercommunalités de plus.');
  });

  it('changes at once: who leaves has no access any more, and writes no section any more', async () => {
    const id = await draft([CAUDRESIS, ALES]);
    await journey.judge.query(
      `insert into candidacies.section_assignment (candidacy_id, section, assignee_id, assigned_at)
       values ($1, 'file', $2, $3)`,
      [id, ales.seat.seatId, journey.clock.now().toString()],
    );
    const piece = await journey.document(id);
    await journey.save(ales, id, { deliberation: { [ALES]: [piece] } });
    expect(await completeness(lead, id)).toEqual([CAMBRAI, CAUDRESIS]);
    expect((await change(id, 1, [CAUDRESIS])).body).toMatchObject({ left: [ALES], regions: ['32'] });
    expect((await ales.get(path(id))).status).toBe(404);
    const { rows } = await journey.judge.query('select 1 from candidacies.section_assignment where candidacy_id = $1', [
      id,
    ]);
    expect(rows).toEqual([]);
    // The piece stays where it was given, and counts again when its EPCI comes back.
    expect(await completeness(lead, id)).toEqual([CAMBRAI, CAUDRESIS]);
    expect((await change(id, 2, [CAUDRESIS, ALES])).status).toBe(200);
    expect(await completeness(ales, id)).toEqual([CAMBRAI, CAUDRESIS]);
  });

  it('is for its lead alone to change, who stays in it', async () => {
    const id = await draft([CAUDRESIS, ALES]);
    expect((await change(id, 1, [], {}, caudresis)).body).toMatchObject({ status: 403, code: 'not-the-lead' });
    expect((await change(id, 1, [], {}, ales)).body).toMatchObject({ status: 403, code: 'not-allowed' });
    expect((await change(id, 1, [], {}, journey.ales)).body).toMatchObject({ status: 403, code: 'not-the-lead' });
    const alone = await change(id, 1, [CAMBRAI]);
    expect(alone.body).toMatchObject({ perimeter: [CAMBRAI], left: [CAUDRESIS, ALES] });
  });

  it('is changed over the version that one saw, into something else, made of bodies that exist', async () => {
    const id = await draft([CAUDRESIS]);
    expect((await lead.put(path(id, 'perimeter'), { members: [] })).status).toBe(428);
    expect((await change(id, 7, [])).body).toMatchObject({ status: 409, code: 'stale-version' });
    expect((await change(id, 1, [CAUDRESIS])).body).toMatchObject({ status: 422, code: 'perimeter-unchanged' });
    expect((await change(id, 1, [CAUDRESIS, '123456782'])).body).toMatchObject({
      status: 422,
      code: 'unknown-siren',
      errors: [{ pointer: '/members/1' }],
    });
    expect((await change(id, 1, [CAUDRESIS], { departement: '30' })).body).toMatchObject({
      code: 'outside-perimeter',
      errors: [{ pointer: '/departement' }],
    });
    expect(await seen(lead, id)).toMatchObject({ version: 1, perimeter: [CAMBRAI, CAUDRESIS] });
  });

  it('stays as it is from the cut-off on', async () => {
    const id = await draft([CAUDRESIS]);
    journey.clock.set('2023-06-01T12:00+02:00[Europe/Paris]');
    expect((await change(id, 1, [])).body).toMatchObject({ status: 422, code: 'perimeterStillOpen' });
  });
});

describe('the perimeter of a deposit', () => {
  it('is prepared beside it: nobody but its territory sees it before the next deposit', async () => {
    const id = await deposited();
    const facets = `select departement, regions, last_change, last_state_change from candidacies.case_facets
                     where candidacy_id = $1`;
    const before = (await journey.judge.query(facets, [id])).rows;
    journey.clock.advance({ hours: 1 });
    const prepared = await change(id, 2, [ALES], { departement: '30' });
    expect(prepared.body).toMatchObject({ version: 3, effect: 'next-deposit', joined: [ALES], left: [CAUDRESIS] });
    for (const as of [lead, caudresis, officer])
      expect(await seen(as, id)).toMatchObject({ perimeter: [CAMBRAI, CAUDRESIS], departement: '59' });
    expect((await ales.get(path(id))).status).toBe(404);
    expect((await gard.get(path(id))).status).toBe(404);
    expect(await completeness(lead, id)).toEqual([CAMBRAI, ALES]);
    expect(await completeness(officer, id)).toEqual([CAMBRAI, CAUDRESIS]);
    expect((await journey.judge.query(facets, [id])).rows).toEqual(before);
    const said =
      'Changement de périmètre préparé pour le prochain dépôt ; 1 intercommunalité de plus ; 1 intercommunalité de moins.';
    expect(await timeline(lead, id)).toContain(said);
    expect(await timeline(officer, id)).not.toContain(said);
  });

  it('is that of the next deposit: pieces owed, préfecture, access, worklist and fingerprint follow', async () => {
    const id = await deposited();
    expect((await nord.get(path(id))).status).toBe(200);
    await change(id, 2, [ALES], { departement: '30', regions: ['76'] });
    const receipt = await deposit(id, 3);
    expect(receipt.body).toMatchObject({ version: 4, piecesOwed: [{ siren: CAMBRAI }, { siren: ALES }] });
    for (const as of [lead, ales, officer, gard])
      expect(await seen(as, id)).toMatchObject({ perimeter: [CAMBRAI, ALES], departement: '30', regions: ['76'] });
    for (const as of [caudresis, nord]) expect((await as.get(path(id))).status).toBe(404);
    const { rows } = await journey.judge.query<{ perimeter: string[]; regions: string[] }>(
      `select d.snapshot -> 'perimeter' as perimeter, f.regions
         from candidacies.deposit d join candidacies.case_facets f using (candidacy_id)
        where d.candidacy_id = $1 order by d.n desc limit 1`,
      [id],
    );
    expect(rows[0]).toEqual({ perimeter: [CAMBRAI, ALES], regions: ['76'] });
    expect(await timeline(gard, id)).toContain(
      'Changement de périmètre ; 1 intercommunalité de plus ; 1 intercommunalité de moins.',
    );
    expect((await officer.get(path(id, 'differences') + '?from=1&to=2')).body).toMatchObject({
      perimeter: { added: [ALES], removed: [CAUDRESIS] },
    });
    // What was prepared is done: another deposit changes nothing more.
    expect((await deposit(id, 4)).status).toBe(201);
    expect((await timeline(officer, id)).filter((one) => one.startsWith('Changement'))).toHaveLength(1);
  });

  it('taken back, or not deposited before the cut-off, has changed nothing', async () => {
    const id = await deposited();
    await change(id, 2, [ALES]);
    expect((await change(id, 3, [CAUDRESIS])).body).toMatchObject({ joined: [CAUDRESIS], left: [ALES] });
    expect(await completeness(lead, id)).toEqual([CAMBRAI, CAUDRESIS]);
    await change(id, 4, []);
    expect(await completeness(lead, id)).toEqual([CAMBRAI]);
    journey.clock.set('2023-06-01T12:00+02:00[Europe/Paris]');
    expect(await completeness(lead, id)).toEqual([CAMBRAI, CAUDRESIS]);
    expect((await change(id, 5, [ALES])).body).toMatchObject({ code: 'perimeterStillOpen' });
    expect((await caudresis.get(path(id))).status).toBe(200);
  });
});

describe('the page of the perimeter, without scripts', () => {
  it('finds who joins, says what the change brings, and makes it', async () => {
    const id = await draft([ALES]);
    const browser = await surfer(lead);
    const url = `/candidatures/${id}/perimetre`;
    for (const from of [`/candidatures/${id}`, `/candidatures/${id}/formulaire`])
      expect((await browser.get(from)).links).toContainEqual(expect.objectContaining({ href: url }));
    const first = await browser.get(url);
    expect(first.text).toContain('Décochez celles qui partent');
    const found = await browser.submit(
      first,
      { action: url, button: 'Chercher' },
      { members: [], '_q[members]': 'caudresis' },
    );
    expect(found.html).toContain(`value="${CAUDRESIS}"`);
    expect(found.html).toContain(`value="${ALES}"`);
    const checked = await browser.submit(found, { action: url, button: 'entraîne' }, { members: [CAUDRESIS] });
    expect(checked.text).toContain('Vérifier le changement');
    expect(checked.text).toMatch(/Arrivent.*Caudrésis.*Partent.*Alès/s);
    expect(checked.text).toContain('Maé Cévenol');
    expect(checked.text).toContain('Délibération');
    const done = await browser.submit(checked, { action: url, button: 'Changer le périmètre' });
    expect(done.url).toBe(`/candidatures/${id}/formulaire`);
    expect(done.text).toContain('Périmètre changé.');
    expect(await seen(lead, id)).toMatchObject({ perimeter: [CAMBRAI, CAUDRESIS] });
  });

  it('asks for the préfet and the Régions where there are several, and keeps the choice that is refused', async () => {
    const id = await draft();
    const browser = await surfer(lead);
    const url = `/candidatures/${id}/perimetre`;
    const first = await browser.get(url);
    const unchanged = await browser.submit(first, { action: url, button: 'entraîne' });
    expect(unchanged.status).toBe(422);
    expect(unchanged.text).toContain('rien n’est à changer');
    const found = await browser.submit(first, { action: url, button: 'Chercher' }, { '_q[members]': ALES });
    const checked = await browser.submit(found, { action: url, button: 'entraîne' }, { members: [ALES] });
    expect(checked.text).toMatch(/Gard \(30\).*Nord \(59\)/s);
    const refused = await browser.submit(checked, { action: url, button: 'Changer' }, { regions: [] });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('Choisissez au moins une région.');
    const back = await browser.submit(refused, { action: url, button: 'Revenir' });
    expect(back.html).toMatch(new RegExp(`value="${ALES}"[^>]*checked`));
    const again = await browser.submit(back, { action: url, button: 'entraîne' });
    await browser.submit(again, { action: url, button: 'Changer' }, { departement: '30', regions: ['76'] });
    expect(await seen(lead, id)).toMatchObject({ perimeter: [CAMBRAI, ALES], departement: '30', regions: ['76'] });
  });

  it('is nobody else’s, and says so of a deposit that it changes the next one', async () => {
    const id = await deposited();
    const url = `/candidatures/${id}/perimetre`;
    expect((await (await surfer(caudresis)).get(url)).status).toBe(403);
    expect((await (await surfer(officer)).get(url)).status).toBe(403);
    expect((await (await surfer(caudresis)).get(`/candidatures/${id}`)).links).not.toContainEqual(
      expect.objectContaining({ href: url }),
    );
    const browser = await surfer(lead);
    const first = await browser.get(url);
    expect(first.text).toContain('Votre dépôt reste valable avec son périmètre');
    const checked = await browser.submit(first, { action: url, button: 'entraîne' }, { members: [] });
    const done = await browser.submit(checked, { action: url, button: 'Changer' });
    expect(done.text).toContain('Changement préparé');
    expect(done.text).toContain('déposez de nouveau pour qu’elles comptent');
  });
});

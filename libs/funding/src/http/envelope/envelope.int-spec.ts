import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Cases } from '@rebond/candidacies';
import type { CandidacyId } from '@rebond/kernel';
import { Missions } from '@rebond/missions';
import { SYSTEM, Transactions } from '@rebond/platform';
import type { Api } from '../../../../../test/support/api.js';
import { overlapping } from '../../../../../test/support/at-once.js';
import { ALES, CAMBRAI, CaseJourney, CAUDRESIS } from '../../../../../test/support/case-journey.js';
import { aCandidacy } from '../../../../../test/support/cases.js';
import { Funding } from '../../application/funding.js';

let journey: CaseJourney;
let office: Api;
let bpifrance: Api;
let firm: string;
let id: CandidacyId;
let version: number;

const at = (path: string) => `/api/candidacies/${id}${path}`;
const commit = (...commitments: object[]) => office.post(at('/envelope/commitments'), { commitments });
const award = (body: object = {}, ifMatch = version, as = office) =>
  as.post(
    at('/awards'),
    { beneficiary: 'Société 1', amountEur: 100_000, form: 'grant', signedOn: '2023-10-10', invented: true, ...body },
    { ifMatch },
  );
const holdClosingCommittee = () =>
  journey.server.app.get(Transactions).run(SYSTEM, async (tx) => {
    await journey.server.app.get(Cases).lockOne(tx, id);
    await journey.server.app.get(Missions).endMission(tx, id);
  });
const envelope = async () => (await office.get(at('/envelope'))).body as { awardedEur: number; awards: object[] };

beforeAll(async () => {
  journey = await CaseJourney.begin();
  office = journey.office;
  bpifrance = await journey.seat({ role: 'bpifrance_officer' });
  const consultancy = await journey.seat({ role: 'consultancy', organisation: { name: 'Ancoris' } });
  firm = consultancy.seat.organisationId;
  journey.clock.set('2023-10-15T10:00+02:00[Europe/Paris]');
  ({ id, version } = await aCandidacy(journey.server, {
    ...{ waveId: journey.february.id, state: 'selected' },
    ...{ lead: CAMBRAI, members: [CAUDRESIS] },
  }));
});
afterAll(() => journey.end());

describe("l'enveloppe du Cambrésis", () => {
  it('est vide avant le premier engagement', async () => {
    expect((await office.get(at('/envelope'))).body).toEqual({
      ...{ envelopeEur: 0, fundersEur: {}, awardedEur: 0, agreements: 0, awards: [] },
    });
  });

  it.each([
    ['sous le plancher', [{ funder: 'state', amountEur: 1_499_999.99 }], 'outside-limits'],
    ['au-dessus du plafond', [{ funder: 'state', amountEur: 5_000_000.01 }], 'outside-limits'],
    ['d’un inconnu', [{ funder: 'mecene', amountEur: 2_000_000 }], 'unknown-funder'],
  ])('refuse un engagement %s', async (_, commitments, code) => {
    expect((await commit(...commitments)).body).toMatchObject({
      ...{ status: 422, code: 'bad-commitments', errors: [{ code }] },
    });
  });

  it.each([
    ['hors de portée', 1e300, 'money-overflow'],
    ['plus fin que le centime', 2_000_000.001, 'money-fraction'],
  ])('refuse un montant %s', async (_, amountEur, code) => {
    expect((await commit({ funder: 'state', amountEur })).body).toMatchObject({ status: 422, code });
  });

  it('se compose à plusieurs : 3 M€ de l’État et 2 M€ des intercommunalités', async () => {
    expect((await bpifrance.get(at('/envelope'))).status).toBe(404);
    const committed = await commit(
      { funder: 'state', amountEur: 3_000_000, label: 'France 2030' },
      { funder: 'local', amountEur: 2_000_000 },
    );
    expect(committed).toMatchObject({
      status: 201,
      body: { envelopeEur: 5_000_000, fundersEur: { state: 3_000_000, local: 2_000_000 }, awardedEur: 0 },
    });
    expect((await bpifrance.get(at('/envelope'))).body).toEqual((await journey.office.get(at('/envelope'))).body);
  });

  it('se corrige par une ligne négative, jamais sous zéro', async () => {
    expect((await commit({ funder: 'local', amountEur: -2_000_001 })).body).toMatchObject({
      errors: [{ code: 'below-zero' }],
    });
    await commit({ funder: 'state', amountEur: -500_000 }, { funder: 'local', amountEur: 500_000 });
    expect(await envelope()).toMatchObject({ fundersEur: { state: 2_500_000, local: 2_500_000 } });
  });

  it('n’est pas du ressort du territoire, qui la voit', async () => {
    const cambrai = await journey.seat({
      ...{ role: 'epci_lead', organisationId: await leadOf(CAMBRAI) },
    });
    expect((await cambrai.get(at('/envelope'))).body).toMatchObject({ envelopeEur: 5_000_000 });
    expect((await cambrai.post(at('/envelope/commitments'), { commitments: [] })).status).toBe(403);
  });
});

async function leadOf(siren: string) {
  const { rows } = await journey.judge.query<{ id: string }>('select id from identity.organisation where siren = $1', [
    siren,
  ]);
  return rows[0]!.id as never;
}

describe('les conventions attributives', () => {
  it("ne se signent pas avant l'ingénierie, ni avant son comité de clôture", async () => {
    expect((await award()).body).toMatchObject({ status: 422, code: 'callHasNoEngineering' });
    const engaged = await office.post(
      at('/engagement'),
      { firms: [{ organisationId: firm, personDays: 100 }], startsOn: '2023-04-03' },
      { ifMatch: version },
    );
    version = engaged.body.version as number;
    expect((await award()).body).toMatchObject({ status: 422, code: 'closingCommitteeWasHeld' });
    expect(await envelope()).toMatchObject({ awards: [] });
  });

  it("visent un projet orienté vers l'enveloppe", async () => {
    const projects =
      'reference,company,title,capexEur,jobsPotential,invented\nP1,Société 1,Atelier,1000000,4,oui\nP2,Société 2,Four,1,1,oui\n';
    await office.send('POST', at('/mission/projects/import'), projects, { headers: { 'content-type': 'text/csv' } });
    await office.post(at('/mission/routes'), { routes: [{ projectRef: 'P1', scheme: 'envelope' }] });
    await holdClosingCommittee();
    expect((await award({ projectRef: 'P2' })).body).toMatchObject({ status: 422, code: 'project-not-routed' });
    expect((await award({ projectRef: 'P3' })).body).toMatchObject({ status: 422, code: 'project-not-routed' });
  });

  it.each([
    ['un jour à venir', { signedOn: '2023-10-16' }, 'signed-in-the-future'],
    ['au-delà de ce qui reste', { amountEur: 5_000_000.01 }, 'envelope-exceeded'],
    ['pour rien', { amountEur: 0 }, 'invalid-input'],
    ['dans une forme inconnue', { form: 'loan' }, 'invalid-input'],
  ])('ne se signent pas %s', async (_, body, code) => {
    expect((await award(body)).body).toMatchObject({ status: 422, code });
  });

  it('demandent la version lue', async () => {
    expect(
      (await office.post(at('/awards'), { beneficiary: 'A1', amountEur: 1, form: 'grant', signedOn: '2023-10-10' }))
        .status,
    ).toBe(428);
    expect((await award({}, version - 1)).body).toMatchObject({ status: 409, code: 'stale-version' });
  });

  it("ouvrent par la première la phase d'investissement", async () => {
    const first = await award({ projectRef: 'P1' }, version, bpifrance);
    expect(first).toMatchObject({ status: 201, body: { state: 'funded', version: version + 1, leftEur: 4_900_000 } });
    version += 1;
    const { rows } = await journey.judge.query<{ payload: object }>(
      "select payload from platform.outbox where candidacy_id = $1 and kind = 'candidacy.funded'",
      [id],
    );
    expect(rows).toMatchObject([
      {
        payload: {
          ...{ amountCents: 10_000_000, signedOn: '2023-10-10', agreementsSigned: 1, closingCommitteeHeld: true },
          funders: ['État (France 2030)', 'Intercommunalités du périmètre'],
        },
      },
    ]);
  });

  it('se suivent sans que le dossier bouge', async () => {
    const second = await award({ form: 'recoverableAdvance', beneficiary: 'Fablab associatif' });
    expect(second.body).toMatchObject({ state: 'funded', version, leftEur: 4_800_000 });
    expect((await envelope()).awards).toMatchObject([
      { projectRef: 'P1', beneficiary: 'Société 1', amountEur: 100_000, form: 'grant', signedOn: '2023-10-10' },
      { projectRef: null, beneficiary: 'Fablab associatif', form: 'recoverableAdvance', invented: true },
    ]);
  });

  it('ne dépassent pas l’enveloppe, même trente à la fois', async () => {
    const answers = await Promise.all(Array.from({ length: 30 }, () => award({ amountEur: 500_000 })));
    const statuses = answers.map((one) => one.status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(9);
    expect(answers.filter((one) => one.status === 422).map((one) => one.body.code as string)).toEqual(
      Array.from({ length: 21 }, () => 'envelope-exceeded'),
    );
    expect(await envelope()).toMatchObject({ awardedEur: 4_700_000 });
  });

  it('tiennent aussi contre deux écritures simultanées faites à côté du produit', async () => {
    const insert = `insert into funding.award (id, candidacy_id, beneficiary, amount_cents, form, signed_on, invented, at)
      values (gen_random_uuid(), $1, 'A', 20000000, 'grant', '2023-10-10', true, '2023-10-15T10:00Z')`;
    expect(await overlapping(journey.database.ownerUrl, insert, [id])).toMatchObject({
      waited: true,
      outcome: { status: 'rejected', reason: { code: '23514', constraint: 'envelope_balance' } },
    });
    const withdraw = `insert into funding.funder_commitment (id, candidacy_id, funder, amount_cents, at)
      values (gen_random_uuid(), $1, $2, $3, '2023-10-15T10:00Z')`;
    await expect(journey.judge.query(withdraw, [id, 'region', -1])).rejects.toMatchObject({
      constraint: 'funder_balance',
    });
    await expect(journey.judge.query(withdraw, [id, 'state', -240_000_000])).rejects.toMatchObject({
      constraint: 'envelope_balance',
    });
    await expect(journey.judge.query('delete from funding.award')).rejects.toThrow(/append-only/);
    expect(await envelope()).toMatchObject({ awardedEur: 4_900_000 });
  });

  it('empêchent de retirer ce qui est attribué', async () => {
    expect((await commit({ funder: 'state', amountEur: -2_400_000 })).body).toMatchObject({
      errors: [{ code: 'below-awards' }],
    });
  });

  it('laissent une trace de chaque acte', async () => {
    const { rows } = await journey.judge.query<{ action: string; n: number }>(
      `select action, count(*)::int as n from platform.audit_entry
        where candidacy_id = $1 and action like 'funding.%' group by action order by action`,
      [id],
    );
    expect(rows).toEqual([
      { action: 'funding.agreement-signed', n: 11 },
      { action: 'funding.committed', n: 2 },
    ]);
  });
});

describe('plusieurs enveloppes', () => {
  it('se lisent d’un coup', async () => {
    const other = await aCandidacy(journey.server, { waveId: journey.february.id, state: 'selected', lead: ALES });
    const sums = await journey.server.app
      .get(Transactions)
      .run(SYSTEM, (tx) => journey.server.app.get(Funding).envelopesOf(tx, [other.id, id]));
    expect([...sums]).toEqual([
      [
        id,
        {
          envelopeEur: 5_000_000,
          fundersEur: { state: 2_500_000, local: 2_500_000 },
          awardedEur: 4_900_000,
          agreements: 12,
        },
      ],
    ]);
  });
});

describe('un appel sans ingénierie', () => {
  it('passe de la sélection à l’investissement par sa première convention', async () => {
    const source = readFileSync(
      join(__dirname, '../../../../../test/fixtures/definitions/atelier-des-friches.yaml'),
      'utf8',
    );
    const published = await office.post('/api/calls', { source });
    const wave = await office.post('/api/waves', {
      call: published.body.slug as string,
      opensAt: '2023-10-01T12:00:00+02:00',
      cutoffAt: '2023-12-01T12:00:00+01:00',
    });
    ({ id, version } = await aCandidacy(journey.server, {
      waveId: wave.body.id as string,
      state: 'selected',
      lead: ALES,
    }));
    const engagement = { firms: [{ organisationId: firm, personDays: 10 }], startsOn: '2023-10-02' };
    expect((await office.post(at('/engagement'), engagement, { ifMatch: version })).body).toMatchObject({
      ...{ status: 422, code: 'callHasEngineering' },
    });
    expect((await award({ form: 'recoverableAdvance' })).body).toMatchObject({ status: 422, code: 'form-not-offered' });
    expect((await award()).body).toMatchObject({ status: 422, code: 'envelope-exceeded' });
    expect((await commit({ funder: 'agency', amountEur: 300_000 })).status).toBe(201);
    expect((await award()).body).toMatchObject({ state: 'funded', version: version + 1, leftEur: 200_000 });
  });
});

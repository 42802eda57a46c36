import { ActorOfToken } from '@rebond/identity';
import type { OrganisationId, Siren } from '@rebond/kernel';
import { statement, Transactions } from '@rebond/platform';
import type { Api } from '../../../../../test/support/api.js';
import { CaseJourney } from '../../../../../test/support/case-journey.js';
import { aCandidacy } from '../../../../../test/support/cases.js';
import type { TestSeat } from '../../../../../test/support/seats.js';

const EPCI = ['200068500', '200030633', '200044618'] as Siren[];
const CRITERIA = ['exposure', 'potential', 'governance', 'needs', 'leverage'];

type Seat = Api & { seat: TestSeat };
interface BoardPair {
  readonly id: string;
  readonly seatId: string;
  readonly locked: boolean;
  readonly submittedAt: string | null;
  readonly isLate: boolean;
}
interface Board {
  readonly round: {
    readonly version: number;
    readonly status: string;
    readonly proven: boolean;
    readonly dueAt: string;
  } | null;
  readonly cases: readonly { readonly id: string; readonly pairs: readonly BoardPair[] }[];
}

let journey: CaseJourney;
let office: Seat;
let officers: readonly Seat[];
let cases: readonly { readonly id: string; readonly version: number }[];

beforeEach(async () => {
  journey = await CaseJourney.begin();
  cases = [];
  for (const lead of EPCI)
    cases = [...cases, await aCandidacy(journey.server, { waveId: journey.february.id, state: 'submitted', lead })];
  journey.clock.set('2023-02-02T10:00+01:00[Europe/Paris]');
  office = await journey.seat({ role: 'programme_director' });
  officers = await Promise.all([1, 2, 3].map(() => journey.seat({ role: 'bdt_officer' })));
});
afterEach(() => journey.end());

const wave = (path: string): string => `/api/waves/${journey.february.id}/${path}`;
const board = async (): Promise<Board> => (await office.get<Board>(wave('review-round'))).body;
const version = async (): Promise<number> => (await board()).round?.version ?? 0;
const enrol = (seat: Seat, body: object = {}) =>
  office.put(wave(`reviewers/${seat.seat.seatId}`), { maxLoad: 3, ...body });
const propose = (seed = 0) => office.post(wave('review-round/proposal'), { seed });
const validate = async () => office.post(wave('review-round/validation'), undefined, { ifMatch: await version() });
const pairs = async (): Promise<readonly (BoardPair & { readonly caseId: string })[]> =>
  (await board()).cases.flatMap(({ id, pairs: all }) => all.map((pair) => ({ ...pair, caseId: id })));

async function assigned(): Promise<void> {
  for (const one of officers) await enrol(one);
  expect((await propose()).status).toBe(200);
  expect((await validate()).status).toBe(200);
}

const marks = (score: number) =>
  Object.fromEntries(CRITERIA.map((key) => [key, { score, comment: 'Constaté au dossier.' }]));
type Asked = readonly { readonly id: string; readonly candidacyId: string; readonly isLate: boolean }[];
const mine = async (seat: Seat): Promise<Asked> => (await seat.get<Asked>('/api/reviews')).body;
const save = (seat: Seat, id: string, score: number, ifMatch = 0) =>
  seat.put(`/api/reviews/${id}`, { marks: marks(score) }, { ifMatch });
const submit = async (seat: Seat, id: string, score: number) => {
  const { body } = await save(seat, id, score);
  return seat.post(`/api/reviews/${id}/submission`, undefined, { ifMatch: body.version });
};

/** Two reviewers of one case, each with their own review of it. */
async function pairOfReviewers(): Promise<{ caseId: string; reviewers: { seat: Seat; id: string }[] }> {
  const caseId = cases[0]?.id ?? '';
  const reviewers = (await pairs())
    .filter((pair) => pair.caseId === caseId)
    .flatMap(({ seatId, id }) => {
      const seat = officers.find((one) => one.seat.seatId === seatId);
      return seat ? [{ seat, id }] : [];
    });
  return { caseId, reviewers };
}

describe('L’affectation des relecteurs d’une relève', () => {
  it('donne à chaque candidature le nombre de relecteurs de la grille, dit pourquoi, et prévient à la validation', async () => {
    for (const one of officers) await enrol(one, { regions: ['32'] });
    expect((await propose()).body).toEqual({ proven: true });
    const { cases: shown, round } = await board();
    expect(shown.map(({ pairs: all }) => all.length)).toEqual([2, 2, 2]);
    expect(round).toMatchObject({ status: 'proposed', proven: true });
    expect(shown[0]?.pairs[0]).toMatchObject({ why: { possible: 3, rank: 1 } });
    expect(await mine(officers[0] as Seat)).toEqual([]);
    expect((await validate()).status).toBe(200);
    const loads = await Promise.all(officers.map(async (one) => (await mine(one)).length));
    expect(loads.reduce((sum, one) => sum + one, 0)).toBe(6);
    expect(Math.min(...loads)).toBeGreaterThan(0);
    const { rows } = await journey.judge.query("select recipient from platform.mail where kind = 'reviews-asked'");
    expect(rows).toHaveLength(3);
  });

  it('garde les verrous quand elle est proposée de nouveau', async () => {
    for (const one of officers) await enrol(one);
    await propose(1);
    const [kept] = await pairs();
    await office.put(`/api/review-assignments/${kept?.id ?? ''}/lock`, { locked: true }, { ifMatch: await version() });
    for (let seed = 2; seed < 6; seed += 1) await propose(seed);
    expect(await pairs()).toContainEqual(
      expect.objectContaining({ caseId: kept?.caseId, seatId: kept?.seatId, locked: true }),
    );
  });

  it('dit ce qui ne peut pas être satisfait', async () => {
    await enrol(officers[0] as Seat);
    const refused = await propose();
    expect(refused.status).toBe(422);
    expect(refused.body).toMatchObject({ code: 'no-assignment' });
    expect(JSON.stringify(refused.body)).toContain('6 relectures');
  });

  it('ne donne jamais un dossier à qui en est récusé, ni rien à qui n’a pas déclaré ses conflits', async () => {
    const [first] = officers as [Seat];
    const shown = (await first.get(wave('recusals'))).body as { shownAt: string };
    await first.post(wave('recusals'), { cases: [cases[0]?.id], noneElse: true, shownAt: shown.shownAt });
    const undeclared = await journey.seat({ role: 'bdt_officer', hasDeclared: false });
    for (const one of [...officers, undeclared]) await enrol(one);
    await propose();
    const given = await pairs();
    expect(given.filter(({ seatId }) => seatId === undeclared.seat.seatId)).toEqual([]);
    expect(given.filter(({ seatId, caseId }) => seatId === first.seat.seatId && caseId === cases[0]?.id)).toEqual([]);
  });

  it('n’inscrit une personne que par une de ses fonctions', async () => {
    const [first] = officers as [Seat];
    await enrol(first);
    const holder = { name: 'Titulaire', email: first.seat.email };
    expect((await enrol(await journey.seat({ role: 'bdt_officer', holder, hasDeclared: false }))).body).toMatchObject({
      code: 'already-enrolled',
    });
  });

  it('n’est pas l’affaire d’une directrice récusée d’un des dossiers', async () => {
    const shown = (await office.get(wave('recusals'))).body as { shownAt: string };
    await office.post(wave('recusals'), { cases: [cases[0]?.id], noneElse: true, shownAt: shown.shownAt });
    expect((await office.get(wave('review-round'))).status).toBe(403);
    expect((await propose()).status).toBe(403);
  });
});

describe('Une relecture', () => {
  beforeEach(assigned);

  it('s’enregistre par un brouillon que nul autre ne lit, et se remet quand elle est complète', async () => {
    const { caseId, reviewers } = await pairOfReviewers();
    const [one] = reviewers as [{ seat: Seat; id: string }];
    const incomplete = await one.seat.put(`/api/reviews/${one.id}`, { marks: { needs: { score: 2 } } }, { ifMatch: 0 });
    expect(incomplete.body).toMatchObject({ version: 1, weighted: null });
    expect((await one.seat.post(`/api/reviews/${one.id}/submission`, undefined, { ifMatch: 1 })).body).toMatchObject({
      code: 'review-incomplete',
    });
    expect((await office.get(`/api/candidacies/${caseId}/reviews`)).body.reviews).toEqual([]);
    expect((await save(one.seat, one.id, 3, 0)).status).toBe(409);
    const { body } = await save(one.seat, one.id, 3, 1);
    const submitted = await one.seat.post(`/api/reviews/${one.id}/submission`, undefined, { ifMatch: body.version });
    expect(submitted.body).toMatchObject({ weighted: 100 });
    expect((await save(one.seat, one.id, 1, 3)).body).toMatchObject({ code: 'review-submitted' });
    expect((await office.get(`/api/candidacies/${caseId}/reviews`)).body).toMatchObject({
      mean: 100,
      divergence: { isFlagged: false },
    });
  });

  it('reste indépendante : celles des autres se lisent une fois la sienne remise', async () => {
    const { caseId, reviewers } = await pairOfReviewers();
    const [one, other] = reviewers as [{ seat: Seat; id: string }, { seat: Seat; id: string }];
    const third = officers.find(
      ({ seat }) => ![one, other].some((each) => each.seat.seat.seatId === seat.seatId),
    ) as Seat;
    await submit(one.seat, one.id, 3);
    const readBy = async (seat: Seat): Promise<number> =>
      (await seat.get<{ reviews: readonly unknown[] }>(`/api/candidacies/${caseId}/reviews`)).body.reviews.length;
    expect([await readBy(one.seat), await readBy(other.seat), await readBy(third)]).toEqual([1, 0, 0]);
    expect((await other.seat.get(`/api/reviews/${other.id}`)).body.others).toEqual([]);
    await submit(other.seat, other.id, 0);
    expect([await readBy(one.seat), await readBy(other.seat), await readBy(third), await readBy(office)]).toEqual([
      2, 2, 0, 2,
    ]);
    expect((await office.get(`/api/candidacies/${caseId}/reviews`)).body).toMatchObject({
      mean: 50,
      divergence: { spread: 100, isFlagged: true, criteria: CRITERIA },
    });
  });

  it('n’est lisible en base, avant que la sienne soit remise, ni d’un relecteur ni de la directrice', async () => {
    const { reviewers } = await pairOfReviewers();
    const [one, other] = reviewers as [{ seat: Seat; id: string }, { seat: Seat; id: string }];
    const rows = async ({ seat }: Seat): Promise<number> => {
      const actor = await journey.server.app.get(ActorOfToken).find(seat.token, journey.clock.now());
      const all = statement('every_review', 'select assignment_id from selection.review');
      return journey.server.app.get(Transactions).run(actor, async (tx) => (await tx.query(all)).length);
    };
    await save(one.seat, one.id, 3);
    expect([await rows(one.seat), await rows(other.seat), await rows(office)]).toEqual([1, 0, 0]);
    await one.seat.post(`/api/reviews/${one.id}/submission`, undefined, { ifMatch: 1 });
    expect([await rows(other.seat), await rows(office)]).toEqual([0, 1]);
    await submit(other.seat, other.id, 2);
    expect([await rows(one.seat), await rows(other.seat), await rows(office)]).toEqual([2, 2, 2]);
  });

  it('n’est lue ni écrite par un territoire, ni par qui ne la doit pas', async () => {
    const { caseId, reviewers } = await pairOfReviewers();
    const [one, other] = reviewers as [{ seat: Seat; id: string }, { seat: Seat; id: string }];
    await submit(one.seat, one.id, 2);
    const { rows } = await journey.judge.query<{ id: OrganisationId }>(
      'select id from identity.organisation where siren = $1',
      [EPCI[0]],
    );
    const territory = await journey.seat({ role: 'epci_lead', ...(rows[0] ? { organisationId: rows[0].id } : {}) });
    expect((await territory.get(`/api/candidacies/${caseId}/reviews`)).status).toBe(403);
    expect(JSON.stringify((await territory.get(`/api/candidacies/${caseId}/timeline`)).body)).not.toMatch(/relecture/i);
    expect((await other.seat.get(`/api/reviews/${one.id}`)).status).toBe(404);
    expect((await save(other.seat, one.id, 3)).status).toBe(404);
    expect(JSON.stringify((await office.get(`/api/candidacies/${caseId}/timeline`)).body)).toMatch(
      /Une relecture est remise/,
    );
  });

  it('en retard se confie à une autre personne, qui en est prévenue ; une relecture remise reste à qui l’a signée', async () => {
    const { caseId, reviewers } = await pairOfReviewers();
    const [one, other] = reviewers as [{ seat: Seat; id: string }, { seat: Seat; id: string }];
    const third = officers.find(
      ({ seat }) => ![one, other].some((each) => each.seat.seat.seatId === seat.seatId),
    ) as Seat;
    await submit(one.seat, one.id, 2);
    journey.clock.set('2023-04-20T10:00+02:00[Europe/Paris]');
    expect((await mine(other.seat)).find(({ id }) => id === other.id)).toMatchObject({ isLate: true });
    const give = async (replaces: string) =>
      office.post(
        wave('review-round/replacements'),
        { candidacyId: caseId, seatId: third.seat.seatId, replaces, reason: 'late' },
        { ifMatch: await version() },
      );
    expect((await give(one.id)).body).toMatchObject({ code: 'review-submitted' });
    expect((await give(other.id)).status).toBe(200);
    expect((await mine(other.seat)).some(({ id }) => id === other.id)).toBe(false);
    expect((await mine(third)).some(({ candidacyId }) => candidacyId === caseId)).toBe(true);
    expect((await save(other.seat, other.id, 3)).status).toBe(404);
  });
});

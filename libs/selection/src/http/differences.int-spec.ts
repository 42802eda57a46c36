import {
  DecisionJourney,
  lineOf as line,
  type ListedCase,
  type Person,
} from '../../../../test/support/decision-journey.js';

const WHY = 'Le bassin voisin est déjà lauréat : une seule mission y suffit.';

let lists: DecisionJourney;
let second: Person;
beforeAll(async () => {
  lists = await DecisionJourney.begin();
  second = await lists.journey.seat({ role: 'minister_office' });
});
afterAll(() => lists.end());
beforeEach(() => lists.openWave());

const proposal = async () => {
  const [a, b, stranger] = (await lists.deposited(3)) as [ListedCase, ListedCase, ListedCase];
  const { body } = await lists.propose([
    line(a, 'select', { envelopeEur: 1_500_000 }),
    line(b, 'reject', { reasons: ['Exposition non établie.'] }),
  ]);
  return { a, b, stranger, id: body.id as string };
};
const differ = (id: string, differences: readonly unknown[], { as = lists.minister, ifMatch = 1 } = {}) =>
  as.post(`/api/decision-lists/${id}/differences`, { differences }, { ifMatch });

describe('Les différences du cabinet', () => {
  it('font une nouvelle version, ligne à ligne et avec leurs motifs, que valide une tierce personne', async () => {
    const { a, b, id } = await proposal();
    const differed = await differ(id, [
      { candidacyId: a.id, outcome: 'waitlist', reasons: ['Une mission voisine suffit.'], reason: WHY },
    ]);
    expect(differed).toMatchObject({
      status: 200,
      body: {
        status: 'proposed',
        version: 2,
        lines: [
          { candidacyId: a.id, outcome: 'waitlist', envelopeEur: null },
          { candidacyId: b.id, outcome: 'reject' },
        ],
        differences: [
          {
            candidacyId: a.id,
            version: 2,
            outcomeBefore: 'select',
            reason: WHY,
            by: { personId: lists.minister.seat.personId },
          },
        ],
      },
    });
    for (const author of [lists.minister, lists.director])
      expect(await lists.validate(id, author, 2)).toMatchObject({ status: 422, body: { code: 'same-person' } });
    expect(await lists.validate(id, second, 2)).toMatchObject({ status: 200, body: { version: 3 } });
    expect((await lists.announce(id, second, 3)).body.moved).toMatchObject([
      { candidacyId: a.id, state: 'waitlisted' },
      { candidacyId: b.id, state: 'rejected' },
    ]);
  });

  it('laissent au journal qui et quoi, et l’empreinte du motif, jamais son texte', async () => {
    const { a, id } = await proposal();
    await differ(id, [{ candidacyId: a.id, outcome: 'waitlist', reason: WHY }]);
    const [entry] = await lists.rows(
      `select person_id, canonical from platform.audit_entry where stream = $1 and action = 'decision-list.differed'`,
      [`decision-list:${id}`],
    );
    expect(entry?.['person_id']).toBe(lists.minister.seat.personId);
    expect(JSON.parse(entry?.['canonical'] as string)).toMatchObject({
      facts: {
        version: 2,
        differences: [
          {
            before: { candidacyId: a.id, outcome: 'select', envelopeCents: 150_000_000 },
            after: { outcome: 'waitlist', envelopeCents: null },
            reasonHash: expect.stringMatching(/^[0-9a-f]{64}$/),
          },
        ],
      },
    });
    expect(entry?.['canonical']).not.toContain('bassin');
  });

  it('se refusent ligne à ligne : inconnue, inchangée, ou contraire aux règles', async () => {
    const { a, b, stranger, id } = await proposal();
    const faults = async (differences: readonly unknown[]) =>
      ((await differ(id, differences)).body.errors as { pointer: string; code: string }[]).map(
        (one) => `${one.pointer} ${one.code}`,
      );
    expect(
      await faults([
        { candidacyId: a.id, outcome: 'select', envelopeEur: 1_500_000, reason: WHY },
        { candidacyId: stranger.id, outcome: 'select', reason: WHY },
      ]),
    ).toEqual(['/differences/0/candidacyId no-difference', '/differences/1/candidacyId not-listed']);
    expect(
      await faults([
        { candidacyId: a.id, outcome: 'reject', reason: WHY },
        { candidacyId: b.id, outcome: 'select', envelopeEur: 10, reason: WHY },
      ]),
    ).toEqual(['/differences/0/reasons reason-required', '/differences/1/envelopeEur envelope-out-of-range']);
  });

  it('sont au seul cabinet, sur la version lue, avant la validation', async () => {
    const { a, id } = await proposal();
    const one = [{ candidacyId: a.id, outcome: 'waitlist', reason: WHY }];
    expect(await differ(id, one, { as: lists.director })).toMatchObject({ status: 403 });
    expect(await differ(id, one, { ifMatch: 4 })).toMatchObject({ status: 409, body: { code: 'stale-version' } });
    await lists.validate(id);
    expect(await differ(id, one, { ifMatch: 2 })).toMatchObject({ status: 422, body: { code: 'list-validated' } });
  });
});

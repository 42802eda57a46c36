import fc from 'fast-check';
import {
  affinityOf,
  assignmentOf,
  at,
  breaches,
  type Assignment,
  type Pair,
  type Problem,
} from '../../domain/assignment/problem.js';
import { Highs } from '../../infrastructure/assignment/highs.js';
import { solveAssignment } from './solve.js';

const engine = new Highs();
afterAll(() => engine.close());

const now = (): number => performance.now() / 1000;
const solve = (problem: Problem, seed = 0) => solveAssignment(problem, { engine, seed, seconds: 30, now });

/** Every way to serve the candidacies, one after the other. */
function* everyAssignment(problem: Problem, c = 0, pairs: readonly Pair[] = []): Generator<readonly Pair[]> {
  const wanted = problem.candidacies[c]?.reviewers;
  if (wanted === undefined) {
    if (breaches(problem, pairs).length === 0) yield pairs;
    return;
  }
  for (const team of teams(problem.reviewers.length, wanted))
    yield* everyAssignment(problem, c + 1, [...pairs, ...team.map((r): Pair => [r, c])]);
}

function* teams(of: number, size: number, from = 0): Generator<readonly number[]> {
  if (size === 0) yield [];
  else for (let r = from; r <= of - size; r += 1) for (const rest of teams(of, size - 1, r + 1)) yield [r, ...rest];
}

function bestOf(problem: Problem): Assignment | null {
  let best: Assignment | null = null;
  for (const pairs of everyAssignment(problem)) {
    const one = assignmentOf(problem, pairs);
    const better =
      best === null ||
      one.minAffinity > best.minAffinity + 1e-9 ||
      (one.minAffinity > best.minAffinity - 1e-9 && one.totalAffinity > best.totalAffinity);
    if (better) best = one;
  }
  return best;
}

interface Sizes {
  readonly reviewers: number;
  readonly candidacies: number;
  readonly wanted: number;
}

/** Small problems, possible or not: conflicts, loads, locks, and scores of three kinds. */
const problems = ({ reviewers, candidacies, wanted }: Sizes): fc.Arbitrary<Problem> => {
  const score = fc.oneof(
    fc.integer({ min: 0, max: 3 }),
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.integer({ min: -20, max: 100 }).map((hundredths) => hundredths / 100),
  );
  return fc
    .record({
      loads: fc.array(fc.record({ minLoad: fc.integer({ min: 0, max: 1 }), more: fc.integer({ min: 0, max: 3 }) }), {
        minLength: reviewers,
        maxLength: reviewers,
      }),
      asked: fc.array(fc.integer({ min: 1, max: wanted }), { minLength: candidacies, maxLength: candidacies }),
      scores: fc.array(score, { minLength: reviewers * candidacies, maxLength: reviewers * candidacies }),
      barred: fc.array(fc.nat({ max: 5 }), { minLength: reviewers * candidacies, maxLength: reviewers * candidacies }),
      lock: fc.option(fc.tuple(fc.nat({ max: reviewers - 1 }), fc.nat({ max: candidacies - 1 }))),
    })
    .map(({ loads, asked, scores, barred, lock }) => {
      const problem: Problem = {
        reviewers: loads.map(({ minLoad, more }) => ({ minLoad, maxLoad: minLoad + more })),
        candidacies: asked.map((one) => ({ reviewers: one })),
        affinity: Float64Array.from(scores),
        barred: Uint8Array.from(barred, (one) => (one === 0 ? 1 : 0)),
        locked: [],
      };
      const isFree =
        lock !== null && problem.barred[at(problem, ...lock)] === 0 && (problem.reviewers[lock[0]]?.maxLoad ?? 0) > 0;
      return isFree ? { ...problem, locked: [lock] } : problem;
    });
};

describe('L’affectation', () => {
  it('est la meilleure de toutes, ou dite impossible quand il n’y en a pas', async () => {
    await fc.assert(
      fc.asyncProperty(problems({ reviewers: 4, candidacies: 3, wanted: 2 }), async (problem) => {
        const [found, best] = [await solve(problem), bestOf(problem)];
        if (best === null) {
          expect(found).toHaveProperty('shortfalls');
          return;
        }
        if ('shortfalls' in found) throw new Error('dite impossible, et ne l’est pas');
        expect(breaches(problem, found.assignment.pairs)).toEqual([]);
        expect(found.proven).toBe(true);
        expect(found.assignment.minAffinity).toBeCloseTo(best.minAffinity, 6);
        expect(found.assignment.totalAffinity).toBeCloseTo(best.totalAffinity, 6);
      }),
      { numRuns: 400, seed: 20261122 },
    );
  }, 300_000);

  it('n’a ni conflit, ni charge dépassée, ni verrou perdu dans mille problèmes', async () => {
    await fc.assert(
      fc.asyncProperty(problems({ reviewers: 9, candidacies: 6, wanted: 3 }), async (problem) => {
        const found = await solve(problem);
        if (!('shortfalls' in found)) expect(breaches(problem, found.assignment.pairs)).toEqual([]);
      }),
      { numRuns: 1000, seed: 20261122 },
    );
  }, 600_000);

  it('est la même pour la même graine', async () => {
    const [problem] = fc.sample(problems({ reviewers: 9, candidacies: 6, wanted: 2 }), { numRuns: 1, seed: 3 });
    if (!problem) throw new Error('aucun problème');
    const one = await solve(problem, 5);
    const same = await solve(problem, 5);
    expect({ ...same, seconds: 0 }).toEqual({ ...one, seconds: 0 });
  });

  it('sert d’abord la candidature la moins bien servie, même au prix du total', async () => {
    const problem: Problem = {
      reviewers: [
        { minLoad: 0, maxLoad: 1 },
        { minLoad: 0, maxLoad: 1 },
      ],
      candidacies: [{ reviewers: 1 }, { reviewers: 1 }],
      affinity: Float64Array.from([10, 3, 4, 0]),
      barred: new Uint8Array(4),
      locked: [],
    };
    const found = await solve(problem);
    expect(found).toMatchObject({ assignment: { minAffinity: 3, totalAffinity: 7 }, proven: true });
    expect('assignment' in found && found.assignment.pairs.map((pair) => affinityOf(problem, pair))).toEqual([4, 3]);
  });

  it('dit ne pas être prouvée quand le temps manque', async () => {
    const [problem] = fc.sample(problems({ reviewers: 9, candidacies: 6, wanted: 1 }), { numRuns: 1, seed: 8 });
    if (!problem) throw new Error('aucun problème');
    const found = await solveAssignment(problem, { engine, seed: 0, seconds: 0, now });
    expect('proven' in found && breaches(problem, found.assignment.pairs)).toEqual([]);
    expect(found).toMatchObject({ proven: false });
  });
});

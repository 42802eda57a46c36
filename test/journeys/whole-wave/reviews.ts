import { affinityBetween } from '../../../libs/selection/src/domain/assignment/affinity.js';
import type { Person } from '../../support/decision-journey.js';
import { inLanes } from '../../support/lanes.js';
import { LANES, ok, type WholeWave } from './world.js';

export interface Pair {
  readonly id: string;
  readonly seat: string;
  readonly candidacy: string;
  readonly regions: string[];
  readonly sectors: string[];
}

/** Who reviews what, with what each candidacy says of itself. */
export const pairsOf = (wave: WholeWave): Promise<Pair[]> =>
  wave.rows<Pair>(
    `select a.id, a.seat_id as seat, a.candidacy_id as candidacy, c.regions,
            array(select 'sectors:' || s from jsonb_array_elements_text(w.document -> 'sectors') s) as sectors
       from selection.review_assignment a join candidacies.candidacy c on c.id = a.candidacy_id
       join candidacies.answers w on w.candidacy_id = c.id
      where a.wave_id = $1 order by a.candidacy_id, a.seat_id`,
    [wave.waveId],
  );

/** How well each candidacy is served: the sum of the affinities of its reviewers. */
export function servedBy(wave: WholeWave, pairs: readonly Pair[]): readonly number[] {
  const places = new Map(wave.reviewers.map(({ seat }, n) => [seat.seatId as string, n]));
  const served = new Map<string, number>();
  for (const { seat, candidacy, regions, sectors } of pairs) {
    const { score } = affinityBetween(wave.expertiseOf(places.get(seat) ?? -1), { regions, topics: sectors });
    served.set(candidacy, (served.get(candidacy) ?? 0) + score);
  }
  return [...served.values()];
}

/** Every reviewer writes and submits theirs. @returns scores of others that anyone read before submitting their own */
export async function reviewAll(
  wave: WholeWave,
  pairs: readonly Pair[],
  levelOf: (pair: Pair, n: number) => number,
  criteria: readonly string[],
): Promise<{ readonly readBefore: number; readonly readAfter: number }> {
  const people = new Map<string, Person>(wave.reviewers.map((one) => [one.seat.seatId, one]));
  const read = await inLanes(pairs, LANES, async (pair, n) => {
    const as = people.get(pair.seat);
    if (!as) throw new Error('An unknown reviewer');
    const path = `/api/reviews/${pair.id}`;
    const others = async (): Promise<number> =>
      ok<{ others: readonly unknown[] }>(await as.get(path)).others.length +
      ok<{ reviews: readonly unknown[] }>(await as.get(`/api/candidacies/${pair.candidacy}/reviews`)).reviews.length;
    const before = n % 6 === 5 ? await others() : 0;
    const mark = { score: levelOf(pair, n), comment: 'Constaté au dossier.' };
    const marks = Object.fromEntries(criteria.map((key) => [key, mark]));
    const { version } = ok<{ version: number }>(await as.put(path, { marks }, { ifMatch: 0 }));
    ok(await as.post(`${path}/submission`, undefined, { ifMatch: version }));
    return { before, after: n % 30 === 5 ? await others() : 0 };
  });
  const sum = (of: (one: (typeof read)[number]) => number): number => read.reduce((total, one) => total + of(one), 0);
  return { readBefore: sum((one) => one.before), readAfter: sum((one) => one.after) };
}

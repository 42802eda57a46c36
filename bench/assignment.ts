import { Highs, readProblem, solveAssignment } from '@rebond/selection';
import { assignmentProblem, SHAPES, type Shape, type Size } from './support/assignment-problem.js';
import { n2, type Row, type Scale } from './support/row.js';

const TARGET_SECONDS = 10;
const SIZE: Size = { reviewers: 177, candidacies: 118, each: 3, load: 4 };
const LIMIT_SECONDS = 60;

const WORDS: Readonly<Record<Shape, string>> = {
  uniform: 'uniform scores',
  topics: 'scores of twelve subjects',
  bids: 'bids from 0 to 3, most of them 0',
  scarce: 'a tenth of the reviewers wanted by all',
};

/** (h) Reviewers assigned, fairness and then the total proven greatest; the slowest of the seeds of each shape. */
export async function assignment({ quick, log }: Scale): Promise<Row[]> {
  const engine = new Highs();
  const now = (): number => performance.now() / 1000;
  const rows: Row[] = [];
  try {
    for (const shape of SHAPES) {
      const taken: number[] = [];
      let proven = 0;
      for (let seed = 1; seed <= (quick ? 1 : 5); seed += 1) {
        const { problem } = readProblem(assignmentProblem(shape, SIZE, seed));
        const solved = await solveAssignment(problem, { engine, seed, seconds: LIMIT_SECONDS, now });
        if ('shortfalls' in solved) throw new Error(`${shape} ${seed} is impossible`);
        taken.push(solved.seconds);
        proven += solved.proven ? 1 : 0;
        const { minAffinity, totalAffinity } = solved.assignment;
        log(`  ${shape} ${seed}: ${n2(solved.seconds)} s, ${n2(minAffinity)}, ${n2(totalAffinity)}, ${solved.proven}`);
      }
      const slowest = Math.max(...taken);
      rows.push({
        part: 'h',
        what: `${SIZE.reviewers} reviewers × ${SIZE.candidacies} candidacies, ${SIZE.each} each, load ≤ ${SIZE.load}: ${WORDS[shape]}, slowest of ${taken.length}, ${proven} proven`,
        ours: `${n2(slowest)} s`,
        raw: '–',
        ratio: '–',
        target: `≤ ${TARGET_SECONDS} s, proven`,
        met: proven === taken.length && slowest <= TARGET_SECONDS,
      });
    }
  } finally {
    await engine.close();
  }
  return rows;
}

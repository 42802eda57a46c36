import { Injectable } from '@nestjs/common';
import type { CandidacyId, SeatId, WaveId } from '@rebond/kernel';
import { AbsentError, RefusedError, say, StaleVersionError } from '@rebond/kernel';
import { record, type Tx } from '@rebond/platform';
import { z } from 'zod';
import { affinityOf, type Assignment, type Pair, type Problem } from '../../domain/assignment/problem.js';
import { balanced, problemOf } from '../../domain/assignment/round.js';
import { clearProposal, insertAssignments } from '../../infrastructure/assignment/assignment-rows.js';
import { lockRound, storeRound } from '../../infrastructure/assignment/round-rows.js';
import { Highs } from '../../infrastructure/assignment/highs.js';
import { requireOver } from '../wave-over.js';
import { infeasible } from './infeasible.js';
import { isReady, ReadRoundFacts, type RoundFacts } from './round-facts.js';
import { solveAssignment } from './solve.js';

export const proposeRoundInput = z.strictObject({
  /** Breaks ties: the same seed gives the same assignment. */
  seed: z
    .int()
    .min(0)
    .max(2 ** 31 - 1)
    .default(0),
});
export type ProposeRoundInput = z.output<typeof proposeRoundInput>;

/** A person waits for it: what is not proven by then is proposed, and said not to be. */
const SECONDS = 15;

/** A round to solve, read in one transaction; it is solved outside any, and stored in another. */
export interface AskedRound {
  readonly problem: Problem;
  readonly seats: readonly { readonly id: SeatId; readonly name: string }[];
  readonly cases: readonly { readonly id: CandidacyId; readonly name: string }[];
  readonly seed: number;
  /** Version of the round that was read; 0 before the first. */
  readonly version: number;
}

export interface SolvedRound extends AskedRound {
  readonly assignment: Assignment;
  readonly proven: boolean;
  readonly seconds: number;
}

export const roundStream = (waveId: WaveId): string => `review-round:${waveId}`;

/** Proposes reviewers for the candidacies of a wave. Nothing is told to them until it is validated. */
@Injectable()
export class ProposeRound {
  constructor(
    private readonly facts: ReadRoundFacts,
    private readonly engine: Highs,
  ) {}

  /** @throws RefusedError `round-validated`, `nothing-to-review`, `wave-still-open` @throws ForbiddenError `recused-in-wave` */
  async ask(tx: Tx, waveId: WaveId, { seed }: ProposeRoundInput): Promise<AskedRound> {
    const facts = await this.facts.read(tx, waveId);
    requireOver(facts.wave, tx.at);
    requireOpen(facts);
    const reviewers = facts.seats.filter((one) => isReady(facts, one));
    const seats = reviewers.map(({ seatId, name }) => ({ id: seatId, name }));
    const cases = facts.cases.map(({ id, territory }) => ({ id, name: territory }));
    const pair = (seatId: SeatId, candidacyId: CandidacyId): Pair => [
      seats.findIndex(({ id }) => id === seatId),
      cases.findIndex(({ id }) => id === candidacyId),
    ];
    const known = ([r, c]: Pair): boolean => r >= 0 && c >= 0;
    const problem = problemOf({
      reviewers,
      candidacies: facts.cases,
      reviewersPerCandidacy: facts.definition.grid.reviewersPerCandidacy,
      conflicts: reviewers.flatMap(({ personId, seatId }) =>
        facts.conflicts
          .filter((one) => one.personId === personId)
          .map((one) => pair(seatId, one.candidacyId))
          .filter(known),
      ),
      kept: facts.assigned
        .filter(({ isLocked }) => isLocked)
        .map((one) => pair(one.seatId, one.candidacyId))
        .filter(known),
    });
    return { problem, seats, cases, seed, version: facts.round?.version ?? 0 };
  }

  /** @throws RefusedError `no-assignment` with everything that can't be met */
  async solve(asked: AskedRound): Promise<SolvedRound> {
    const names = { reviewers: asked.seats, candidacies: asked.cases };
    const now = (): number => performance.now() / 1000;
    const options = { engine: this.engine, seed: asked.seed, seconds: SECONDS, now };
    const even = await solveAssignment(balanced(asked.problem), options);
    const solved = 'shortfalls' in even ? await solveAssignment(asked.problem, options) : even;
    if (!('shortfalls' in solved)) return { ...asked, ...solved };
    const faults = solved.shortfalls.map((one) => ({
      pointer: '',
      code: 'infeasible',
      detail: infeasible(one, (of, place) => names[of][place]?.name ?? '').message,
    }));
    throw new RefusedError('no-assignment', say`Aucune affectation ne respecte ces charges et ces conflits.`, faults);
  }

  /** @throws StaleVersionError when the round, or what it was made from, changed meanwhile */
  async store(tx: Tx, waveId: WaveId, solved: SolvedRound): Promise<{ readonly proven: boolean }> {
    const before = await lockRound(tx, waveId);
    if ((before?.version ?? 0) !== solved.version) throw new StaleVersionError(before?.version ?? 0);
    const { assignment, proven, seed, seconds } = solved;
    const { minAffinity, totalAffinity } = assignment;
    await storeRound(tx, waveId, { seed, minAffinity, totalAffinity, proven, seconds });
    const pairs = assignment.pairs.map((one) => ({
      seatId: placed(solved.seats, one[0]).id,
      candidacyId: placed(solved.cases, one[1]).id,
      affinity: affinityOf(solved.problem, one),
    }));
    await clearProposal(tx, waveId, pairs);
    await insertAssignments(tx, waveId, { pairs, isLocked: false, dueAt: null });
    await record(tx, roundStream(waveId), null, [
      {
        action: 'review-round.proposed',
        audience: 'system',
        facts: {
          wave: waveId,
          seed,
          proven,
          minAffinity,
          totalAffinity,
          pairs: pairs.map((one) => [one.candidacyId, one.seatId]),
        },
      },
    ]);
    return { proven };
  }
}

/** @throws RefusedError `round-validated`, `nothing-to-review` */
function requireOpen({ round, cases }: RoundFacts): void {
  if (round?.status === 'validated')
    throw new RefusedError('round-validated', say`L’affectation est validée : réaffectez une relecture à la fois.`);
  if (cases.length === 0)
    throw new RefusedError('nothing-to-review', say`Aucune candidature de cette relève n’attend de relecture.`);
}

function placed<T>(list: readonly T[], place: number): T {
  const one = list[place];
  if (one === undefined) throw new AbsentError();
  return one;
}

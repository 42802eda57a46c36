import { Injectable } from '@nestjs/common';
import { Calls, type CallDefinition, type Wave } from '@rebond/calls';
import { requireUnrecused, scopeOf, SEAT_ROLES } from '@rebond/identity';
import type { CandidacyId, PersonId, SeatId, WaveId } from '@rebond/kernel';
import type { Tx } from '@rebond/platform';
import { topicsNamed, topicsOf, type Topic } from '../../domain/assignment/topics.js';
import type { Subject } from '../../domain/assignment/affinity.js';
import { assignmentsOfWave, type Assigned } from '../../infrastructure/assignment/assignment-rows.js';
import { findRound, type Round } from '../../infrastructure/assignment/round-rows.js';
import { reviewerSeats, type RoundReviewer } from '../../infrastructure/assignment/reviewer-rows.js';
import { casesToReview, type ReviewedCase } from '../../infrastructure/assignment/subject-rows.js';
import { conflictsOf, undeclaredOf, type Conflict } from '../recusals/conflicts.js';

/** Roles whose seats may review. */
export const REVIEWER_ROLES = SEAT_ROLES.filter((role) => scopeOf(role, 'review.write') !== null);

export type AskedCase = Omit<ReviewedCase, 'answers'> & Subject;

/** Everything that the assignment of a wave is made from. */
export interface RoundFacts {
  readonly wave: Wave;
  readonly definition: CallDefinition;
  readonly topics: readonly Topic[];
  readonly round: Round | null;
  readonly cases: readonly AskedCase[];
  readonly seats: readonly RoundReviewer[];
  /** People who have not declared their conflicts of interest yet: they are given nothing before. */
  readonly undeclared: ReadonlySet<PersonId>;
  readonly conflicts: readonly Conflict[];
  readonly assigned: readonly Assigned[];
}

/** May this seat be given candidacies now? Somebody holds it, and has declared their conflicts. */
export const isReady = (
  { undeclared }: Pick<RoundFacts, 'undeclared'>,
  { isEnrolled, personId }: RoundReviewer,
): boolean => isEnrolled && personId !== null && !undeclared.has(personId);

@Injectable()
export class ReadRoundFacts {
  constructor(private readonly calls: Calls) {}

  /**
   * @throws AbsentError when there is no such wave
   * @throws ForbiddenError `recused-in-wave`: whoever has a conflict with a case of the wave assigns nobody in it
   */
  async read(tx: Tx, waveId: WaveId): Promise<RoundFacts> {
    requireUnrecused(tx.actor, waveId);
    const { wave, definition } = await this.calls.waveAndDefinition(tx, waveId);
    const topics = topicsOf(definition);
    const cases = (await casesToReview(tx, waveId)).map(({ answers, ...one }) => ({
      ...one,
      topics: topicsNamed(topics, answers),
    }));
    const seats = await reviewerSeats(tx, waveId, REVIEWER_ROLES);
    const people = seats.flatMap(({ personId, isEnrolled }) => (personId === null || !isEnrolled ? [] : [personId]));
    return {
      wave,
      definition,
      topics,
      cases,
      seats,
      round: await findRound(tx, waveId),
      undeclared: await undeclaredOf(tx, waveId, people),
      conflicts: await conflictsOf(
        tx,
        people,
        cases.map(({ id }) => id),
      ),
      assigned: await assignmentsOfWave(tx, waveId),
    };
  }
}

/** The conflict of a seat's holder with a case, if there is one. */
export function conflictOf(
  { seats, conflicts }: Pick<RoundFacts, 'seats' | 'conflicts'>,
  seatId: SeatId,
  candidacyId: CandidacyId,
): Conflict | null {
  const personId = seats.find((one) => one.seatId === seatId)?.personId ?? null;
  return conflicts.find((one) => one.personId === personId && one.candidacyId === candidacyId) ?? null;
}

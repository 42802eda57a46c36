import { Injectable } from '@nestjs/common';
import type { WaveId } from '@rebond/kernel';
import type { Tx } from '@rebond/platform';
import { affinityBetween } from '../../domain/assignment/affinity.js';
import { whyOf } from '../../domain/assignment/why.js';
import type { Assigned } from '../../infrastructure/assignment/assignment-rows.js';
import type { RoundReviewer } from '../../infrastructure/assignment/reviewer-rows.js';
import { conflictOf, isReady, ReadRoundFacts, type AskedCase, type RoundFacts } from './round-facts.js';

/** Candidates shown for a review that is to be given to another: the best suited first. */
const SUGGESTED = 8;

/** The board of a wave's assignment; types, so that they are JSON. */
export type Board = ReturnType<typeof presentBoard>;
export type BoardCase = Board['cases'][number];
export type BoardPair = BoardCase['pairs'][number];
export type BoardReviewer = Board['reviewers'][number];

@Injectable()
export class ReadBoard {
  constructor(private readonly facts: ReadRoundFacts) {}

  /** @throws AbsentError @throws ForbiddenError `recused-in-wave` */
  async read(tx: Tx, waveId: WaveId): Promise<Board> {
    return presentBoard(await this.facts.read(tx, waveId), tx.at);
  }
}

function presentBoard(facts: RoundFacts, now: Temporal.Instant) {
  const { wave, round, definition, topics, cases, seats, assigned } = facts;
  const byCase = Map.groupBy(assigned, ({ candidacyId }) => candidacyId);
  const isLate = round?.dueAt != null && Temporal.Instant.compare(now, round.dueAt) >= 0;
  return {
    waveId: wave.id as string,
    wave: wave.name,
    reviewersPerCandidacy: definition.grid.reviewersPerCandidacy,
    round: round && {
      version: round.version,
      status: round.status,
      seed: round.seed,
      minAffinity: round.minAffinity,
      totalAffinity: round.totalAffinity,
      proven: round.proven,
      seconds: round.seconds,
      solvedAt: round.solvedAt.toString(),
      dueAt: round.dueAt?.toString() ?? null,
    },
    topics: topics.map(({ key, label, group }) => ({ key, label, group })),
    cases: cases.map((one) => ({
      id: String(one.id),
      territory: one.territory,
      topics: one.topics,
      regions: one.regions,
      pairs: (byCase.get(one.id) ?? []).map((pair) => presentPair(facts, one, pair, isLate)),
      suggested: suggestionsFor(facts, one),
    })),
    reviewers: seats.map((seat) => presentReviewer(facts, seat)),
  };
}

/** Reviewers who could have been given a case, but for those it has. */
const possibleFor = (facts: RoundFacts, { id }: AskedCase): readonly RoundReviewer[] =>
  facts.seats.filter((seat) => isReady(facts, seat) && conflictOf(facts, seat.seatId, id) === null);

function presentPair(facts: RoundFacts, one: AskedCase, pair: Assigned, isLate: boolean) {
  const seat = facts.seats.find(({ seatId }) => seatId === pair.seatId);
  const others = possibleFor(facts, one).filter(({ seatId }) => seatId !== pair.seatId);
  return {
    id: pair.id as string,
    seatId: pair.seatId as string,
    name: seat?.name ?? '',
    organisation: seat?.organisation ?? '',
    affinity: pair.affinity,
    locked: pair.isLocked,
    submittedAt: pair.submittedAt?.toString() ?? null,
    isLate: isLate && pair.submittedAt === null,
    isInConflict: conflictOf(facts, pair.seatId, one.id) !== null,
    why: whyOf(seat ?? { topics: [], regions: [] }, one, others),
  };
}

function suggestionsFor(facts: RoundFacts, one: AskedCase) {
  const taken = new Set(facts.assigned.filter(({ candidacyId }) => candidacyId === one.id).map(({ seatId }) => seatId));
  return possibleFor(facts, one)
    .filter(({ seatId }) => !taken.has(seatId))
    .map((seat) => ({ seatId: String(seat.seatId), name: seat.name, affinity: affinityBetween(seat, one).score }))
    .toSorted((a, b) => b.affinity - a.affinity)
    .slice(0, SUGGESTED);
}

function presentReviewer(facts: RoundFacts, seat: RoundReviewer) {
  const given = facts.assigned.filter(({ seatId }) => seatId === seat.seatId);
  return {
    seatId: seat.seatId as string,
    name: seat.name,
    title: seat.title,
    organisation: seat.organisation,
    isEnrolled: seat.isEnrolled,
    isReady: isReady(facts, seat),
    topics: seat.topics,
    regions: seat.regions,
    minLoad: seat.minLoad,
    maxLoad: seat.maxLoad,
    load: given.length,
    submitted: given.filter(({ submittedAt }) => submittedAt !== null).length,
  };
}

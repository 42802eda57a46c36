import type { Criterion } from '@rebond/calls';
import {
  RefusedError,
  type CandidacyId,
  type Cents,
  type Fault,
  type PersonDays,
  say,
  type WaveId,
} from '@rebond/kernel';
import type { Quorum } from '@rebond/meetings';
import type { ItemId } from './session.js';

/** `defer`: put on the waiting list of a later wave, by name. */
export const PROVISIONAL_OUTCOMES = ['select', 'waitlist', 'defer', 'reject'] as const;
export type ProvisionalOutcome = (typeof PROVISIONAL_OUTCOMES)[number];

/** Voices of a decision; a type, so that it is JSON. */
export type Votes = {
  readonly for: number;
  readonly against: number;
  readonly abstention: number;
};

/** What a session decides of a case, until a list of decisions is validated. */
export interface ProvisionalDecision {
  readonly itemId: ItemId;
  readonly candidacyId: CandidacyId;
  /** Version of the case that was examined. */
  readonly caseVersion: number;
  readonly outcome: ProvisionalOutcome;
  readonly nextWaveId: WaveId | null;
  readonly envelopeCents: Cents | null;
  readonly personDays: PersonDays | null;
  /** Keys of the grid's criteria that the reasons rest on. */
  readonly criteria: readonly string[];
  readonly reason: string;
  readonly votes: Votes | null;
}

/** What a decision is checked against. */
export interface DecisionFrame {
  readonly criteria: readonly Pick<Criterion, 'key'>[];
  readonly countsVotes: boolean;
  readonly quorum: Quorum;
}

interface Rule {
  readonly at: string;
  readonly code: string;
  readonly detail: string;
  readonly broken: (decision: ProvisionalDecision, frame: DecisionFrame) => boolean;
}

const votesCast = ({ for: yes, against, abstention }: Votes): number => yes + against + abstention;

const RULES: readonly Rule[] = [
  {
    at: 'criteria',
    code: 'unknown-criterion',
    detail: say`Ce critère n’est pas de la grille de l’appel.`,
    broken: ({ criteria }, frame) => criteria.some((key) => !frame.criteria.some((one) => one.key === key)),
  },
  {
    at: 'criteria',
    code: 'criterion-required',
    detail: say`Choisissez au moins un critère de la grille : la décision en est motivée.`,
    broken: ({ criteria }) => criteria.length === 0,
  },
  {
    at: 'reason',
    code: 'reason-required',
    detail: say`Un rejet est motivé : écrivez ce qui a été constaté (CRPA, art. L211-2).`,
    broken: ({ outcome, reason }) => outcome === 'reject' && reason === '',
  },
  {
    at: 'nextWaveId',
    code: 'next-wave-required',
    detail: say`Un report nomme la relève à laquelle la candidature est reportée.`,
    broken: ({ outcome, nextWaveId }) => (outcome === 'defer') !== (nextWaveId !== null),
  },
  {
    at: 'envelopeEur',
    code: 'award-needs-selection',
    detail: say`Une enveloppe et des jours-hommes ne s’attachent qu’à une sélection.`,
    broken: ({ outcome, envelopeCents, personDays }) =>
      outcome !== 'select' && (envelopeCents !== null || personDays !== null),
  },
  {
    at: 'votes',
    code: 'votes-required',
    detail: say`L’appel demande que les voix soient comptées.`,
    broken: ({ votes }, { countsVotes }) => countsVotes && votes === null,
  },
  {
    at: 'votes',
    code: 'votes-do-not-add-up',
    detail: say`Les voix ne font pas le nombre des membres présents ou représentés sur ce point.`,
    broken: ({ votes }, { quorum }) => votes !== null && votesCast(votes) !== quorum.present + quorum.represented,
  },
  {
    at: 'votes',
    code: 'no-majority',
    detail: say`La décision n’a pas la majorité des voix exprimées (CRPA, art. R133-11).`,
    broken: ({ votes }) => votes !== null && votes.for < votes.against,
  },
];

/**
 * @throws RefusedError `no-quorum`: without it nothing is decided of the item (CRPA R133-10)
 * @throws RefusedError `decision-refused` with every fault
 */
export function requireDecision(decision: ProvisionalDecision, frame: DecisionFrame): void {
  const { quorum } = frame;
  if (!quorum.isReached)
    throw new RefusedError(
      'no-quorum',
      say`Le quorum n’est pas atteint sur ce point : ${String(quorum.present + quorum.represented)} membre(s) présent(s) ou représenté(s), ${String(quorum.required)} requis. Rien ne peut y être décidé.`,
    );
  const faults: Fault[] = RULES.filter((rule) => rule.broken(decision, frame)).map(({ at, code, detail }) => ({
    pointer: `/${at}`,
    code,
    detail,
  }));
  if (faults.length > 0) throw new RefusedError('decision-refused', say`Cette décision est à compléter.`, faults);
}

/** An amount in envelopes and in person-days. */
export interface Credits {
  readonly envelopeCents: number;
  readonly personDays: number;
}

type Promised = Pick<ProvisionalDecision, 'outcome' | 'envelopeCents' | 'personDays'>;

/** What provisional selections add up to; one without its amounts counts for nothing yet. */
export const promisedBy = (decisions: readonly Promised[]): Credits =>
  decisions
    .filter(({ outcome }) => outcome === 'select')
    .reduce<Credits>(
      (sum, one) => ({
        envelopeCents: sum.envelopeCents + (one.envelopeCents ?? 0),
        personDays: sum.personDays + (one.personDays ?? 0),
      }),
      { envelopeCents: 0, personDays: 0 },
    );

/** What is left of credits once all of these have been taken; negative when more was promised. */
export const leftOf = (credits: Credits, ...taken: readonly Credits[]): Credits =>
  taken.reduce(
    (left, one) => ({
      envelopeCents: left.envelopeCents - one.envelopeCents,
      personDays: left.personDays - one.personDays,
    }),
    credits,
  );

/**
 * What would be left after each case of a ranking, were all those that nothing was decided of selected in its order with
 * these amounts; what was decided counts as it was.
 */
export function whatIf(left: Credits, ranked: readonly (Promised | null)[], assumed: Credits): readonly Credits[] {
  let now = left;
  return ranked.map((decision) => (now = leftOf(now, decision === null ? assumed : promisedBy([decision]))));
}

/** Indexes of cases by their score, the best first; those without one keep their order, after the others. */
export const rankedBy = (scores: readonly (number | null)[]): readonly number[] =>
  scores.map((_, i) => i).sort((a, b) => (scores[b] ?? -1) - (scores[a] ?? -1) || a - b);

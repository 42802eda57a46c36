import { eurosOfCents, type CandidacyId } from '@rebond/kernel';
import type { Quorum } from '@rebond/meetings';
import type { Credits } from '../../domain/session/decision.js';
import type { Session, SessionMember } from '../../domain/session/session.js';
import type { TakenDecision } from '../../infrastructure/session/decision-rows.js';
import type { AgendaItem } from '../../infrastructure/session/item-rows.js';
import type { Minutes } from '../../infrastructure/session/minutes-rows.js';
import type { Score } from '../../infrastructure/session/standing.js';
import type { SessionCredits, SessionFacts } from './session-facts.js';

const presentMember = (one: SessionMember) => ({
  seatId: one.seatId as string,
  name: one.name,
  quality: one.quality,
  hasVote: one.hasVote,
  isPresent: one.isPresent,
  proxyTo: one.proxyTo as string | null,
});

const presentDecision = (one: TakenDecision) => ({
  outcome: one.outcome,
  nextWaveId: one.nextWaveId as string | null,
  envelopeEur: one.envelopeCents === null ? null : eurosOfCents(one.envelopeCents),
  personDays: one.personDays as number | null,
  criteria: [...one.criteria],
  reason: one.reason,
  votes: one.votes,
  quorum: { present: one.present, represented: one.represented, required: one.required },
  decidedAt: one.decidedAt.toString(),
});

const presentMinutes = (one: Minutes) => ({
  version: one.version,
  correction: one.correction,
  sha256: one.sha256,
  madeAt: one.madeAt.toString(),
  signatures: one.signatures.map(({ as, at }) => ({ as, at: at.toString() })),
});

const presentAmounts = ({ envelopeCents, personDays }: Credits) => ({
  envelopeEur: eurosOfCents(envelopeCents),
  personDays,
});

const presentCredits = ({ before, provisional, left, assumed, ranking }: SessionCredits) => ({
  before: presentAmounts(before),
  provisional: presentAmounts(provisional),
  left: presentAmounts(left),
  assumed: presentAmounts(assumed),
  ranking: ranking.map((one) => ({
    candidacyId: one.candidacyId,
    leftAfter: presentAmounts(one.leftAfter),
  })),
});

interface Told {
  /** False: a case is hidden from the reader, who is told no total and no version that would move with it. */
  readonly isWhole: boolean;
  readonly scores: ReadonlyMap<CandidacyId, Score>;
  readonly quorum: Quorum;
  readonly quorumOf: (item: AgendaItem) => Quorum;
  readonly credits: SessionCredits | null;
  readonly minutes: readonly Minutes[] | null;
  /** Session convened after this one, for want of a quorum. */
  readonly after: Session | null;
}

/** A session in a list of them; a type, so that it is JSON. */
export const presentHead = (session: Session, isWhole: boolean) => ({
  id: session.id as string,
  waveId: session.waveId as string,
  kind: session.kind,
  title: session.title,
  status: session.status,
  version: isWhole ? session.version : 1,
  startsAt: session.startsAt.toString(),
  durationMinutes: session.durationMinutes,
  place: session.place,
});
export type SessionHead = ReturnType<typeof presentHead>;

/** A session as the API shows it. */
export function presentSession(facts: SessionFacts, told: Told) {
  const { session, members, items, territories, recusals, decisions } = facts;
  const decisionOf = new Map(decisions.map((one) => [one.itemId, one]));
  return {
    ...presentHead(session, told.isWhole),
    chair: session.chair as string,
    secretary: session.secretary as string,
    convenedAt: session.convenedAt.toString(),
    urgency: session.urgency,
    members: members.map(presentMember),
    quorum: told.quorum,
    items: items.map((item) => {
      const decision = decisionOf.get(item.id);
      const score = item.candidacyId === null ? undefined : told.scores.get(item.candidacyId);
      return {
        id: item.id,
        candidacyId: item.candidacyId,
        title: item.candidacyId === null ? item.title : (territories.get(item.candidacyId) ?? ''),
        score: score === undefined ? null : { mean: score.mean, reviews: score.reviews },
        /** Seats that leave it. */
        recused: recusals.filter((one) => one.itemId === item.id).map((one) => one.seatId),
        quorum: told.quorumOf(item),
        /** Its quorum was not there when the session was closed: it may be convened anew. */
        lackedQuorum: item.lackedQuorum,
        decision: decision === undefined ? null : presentDecision(decision),
      };
    }),
    /** Null: nothing bounds the call, or not told to the reader. */
    credits: told.credits === null ? null : presentCredits(told.credits),
    minutes: told.minutes === null ? null : told.minutes.map(presentMinutes),
    listId: session.listId,
    /** Session without quorum that it was convened after: none is asked of it. */
    followsId: session.followsId as string | null,
    followedById: told.after === null ? null : (told.after.id as string),
  };
}
export type SessionView = ReturnType<typeof presentSession>;
export type ItemView = SessionView['items'][number];

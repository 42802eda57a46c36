import { addWorkingDays, dateIn, RefusedError, type PersonId, say, type SeatId } from '@rebond/kernel';

/** A member of a collegial body that sits, as the rules of its sittings see them (CRPA R133-3 to R133-13). */
export interface SittingMember {
  readonly seatId: SeatId;
  readonly personId: PersonId;
  /** Without a vote: heard, and counted in no quorum. */
  readonly hasVote: boolean;
  readonly isPresent: boolean;
  /** Whom a written proxy was given to; null without one. */
  readonly proxyTo: SeatId | null;
}

/** How many sit of those who must; a type, so that it is JSON. */
export type Quorum = {
  /** Voting members that the body is made of: recusals never lower what is required. */
  readonly composition: number;
  readonly present: number;
  readonly represented: number;
  /** Half of the composition at least (CRPA R133-10); 0 when none is asked. */
  readonly required: number;
  readonly isReached: boolean;
};

/**
 * What a sitting must reach: `half` of its composition, or nothing (`waived`) once it is convened anew, on the same agenda
 * and saying so, because the first sitting did not reach its quorum (CRPA R133-10).
 */
export type QuorumRule = 'half' | 'waived';

interface Sitting {
  readonly recused?: ReadonlySet<PersonId> | undefined;
  readonly rule?: QuorumRule;
}

/**
 * The quorum as it stands. A recused member leaves the item, and takes along the vote that they hold for another: nobody
 * is represented by who is not there (CRPA R133-12). A proxy counts for nothing while its giver is present. Where no
 * quorum is asked, somebody with a vote sits all the same: nobody deliberates in an empty room.
 */
export function quorumOf(
  members: readonly SittingMember[],
  { recused = new Set(), rule = 'half' }: Sitting = {},
): Quorum {
  const voting = members.filter((one) => one.hasVote);
  const sits = (one: SittingMember): boolean => one.isPresent && !recused.has(one.personId);
  const sitting = new Map(voting.filter(sits).map((one) => [one.seatId, one]));
  const represented = voting.filter(
    (one) => !one.isPresent && !recused.has(one.personId) && one.proxyTo !== null && sitting.has(one.proxyTo),
  ).length;
  const required = rule === 'waived' ? 0 : Math.ceil(voting.length / 2);
  return {
    composition: voting.length,
    present: sitting.size,
    represented,
    required,
    isReached: sitting.size > 0 && sitting.size + represented >= required,
  };
}

interface ProxyRule {
  readonly code: string;
  readonly detail: string;
  readonly broken: (giver: SittingMember, holder: SittingMember, others: readonly SittingMember[]) => boolean;
}

const PROXY_RULES: readonly ProxyRule[] = [
  {
    code: 'proxy-to-oneself',
    detail: say`Un pouvoir se donne à un autre membre.`,
    broken: (giver, holder) => giver.seatId === holder.seatId || giver.personId === holder.personId,
  },
  {
    code: 'proxy-without-vote',
    detail: say`Un pouvoir se donne entre membres qui ont voix délibérative.`,
    broken: (giver, holder) => !giver.hasVote || !holder.hasVote,
  },
  {
    code: 'proxy-held-already',
    detail: say`Ce membre détient déjà un pouvoir : nul n’en détient plus d’un (CRPA, art. R133-9).`,
    broken: (giver, holder, others) =>
      others.some((one) => one.proxyTo === holder.seatId && one.seatId !== giver.seatId),
  },
  {
    code: 'proxy-of-who-has-given-theirs',
    detail: say`Ce membre a donné son propre pouvoir : il n’assistera pas à la séance.`,
    broken: (_, holder) => holder.proxyTo !== null,
  },
  {
    code: 'proxy-of-who-holds-one',
    detail: say`Vous détenez le pouvoir d’un autre membre : vous ne pouvez pas donner le vôtre.`,
    broken: (giver, _, others) => others.some((one) => one.proxyTo === giver.seatId),
  },
  {
    code: 'proxy-of-a-present',
    detail: say`Qui assiste à la séance ne s’y fait pas représenter.`,
    broken: (giver) => giver.isPresent,
  },
];

/** @throws RefusedError with the first rule that the proxy breaks, `proxy-too-late` once the sitting was to begin */
export function requireProxy(
  {
    giver,
    holder,
    members,
  }: Readonly<Record<'giver' | 'holder', SittingMember>> & {
    readonly members: readonly SittingMember[];
  },
  { now, startsAt }: Readonly<Record<'now' | 'startsAt', Temporal.Instant>>,
): void {
  if (Temporal.Instant.compare(now, startsAt) >= 0)
    throw new RefusedError('proxy-too-late', say`Un pouvoir est écrit et donné avant la séance.`);
  const broken = PROXY_RULES.find((rule) => rule.broken(giver, holder, members));
  if (broken) throw new RefusedError(broken.code, broken.detail);
}

/** First day on which a body may sit that is convened now: so many whole working days after it (métropole). */
export const firstSittingDay = (now: Temporal.Instant, workingDays: number): Temporal.PlainDate =>
  addWorkingDays(dateIn(now), workingDays, 'metropole');

/** Does a sitting leave its members the delay of the convocation (CRPA R133-8)? */
export const isConvenedInTime = (now: Temporal.Instant, startsAt: Temporal.Instant, workingDays: number): boolean =>
  Temporal.PlainDate.compare(dateIn(startsAt), firstSittingDay(now, workingDays)) >= 0;

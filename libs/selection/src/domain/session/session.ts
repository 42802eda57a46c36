import {
  ForbiddenError,
  RefusedError,
  type Branded,
  type PersonId,
  say,
  type SeatId,
  type WaveId,
} from '@rebond/kernel';
import type { QuorumRule, SittingMember } from '@rebond/meetings';

export type SessionId = Branded<string, 'SessionId'>;
export type ItemId = Branded<string, 'ItemId'>;

/** `selection`: the selection committee · `ministerial`: the ministerial committee (CPMO). */
export const SESSION_KINDS = ['selection', 'ministerial'] as const;
export type SessionKind = (typeof SESSION_KINDS)[number];

/** `inquorate`: at its hour its quorum was not there; it may be convened anew, without one. */
export const SESSION_STATUSES = ['convened', 'open', 'closed', 'approved', 'inquorate', 'cancelled'] as const;
export type SessionStatus = (typeof SESSION_STATUSES)[number];
export type SessionEvent =
  | 'GIVE_PROXY'
  | 'DECLARE'
  | 'ATTEND'
  | 'OPEN'
  | 'ADJOURN'
  | 'DECIDE'
  | 'CLOSE'
  | 'CORRECT'
  | 'SIGN'
  | 'APPROVE'
  | 'PROPOSE'
  | 'RECONVENE'
  | 'CANCEL';

/** Working days between convocation and session where the call states none: stricter than CRPA R133-8's five days. */
export const DEFAULT_NOTICE = 5;

export interface SessionMember extends SittingMember {
  readonly name: string;
  /** Function and organisation, as the minutes name them (CRPA R133-13). */
  readonly quality: string;
  readonly role: string;
  readonly proxyAt: Temporal.Instant | null;
}

/** One sitting of the committee that examines the cases of a wave. */
export interface Session {
  readonly id: SessionId;
  readonly waveId: WaveId;
  readonly kind: SessionKind;
  readonly title: string;
  readonly status: SessionStatus;
  readonly version: number;
  readonly startsAt: Temporal.Instant;
  readonly durationMinutes: number;
  readonly place: string;
  readonly chair: SeatId;
  readonly secretary: SeatId;
  readonly convenedAt: Temporal.Instant;
  /** Why the delay of the convocation was not kept; null when it was. */
  readonly urgency: string | null;
  readonly openedAt: Temporal.Instant | null;
  readonly closedAt: Temporal.Instant | null;
  readonly approvedAt: Temporal.Instant | null;
  /** List that was proposed of its decisions. */
  readonly listId: string | null;
  /** Session without quorum that it was convened after; none is asked of it then (CRPA R133-10). */
  readonly followsId: SessionId | null;
}

export const quorumRuleOf = ({ followsId }: Pick<Session, 'followsId'>): QuorumRule =>
  followsId === null ? 'half' : 'waived';

const NEXT: Readonly<Record<SessionStatus, Readonly<Partial<Record<SessionEvent, SessionStatus>>>>> = {
  convened: {
    ...{ GIVE_PROXY: 'convened', DECLARE: 'convened', ATTEND: 'convened' },
    ...{ OPEN: 'open', ADJOURN: 'inquorate', CANCEL: 'cancelled' },
  },
  open: { DECLARE: 'open', ATTEND: 'open', DECIDE: 'open', CLOSE: 'closed' },
  // Minutes are corrected until both have signed them: a signature is of one version.
  closed: { CORRECT: 'closed', SIGN: 'closed', APPROVE: 'approved' },
  // Points that their recusals left without quorum are convened anew once what was decided of the others stands.
  approved: { PROPOSE: 'approved', RECONVENE: 'approved' },
  inquorate: { RECONVENE: 'inquorate' },
  cancelled: {},
};

const REFUSED: Readonly<Record<SessionStatus, string>> = {
  convened: say`Cette séance n’est pas encore ouverte.`,
  open: say`Cette séance est ouverte : cet acte ne s’y fait plus, ou pas encore.`,
  closed: say`Cette séance est levée : son procès-verbal est à approuver.`,
  approved: say`Le procès-verbal de cette séance est approuvé : il ne change plus.`,
  inquorate: say`Cette séance n’a pas réuni son quorum : elle se convoque à nouveau.`,
  cancelled: say`Cette séance est annulée.`,
};

/**
 * What becomes of a session.
 * @throws RefusedError `session-convened`, `session-open`, `session-closed`, `session-approved`, `session-inquorate`,
 * `session-cancelled`
 */
export function nextSession(status: SessionStatus, event: SessionEvent): SessionStatus {
  const next = NEXT[status][event];
  if (next === undefined) throw new RefusedError(`session-${status}`, REFUSED[status]);
  return next;
}

export const mayBe = (status: SessionStatus, event: SessionEvent): boolean => NEXT[status][event] !== undefined;

/** Who signs the minutes. */
export type SigningAs = 'chair' | 'secretary';

export interface MinutesSignature {
  readonly as: SigningAs;
  readonly personId: PersonId;
  readonly at: Temporal.Instant;
}

/**
 * In which quality a person signs the minutes: two persons do, whatever seats they hold.
 * @throws ForbiddenError `not-a-signatory`
 * @throws RefusedError `signed-already`, `same-person`
 */
export function signingAs(
  { chair, secretary }: Pick<Session, 'chair' | 'secretary'>,
  by: { readonly seatId: SeatId; readonly personId: PersonId },
  signed: readonly MinutesSignature[],
): SigningAs {
  if (by.seatId !== chair && by.seatId !== secretary)
    throw new ForbiddenError(
      'not-a-signatory',
      say`Le procès-verbal est approuvé par la présidence et par le secrétariat de la séance.`,
    );
  const as: SigningAs = by.seatId === chair ? 'chair' : 'secretary';
  if (signed.some((one) => one.as === as))
    throw new RefusedError('signed-already', say`Vous avez déjà approuvé cette version du procès-verbal.`);
  if (signed.some((one) => one.personId === by.personId))
    throw new RefusedError('same-person', say`Deux personnes approuvent le procès-verbal, et non une sur deux sièges.`);
  return as;
}

import { addMonthsSameDay, RefusedError, type Branded, type CandidacyId, type Fault, say } from '@rebond/kernel';
import type { Limit } from './limits.js';

export type AppealId = Branded<string, 'AppealId'>;

/** To who decided (recours gracieux), to who stands above (hiérarchique), to the judge (contentieux). */
export const APPEAL_KINDS = ['informal', 'hierarchical', 'formal'] as const;
export type AppealKind = (typeof APPEAL_KINDS)[number];

/** Decisions on a case that may be contested, by the acts of its journal. */
export const APPEALABLE = ['selected', 'waitlisted', 'rejected', 'declared-inadmissible', 'lapsed'] as const;
export type Appealable = (typeof APPEALABLE)[number];

export const APPEAL_STATUSES = ['pending', 'rejected', 'upheld', 'withdrawn'] as const;
export type AppealStatus = (typeof APPEAL_STATUSES)[number];
export type AppealOutcome = Exclude<AppealStatus, 'pending'>;

/** A contestation of a decision on a case. */
export interface Appeal {
  readonly id: AppealId;
  readonly candidacyId: CandidacyId;
  readonly kind: AppealKind;
  readonly decision: Appealable;
  /** Entry of the journal that decided: appeals of one decision have the same. */
  readonly decidedAt: Temporal.Instant;
  readonly appellant: string;
  readonly grounds: string;
  readonly receivedOn: Temporal.PlainDate;
  /** By post: what the postmark says. */
  readonly sentOn: Temporal.PlainDate | null;
  /** As it stood when the appeal was registered. */
  readonly limit: Limit;
  readonly status: AppealStatus;
  readonly version: number;
  readonly reasons: string | null;
  readonly concludedOn: Temporal.PlainDate | null;
}

const CONCLUDED: Readonly<Record<AppealOutcome, string>> = {
  rejected: say`Ce recours est déjà rejeté.`,
  upheld: say`Ce recours est déjà accueilli.`,
  withdrawn: say`Ce recours a été abandonné par son auteur.`,
};

/**
 * An appeal is concluded once; silence does not conclude it, the State may still answer.
 * @throws RefusedError `appeal-rejected`, `appeal-upheld`, `appeal-withdrawn`
 */
export function requirePending(status: AppealStatus): void {
  if (status !== 'pending') throw new RefusedError(`appeal-${status}`, CONCLUDED[status]);
}

/** The day that counts: of posting where there is one (CE, 13 May 2024, 466541; to the State: CE, 30 June 2025, 494573). */
export const madeOn = ({ sentOn, receivedOn }: Pick<Appeal, 'sentOn' | 'receivedOn'>): Temporal.PlainDate =>
  sentOn ?? receivedOn;

/** Two months of silence reject an appeal to the State (CRPA L411-7, L231-4); null for the judge's. */
export const impliedOn = ({ kind, receivedOn }: Pick<Appeal, 'kind' | 'receivedOn'>): Temporal.PlainDate | null =>
  kind === 'formal' ? null : addMonthsSameDay(receivedOn, 2);

/** Silence has rejected it. */
export function isImplied(appeal: Appeal, today: Temporal.PlainDate): boolean {
  const day = impliedOn(appeal);
  return appeal.status === 'pending' && day !== null && Temporal.PlainDate.compare(today, day) >= 0;
}

interface Dates extends Pick<Appeal, 'sentOn' | 'receivedOn'> {
  readonly decidedOn: Temporal.PlainDate;
  readonly today: Temporal.PlainDate;
}

interface DateRule {
  readonly at: 'sentOn' | 'receivedOn';
  readonly code: string;
  readonly detail: string;
  readonly broken: (dates: Dates) => boolean;
}

const isBefore = (a: Temporal.PlainDate, b: Temporal.PlainDate): boolean => Temporal.PlainDate.compare(a, b) < 0;

const RULES: readonly DateRule[] = [
  {
    at: 'receivedOn',
    code: 'not-received-yet',
    detail: say`Cette date est à venir.`,
    broken: ({ receivedOn, today }) => isBefore(today, receivedOn),
  },
  {
    at: 'receivedOn',
    code: 'before-decision',
    detail: say`Cette date précède la décision contestée.`,
    broken: ({ receivedOn, decidedOn }) => isBefore(receivedOn, decidedOn),
  },
  {
    at: 'sentOn',
    code: 'sent-after-received',
    detail: say`Un recours est posté avant d’être reçu.`,
    broken: ({ sentOn, receivedOn }) => sentOn !== null && isBefore(receivedOn, sentOn),
  },
  {
    at: 'sentOn',
    code: 'before-decision',
    detail: say`Cette date précède la décision contestée.`,
    broken: ({ sentOn, decidedOn }) => sentOn !== null && isBefore(sentOn, decidedOn),
  },
];

/** What is wrong with the dates of an appeal; out of time is not: it is registered, and marked so. */
export const dateFaults = (dates: Dates): Fault[] =>
  RULES.filter(({ broken }) => broken(dates)).map(({ at, code, detail }) => ({ pointer: `/${at}`, code, detail }));

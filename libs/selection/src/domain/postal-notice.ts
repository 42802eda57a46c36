import { RefusedError, type Branded, type CandidacyId, type Fault, say } from '@rebond/kernel';
import type { AppealId, Appealable } from './appeals/appeal.js';

export type PostalNoticeId = Branded<string, 'PostalNoticeId'>;

/** What became of a registered letter, as its slip or the envelope that came back says. */
export const POSTAL_FATES = ['received', 'refused', 'unclaimed'] as const;
export type PostalFate = (typeof POSTAL_FATES)[number];

/** Proof, by registered letter with acknowledgement of receipt, that an addressee was notified. */
export interface PostalNotice {
  readonly id: PostalNoticeId;
  readonly candidacyId: CandidacyId;
  readonly decision: Appealable;
  /** Entry of the journal that decided. */
  readonly decidedAt: Temporal.Instant;
  /** The appeal whose rejection it notifies; null for the decision itself. */
  readonly appealId: AppealId | null;
  readonly recipient: string;
  readonly trackingNumber: string;
  readonly fate: PostalFate;
  readonly presentedOn: Temporal.PlainDate | null;
  readonly receivedOn: Temporal.PlainDate | null;
  /** What was in the envelope said how and until when to appeal. */
  readonly withRoutes: boolean;
  /** When it was found wrong: it counts no more. */
  readonly struckAt: Temporal.Instant | null;
}

type Dates = Pick<PostalNotice, 'fate' | 'presentedOn' | 'receivedOn'>;

/**
 * The day of notification. Handed over or fetched from the post office, the day of the signature; refused, or unclaimed
 * though a notice of passage was left, it is deemed done on the day of its first presentation (CE, 24 April 2012, 341146).
 */
export function notifiedOn({ fate, presentedOn, receivedOn }: Dates): Temporal.PlainDate {
  const day = fate === 'received' ? receivedOn : presentedOn;
  if (day === null) throw new RangeError(`A letter ${fate} without its day`);
  return day;
}

interface Checked extends Dates {
  readonly decidedOn: Temporal.PlainDate;
  readonly today: Temporal.PlainDate;
}

interface Rule {
  readonly at: 'presentedOn' | 'receivedOn';
  readonly code: string;
  readonly detail: string;
  readonly broken: (dates: Checked) => boolean;
}

const isBefore = (a: Temporal.PlainDate | null, b: Temporal.PlainDate | null): boolean =>
  a !== null && b !== null && Temporal.PlainDate.compare(a, b) < 0;

const RULES: readonly Rule[] = [
  {
    ...{ at: 'receivedOn', code: 'day-missing', detail: say`Dites quel jour le pli a été remis.` },
    broken: ({ fate, receivedOn }) => fate === 'received' && receivedOn === null,
  },
  {
    ...{ at: 'receivedOn', code: 'not-received', detail: say`Un pli refusé ou non réclamé n’a pas été remis.` },
    broken: ({ fate, receivedOn }) => fate !== 'received' && receivedOn !== null,
  },
  {
    ...{ at: 'presentedOn', code: 'day-missing', detail: say`Dites quel jour le pli a été présenté.` },
    broken: ({ fate, presentedOn }) => fate !== 'received' && presentedOn === null,
  },
  {
    ...{ at: 'receivedOn', code: 'before-presented', detail: say`Un pli n’est pas remis avant d’être présenté.` },
    broken: ({ presentedOn, receivedOn }) => isBefore(receivedOn, presentedOn),
  },
  ...(['presentedOn', 'receivedOn'] as const).flatMap((at): Rule[] => [
    {
      ...{ at, code: 'not-yet', detail: say`Cette date est à venir.` },
      broken: (dates) => isBefore(dates.today, dates[at]),
    },
    {
      ...{ at, code: 'before-decision', detail: say`Cette date précède la décision.` },
      broken: (dates) => isBefore(dates[at], dates.decidedOn),
    },
  ]),
];

/** What is wrong with the dates of a proof. */
export const postalFaults = (dates: Checked): Fault[] =>
  RULES.filter(({ broken }) => broken(dates)).map(({ at, code, detail }) => ({ pointer: `/${at}`, code, detail }));

/** @throws RefusedError `notice-struck` */
export function requireStanding({ struckAt }: Pick<PostalNotice, 'struckAt'>): void {
  if (struckAt !== null) throw new RefusedError('notice-struck', say`Cette preuve est déjà retirée.`);
}

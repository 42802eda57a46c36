import { addMonthsSameDay, nextWorkingDay, zoneOfDepartement, type HolidayZone } from '@rebond/kernel';

/**
 * Why a limit is what it is. Two months count only once routes and limits were told with the notification (CJA R421-5,
 * CRPA L112-6); otherwise a decision that is known to its addressee is contested within a reasonable time, one year (CE
 * Ass., 13 July 2016, 387763, Czabaj; of silence: CE, 18 March 2019, 417270). Without proof of either, none runs.
 */
export const LIMIT_BASES = ['two-months', 'one-year', 'none'] as const;
export type LimitBasis = (typeof LIMIT_BASES)[number];

export interface Limit {
  readonly basis: LimitBasis;
  /** Day that does not count yet; null when no limit runs. */
  readonly from: Temporal.PlainDate | null;
  /** Last day on which an appeal is in time, until midnight; null when no limit runs. */
  readonly lastDay: Temporal.PlainDate | null;
}

/** What is proven of what an addressee was told. */
export interface Notice {
  readonly on: Temporal.PlainDate | null;
  /** It said how and until when to appeal. */
  readonly withRoutes: boolean;
}

/** What is contested: a decision, or a silence, and what was told of it. */
export interface Contested {
  readonly on: Temporal.PlainDate;
  readonly notice: Notice;
}

/** An appeal to the State against the same decision, as the judge's limit sees it. */
export interface EarlierAppeal {
  readonly kind: 'informal' | 'hierarchical';
  readonly madeOn: Temporal.PlainDate;
  /** Silence rejects it, and what its receipt told. */
  readonly silence: Contested;
  /** Its express rejection; null without one. */
  readonly rejection: Contested | null;
}

/** Whose calendar counts, and how many months the judge's limit has. */
export interface Forum {
  readonly zone: HolidayZone;
  readonly months: number;
}

const NONE: Limit = { basis: 'none', from: null, lastDay: null };
const MONTHS = 2;
/** From overseas to a court of metropolitan France, one month more (CJA R421-7). */
const OVERSEAS_MONTHS = 3;

/** Which court is seized is not known here: the longer limit counts. */
export const forumOf = (departement: string): Forum => ({
  zone: zoneOfDepartement(departement),
  months: /^9[78]/.test(departement) ? OVERSEAS_MONTHS : MONTHS,
});

const compare = (a: Temporal.PlainDate, b: Temporal.PlainDate): number => Temporal.PlainDate.compare(a, b);
const later = (a: Temporal.PlainDate, b: Temporal.PlainDate): Temporal.PlainDate => (compare(a, b) < 0 ? b : a);

/**
 * The limit against a decision. Months are free (délai franc): neither their first day nor their last counts, and a last
 * day that is a Saturday, a Sunday or a public holiday gives way to the next working day (CE, 5 October 2018, 409579).
 */
function limitOf({ on, notice }: Contested, { zone, months }: Forum): Limit {
  if (notice.on === null) return NONE;
  const from = later(on, notice.on);
  if (!notice.withRoutes) return { basis: 'one-year', from, lastDay: from.add({ years: 1 }) };
  const lastDay = nextWorkingDay(addMonthsSameDay(from, months).add({ days: 1 }), zone);
  return { basis: 'two-months', from, lastDay };
}

/** Until when an informal or hierarchical appeal prolongs the judge's limit: distance adds nothing (CE, 5 Jan. 2000, 170954). */
export const informalLimit = (contested: Contested, { zone }: Pick<Forum, 'zone'>): Limit =>
  limitOf(contested, { zone, months: MONTHS });

/** True when something done that day is out of time. */
export const isAfter = (day: Temporal.PlainDate, { lastDay }: Pick<Limit, 'lastDay'>): boolean =>
  lastDay !== null && compare(day, lastDay) > 0;

/**
 * Until when the judge may be seized. Appeals to the State within the first limit interrupt it, one of each kind, once: it
 * runs anew when the last of them is rejected (CRPA L411-2; of the reasonable time: CE, avis, 12 July 2023, 474865).
 */
export function formalLimit(contested: Contested, earlier: readonly EarlierAppeal[], forum: Forum): Limit {
  const within = informalLimit(contested, forum);
  const limits = (['informal', 'hierarchical'] as const).flatMap((kind) => {
    const [first] = earlier.filter((one) => one.kind === kind).toSorted((a, b) => compare(a.madeOn, b.madeOn));
    return first === undefined || isAfter(first.madeOn, within) ? [] : [limitAfter(first, forum)];
  });
  const [first, ...others] = limits;
  return first === undefined ? limitOf(contested, forum) : others.reduce(longer, first);
}

/** An express rejection opens the limit, or opens it anew while the one that silence opened runs (CJA R421-2). */
function limitAfter({ silence, rejection }: EarlierAppeal, forum: Forum): Limit {
  const implied = limitOf(silence, forum);
  return rejection === null || isAfter(rejection.on, implied) ? implied : limitOf(rejection, forum);
}

function longer(a: Limit, b: Limit): Limit {
  if (a.lastDay === null || b.lastDay === null) return a.lastDay === null ? a : b;
  return compare(a.lastDay, b.lastDay) < 0 ? b : a;
}

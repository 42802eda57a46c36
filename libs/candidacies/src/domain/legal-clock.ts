import { addMonthsSameDay, dateIn, instantAt, PARIS } from '@rebond/kernel';

/** One append-only row of a case's legal clock; `until` is a date in Paris. A later start counts anew (an appeal upheld). */
export type LegalClockRow =
  | { readonly kind: 'start' | 'resume'; readonly at: Temporal.Instant }
  /** `until`: day on which the delay given for the pieces ends; null when none was kept. */
  | { readonly kind: 'suspend'; readonly at: Temporal.Instant; readonly until: Temporal.PlainDate | null }
  | { readonly kind: 'prorogue'; readonly at: Temporal.Instant; readonly until: Temporal.PlainDate };

interface Suspension {
  readonly from: Temporal.PlainDate;
  readonly until: Temporal.PlainDate | null;
}

const isAfter = (a: Temporal.PlainDate, b: Temporal.PlainDate): boolean => Temporal.PlainDate.compare(a, b) > 0;

/** Days that a suspension adds by `day`: it lasts for the delay given, or until the pieces come before that (L114-5). */
function suspendedDays({ from, until }: Suspension, day: Temporal.PlainDate): number {
  const end = until !== null && isAfter(day, until) ? until : day;
  return Math.max(0, from.until(end).days);
}

/**
 * The day on which a delay given until an instant ends: one that ends with a day (« until day D, 24:00 ») ends on that day,
 * not on the next. The delay given is no free one (délai franc): its first day does not count and its last does, so that
 * the legal delay, suspended « pendant le délai imparti » (CRPA L114-5), is put off by as many days as were given, whether
 * the pieces come on the last of them or never.
 */
export const lastDayOf = (dueAt: Temporal.Instant): Temporal.PlainDate =>
  dateIn(dueAt.subtract({ nanoseconds: 1 }), PARIS);

/** A further request while one is open: the longer delay counts, and no day twice. */
const lengthened = (suspension: Suspension, until: Temporal.PlainDate | null): Suspension => ({
  from: suspension.from,
  until: suspension.until === null || until === null || isAfter(suspension.until, until) ? suspension.until : until,
});

/**
 * The instant from which silence is a rejection (CRPA L231-4 3°; never an acceptance), or null when the clock has not
 * started or is suspended without a limit: the start's day plus the legal months to the same quantième, plus the days during
 * which completion suspended it (CRPA L114-5), at the end of that day in Paris. A reasoned prorogation gives its own
 * limit (décret 2018-514 art. 7).
 */
export function implicitRejectionAt(rows: readonly LegalClockRow[], months: number): Temporal.Instant | null {
  let due: Temporal.PlainDate | null = null;
  let suspension: Suspension | null = null;
  for (const row of rows) {
    const day = dateIn(row.at, PARIS);
    const isOver: boolean = suspension?.until != null && isAfter(day, suspension.until);
    switch (row.kind) {
      case 'start':
        due = addMonthsSameDay(day, months);
        suspension = null;
        break;
      case 'suspend':
        if (suspension && !isOver) suspension = lengthened(suspension, row.until);
        else {
          if (due && suspension) due = due.add({ days: suspendedDays(suspension, day) });
          suspension = { from: day, until: row.until };
        }
        break;
      case 'resume':
        if (due && suspension) due = due.add({ days: suspendedDays(suspension, day) });
        suspension = null;
        break;
      case 'prorogue':
        due = row.until;
        break;
    }
  }
  if (!due || suspension?.until === null) return null;
  if (suspension?.until) due = due.add({ days: suspendedDays(suspension, suspension.until) });
  return instantAt(due.add({ days: 1 }), '00:00', PARIS);
}

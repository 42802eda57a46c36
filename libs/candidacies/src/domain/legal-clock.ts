import { addMonthsSameDay, dateIn, instantAt, PARIS } from '@rebond/kernel';

/** One append-only row of a case's legal clock. */
export type LegalClockRow =
  | { readonly kind: 'start' | 'suspend' | 'resume'; readonly at: Temporal.Instant }
  | { readonly kind: 'prorogue'; readonly at: Temporal.Instant; readonly until: Temporal.PlainDate };

/**
 * The instant from which silence is a rejection (CRPA L231-4 3°; never an acceptance), or null while the clock is
 * suspended or has not started: the start's day plus the legal months to the same quantième, plus the days during
 * which completion suspended it, at the end of that day in Paris. A reasoned prorogation gives its own limit
 * (décret 2018-514 art. 7).
 */
export function implicitRejectionAt(rows: readonly LegalClockRow[], months: number): Temporal.Instant | null {
  let due: Temporal.PlainDate | null = null;
  let suspendedOn: Temporal.PlainDate | null = null;
  for (const row of rows) {
    const day = dateIn(row.at, PARIS);
    switch (row.kind) {
      case 'start':
        due = addMonthsSameDay(day, months);
        break;
      case 'suspend':
        suspendedOn ??= day;
        break;
      case 'resume':
        if (due && suspendedOn) due = due.add({ days: suspendedOn.until(day).days });
        suspendedOn = null;
        break;
      case 'prorogue':
        due = row.until;
        break;
    }
  }
  if (!due || suspendedOn) return null;
  return instantAt(due.add({ days: 1 }), '00:00', PARIS);
}

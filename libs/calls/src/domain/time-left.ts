/** What is left before an instant, as people count it: days and hours first, minutes at the end. */
export interface TimeLeft {
  readonly days: number;
  readonly hours: number;
  readonly minutes: number;
}

/** Null once the instant has come. Days are of 24 hours; what is shorter than a minute counts for one. */
export function timeLeft(now: Temporal.Instant, until: Temporal.Instant): TimeLeft | null {
  if (Temporal.Instant.compare(now, until) >= 0) return null;
  const whole = Math.ceil(now.until(until).total('minutes'));
  return { days: Math.floor(whole / 1440), hours: Math.floor((whole % 1440) / 60), minutes: whole % 60 };
}

import { momentDate, offsetFrom, type Anchors, type CommitteePlan } from '@rebond/calls';
import {
  dateIn,
  formatDeadline,
  formatInstant,
  instantAt,
  nextWorkingDay,
  OFFICE_HOURS,
  PARIS,
  previousWorkingDay,
  say,
  type WorkingPlace,
} from '@rebond/kernel';

/**
 * When a committee is planned: on the day that the definition gives or on the first working day after it, at its
 * time where the territory is. Never so soon that its convocation could not leave in time. Null as long as what it
 * counts from has not happened.
 */
export function plannedAt(
  plan: Pick<CommitteePlan, 'at' | 'time' | 'convocationBefore'>,
  anchors: Anchors,
  place: WorkingPlace,
  now: Temporal.Instant,
): Temporal.Instant | null {
  const counted = momentDate(plan.at, anchors, place);
  if (counted === null) return null;
  const soonest = offsetFrom(dateIn(now, place.timeZone), plan.convocationBefore, place.zone, 'after');
  const day = Temporal.PlainDate.compare(counted, soonest) < 0 ? soonest : counted;
  return instantAt(nextWorkingDay(day, place.zone), plan.time, place.timeZone);
}

/** When the convocation leaves: in the morning of the last working day that leaves its delay whole. */
export function conveneAt(
  plan: Pick<CommitteePlan, 'convocationBefore'>,
  startsAt: Temporal.Instant,
  place: WorkingPlace,
): Temporal.Instant {
  const day = offsetFrom(dateIn(startsAt, place.timeZone), plan.convocationBefore, place.zone, 'before');
  return instantAt(previousWorkingDay(day, place.zone), OFFICE_HOURS.from, place.timeZone);
}

/** The hour on the territory's clocks, and on those of Paris when they differ. */
export function meetsAtText(startsAt: Temporal.Instant, place: WorkingPlace): string {
  const there = formatInstant(startsAt, place.timeZone);
  const paris = formatInstant(startsAt, PARIS);
  return there === paris ? there : say`${there} (${paris} à Paris)`;
}

/** The same for a deadline, whose midnight is the end of the day before. */
export function deadlineText(dueAt: Temporal.Instant, place: WorkingPlace): string {
  const there = formatDeadline(dueAt, place.timeZone);
  const paris = formatDeadline(dueAt, PARIS);
  return there === paris ? there : say`${there} (${paris} à Paris)`;
}

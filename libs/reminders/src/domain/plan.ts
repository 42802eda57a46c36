import {
  addWorkingDays,
  dateIn,
  instantAt,
  OFFICE_HOURS,
  placeOfDepartement,
  previousWorkingDay,
  workingHoursBefore,
  type WorkingPlace,
} from '@rebond/kernel';
import type { Deadline, PlannedReminder, ReminderOffset, ReminderRule } from './rule.js';

const compare = (a: Temporal.Instant, b: Temporal.Instant): number => Temporal.Instant.compare(a, b);

/**
 * The reminders of a deadline, by the moment they fire. Each fires at 09:00 where the territory is, on the working
 * day that its offset gives, moved back where it is none; one in working hours leaves that much working time. None
 * fires at or after the deadline, and two that meet become one, of the lower ordinal. What is past at `now` is left
 * out; if all are, the latest stays and fires at once. The plan depends on `now` in nothing else, hence planning
 * twice gives the same reminders.
 * @throws RangeError when the rule is of another kind
 */
export function planReminders(
  deadline: Deadline,
  rule: ReminderRule,
  now: Temporal.Instant,
): readonly PlannedReminder[] {
  if (rule.kind !== deadline.kind) throw new RangeError(`A rule for ${rule.kind} cannot plan ${deadline.kind}`);
  if (compare(now, deadline.dueAt) >= 0) return [];
  const place = placeOfDepartement(deadline.departement);
  const moments = rule.before
    .map((offset, ordinal) => ({ ordinal, dueAt: momentOf(offset, deadline.dueAt, place) }))
    .sort((a, b) => compare(a.dueAt, b.dueAt) || a.ordinal - b.ordinal)
    .filter((moment, rank, all) => rank === 0 || all[rank - 1]?.dueAt.equals(moment.dueAt) !== true);
  const ahead = moments.filter((moment) => compare(moment.dueAt, now) >= 0);
  const { kind, key, candidacyId, dueAt: deadlineAt } = deadline;
  return (ahead.length > 0 ? ahead : moments.slice(-1)).map((moment) => ({
    kind,
    key,
    candidacyId,
    deadlineAt,
    ...moment,
  }));
}

function momentOf(offset: ReminderOffset, deadline: Temporal.Instant, place: WorkingPlace): Temporal.Instant {
  if ('workingHours' in offset) return leaving(Temporal.Duration.from({ hours: offset.workingHours }), deadline, place);
  const last = dateIn(deadline, place.timeZone);
  const counted =
    offset.unit === 'working' ? addWorkingDays(last, -offset.days, place.zone) : last.subtract({ days: offset.days });
  const day = previousWorkingDay(counted, place.zone);
  const moment = morning(day, place);
  // A deadline before 09:00 there (noon in Paris is 06:00 in Guadeloupe): the morning before it.
  return compare(moment, deadline) < 0 ? moment : morning(addWorkingDays(day, -1, place.zone), place);
}

const morning = (day: Temporal.PlainDate, place: WorkingPlace): Temporal.Instant =>
  instantAt(day, OFFICE_HOURS.from, place.timeZone);

/** The instant that leaves so much working time; what one stretch is short of is taken from the one before it. */
function leaving(time: Temporal.Duration, deadline: Temporal.Instant, place: WorkingPlace): Temporal.Instant {
  const stretch = workingHoursBefore(deadline, place);
  const missing = time.subtract(stretch.from.until(stretch.to));
  return missing.sign <= 0 ? stretch.to.subtract(time) : leaving(missing, stretch.from, place);
}

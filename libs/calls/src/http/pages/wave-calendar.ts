import { dateIn, placeOfDepartement } from '@rebond/kernel';
import { addOffset, momentDate } from '../../domain/calendar-dates.js';
import type { CallDefinition } from '../../domain/definition/definition.js';
import type { Wave } from '../../application/wave.js';
import { t } from '../../messages.fr.js';
import { filesOf } from './words.js';

export interface CalendarStep {
  readonly at: Temporal.Instant | Temporal.PlainDate;
  readonly title: string;
}

/** Paris counts the working days of what concerns every territory alike. */
const PARIS_PLACE = placeOfDepartement('75');

/** The dates of a wave that a candidate can know in advance, in their order. */
export function calendarOf(wave: Wave, definition: CallDefinition, next: Wave | null): readonly CalendarStep[] {
  const day = dateIn(wave.cutoffAt);
  const promised = filesOf(definition).flatMap(({ label, requirement, promisedWithin }) =>
    requirement === 'promised' && promisedWithin
      ? [{ at: addOffset(day, promisedWithin, PARIS_PLACE.zone), title: t('wave.step.promised', { label }) }]
      : [],
  );
  const review = momentDate(definition.calendar.deadlines.review, { cutoff: wave.cutoffAt }, PARIS_PLACE);
  const days = [...promised, ...(review ? [{ at: review, title: t('wave.step.review') }] : [])];
  return [
    { at: wave.opensAt, title: t('wave.step.opens') },
    { at: wave.cutoffAt, title: t('wave.step.cutoff') },
    ...days.toSorted((a, b) => Temporal.PlainDate.compare(a.at, b.at)),
    ...(next ? [{ at: next.cutoffAt, title: t('wave.step.next', { name: next.name }) }] : []),
  ];
}

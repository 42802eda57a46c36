import { dateIn, formatDate, formatInstant, PARIS } from '@rebond/kernel';
import { t } from '../messages.fr.js';

export interface TimeProps {
  /** An instant, or a date of the calendar as `YYYY-MM-DD`. */
  readonly at: Temporal.Instant | Temporal.PlainDate | string;
  /** IANA zone of the territory: its own time is told when it differs from that of Paris. */
  readonly zone?: string | undefined;
  readonly dateOnly?: boolean | undefined;
}

const DATE = /^\d{4}-\d\d-\d\d$/;

/** The hour and, when the day differs, the day of an instant in a zone. */
function localText(at: Temporal.Instant, zone: string): string | null {
  const [here, there] = [at.toZonedDateTimeISO(PARIS), at.toZonedDateTimeISO(zone)];
  if (here.toPlainDateTime().equals(there.toPlainDateTime())) return null;
  const time = there.toPlainTime().toString({ smallestUnit: 'minute' });
  return here.toPlainDate().equals(there.toPlainDate())
    ? time
    : t('time.dayAndTime', { day: formatDate(there.toPlainDate()), time });
}

/** A date, or an instant in Paris time with the territory's own beside it. */
export function Time({ at, zone, dateOnly }: TimeProps) {
  if (at instanceof Temporal.PlainDate || (typeof at === 'string' && DATE.test(at)))
    return <time dateTime={at.toString()}>{formatDate(Temporal.PlainDate.from(at))}</time>;
  const instant = Temporal.Instant.from(at);
  if (dateOnly) {
    const date = dateIn(instant);
    return <time dateTime={date.toString()}>{formatDate(date)}</time>;
  }
  const local = zone === undefined ? null : localText(instant, zone);
  const text = formatInstant(instant);
  return (
    <time dateTime={instant.toString({ smallestUnit: 'second' })}>
      {local === null ? text : t('time.both', { paris: text, local })}
    </time>
  );
}

import { formatDeadline, PARIS, timeZoneOfDepartement } from '@rebond/kernel';
import { t } from '../../messages.case.fr.js';

export interface DeadlineProps {
  /** Exclusive: a midnight is the end of the day before. */
  readonly at: Temporal.Instant | string;
  /** Département of the territory, whose own time is told when it differs from that of Paris. */
  readonly departement: string;
}

/** A deadline in Paris time, with the territory's own beside it. */
export function Deadline({ at, departement }: DeadlineProps) {
  const instant = Temporal.Instant.from(at);
  const zone = timeZoneOfDepartement(departement);
  const paris = formatDeadline(instant, PARIS);
  return (
    <time dateTime={instant.toString({ smallestUnit: 'second' })}>
      {zone === PARIS ? paris : t('deadline.both', { paris, local: formatDeadline(instant, zone) })}
    </time>
  );
}

import { formatDeadline, PARIS } from '@rebond/kernel';
import { Time } from '@rebond/ui';
import { t } from '../../messages.form.fr.js';

/** A cut-off: the hour of Paris, said to be so once, and the territory's own where it differs. */
export function CutoffTime({ at, zone }: { readonly at: Temporal.Instant; readonly zone: string }) {
  const isSame = at.toZonedDateTimeISO(zone).offset === at.toZonedDateTimeISO(PARIS).offset;
  if (!isSame) return <Time at={at} zone={zone} />;
  return (
    <>
      <time dateTime={at.toString({ smallestUnit: 'second' })}>{formatDeadline(at)}</time> ({t('left.paris')})
    </>
  );
}

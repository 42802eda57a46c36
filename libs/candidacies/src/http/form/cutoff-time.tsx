import { dateIn, formatDate, instantAt, lastDayBefore, PARIS } from '@rebond/kernel';
import { Time } from '@rebond/ui';
import { t } from '../../messages.form.fr.js';

/** A cut-off: the hour of Paris, said to be so once, and the territory's own where it differs. */
export function CutoffTime({ at, zone }: { readonly at: Temporal.Instant; readonly zone: string }) {
  const isSame = at.toZonedDateTimeISO(zone).offset === at.toZonedDateTimeISO(PARIS).offset;
  // A cut-off is exclusive: that of a midnight is the end of the day that people think of.
  if (isSame && at.equals(instantAt(dateIn(at), '00:00')))
    return (
      <>
        <time dateTime={at.toString({ smallestUnit: 'second' })}>
          {t('left.midnight', { date: formatDate(lastDayBefore(at)) })}
        </time>{' '}
        ({t('left.paris')})
      </>
    );
  return (
    <>
      <Time at={at} zone={zone} />
      {isSame ? ` (${t('left.paris')})` : ''}
    </>
  );
}

import { formatDate } from '@rebond/kernel';
import { Badge, type BadgeKind } from '@rebond/ui';
import type { AppealView, LimitView } from '../../application/appeals/present.js';
import { t } from '../../messages.appeals.fr.js';

export const dayText = (day: string): string => formatDate(Temporal.PlainDate.from(day));

/** Until when, and why. */
export const limitText = ({ basis, lastDay }: LimitView): string =>
  lastDay === null ? t('limit.none') : t(`limit.${basis}`, { day: dayText(lastDay) });

const KINDS: Readonly<Record<AppealView['status'] | 'implied', BadgeKind>> = {
  pending: 'new',
  implied: 'warning',
  rejected: 'none',
  upheld: 'success',
  withdrawn: 'none',
};

export function AppealStatus({
  appeal: { status, isImplied },
}: {
  readonly appeal: Pick<AppealView, 'status' | 'isImplied'>;
}) {
  const shown = isImplied ? 'implied' : status;
  return <Badge kind={KINDS[shown]}>{t(`status.${shown}`)}</Badge>;
}

/** Out of time, or not. */
export const InTime = ({ isLate }: Pick<AppealView, 'isLate'>) => (
  <Badge kind={isLate ? 'warning' : 'success'}>{t(isLate ? 'late.yes' : 'late.no')}</Badge>
);

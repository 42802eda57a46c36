import { formatDeadline, formatInstant } from '@rebond/kernel';
import { Badge, type BadgeKind } from '@rebond/ui';
import type { Wave } from '../../application/wave.js';
import { timeLeft } from '../../domain/time-left.js';
import { t } from '../../messages.fr.js';
import { statusOf, type WaveStatus } from '../present.js';

const KINDS: Readonly<Record<WaveStatus, BadgeKind>> = { open: 'success', upcoming: 'info', closed: 'none' };

export const WaveBadge = ({ wave, at }: { readonly wave: Wave; readonly at: Temporal.Instant }) => {
  const status = statusOf(wave, at);
  return <Badge kind={KINDS[status]}>{t(`status.${status}`)}</Badge>;
};

/** « Il reste 12 jours et 3 heures »; hours and minutes on the last day; null once it has come. */
export function timeLeftInWords(at: Temporal.Instant, until: Temporal.Instant): string | null {
  const left = timeLeft(at, until);
  if (left === null) return null;
  const { days, hours, minutes } = left;
  return days > 0
    ? t('wave.left', { days, hours, both: hours > 0 ? 'yes' : 'no' })
    : t('wave.leftMinutes', { hours, minutes });
}

/** When a wave opens or closes, at the instant the page is made. */
export function whenInWords(wave: Wave, at: Temporal.Instant): string {
  const status = statusOf(wave, at);
  if (status === 'upcoming') return t('wave.opensAt', { at: formatInstant(wave.opensAt) });
  return t(status === 'open' ? 'wave.closesAt' : 'wave.closedAt', { at: formatDeadline(wave.cutoffAt) });
}

import { timeLeft } from '@rebond/calls';
import { dateIn, formatDate, PARIS } from '@rebond/kernel';
import type { Standing } from '../../application/form/standing.js';
import { t } from '../../messages.form.fr.js';

/** « 23:51 », in Paris, as everywhere else. */
export const clockText = (at: Temporal.Instant): string =>
  at.toZonedDateTimeISO(PARIS).toPlainTime().toString({ smallestUnit: 'minute' });

/** « Enregistré à 23:51 », with the day when it is not today's. */
export function savedText(savedAt: Temporal.Instant | null, now: Temporal.Instant): string {
  if (savedAt === null) return t('form.neverSaved');
  const time = clockText(savedAt);
  const day = dateIn(savedAt);
  return day.equals(dateIn(now)) ? t('form.savedAt', { time }) : t('form.savedOn', { date: formatDate(day), time });
}

/** « il reste 3 jours et 4 heures ». */
export function leftText(now: Temporal.Instant, until: Temporal.Instant): string {
  const left = timeLeft(now, until);
  if (left === null) return t('left.none');
  const { days, hours, minutes } = left;
  if (days > 0) return t('left.days', { days, hours });
  return hours > 0 ? t('left.hours', { hours, minutes }) : t('left.minutes', { minutes });
}

function promisedText({ promised, firstDue }: Extract<Standing, { kind: 'ready' }>): string {
  return firstDue === null
    ? t('standing.promised', { count: promised })
    : t('standing.promisedBy', { count: promised, date: formatDate(firstDue) });
}

function readyText(standing: Extract<Standing, { kind: 'ready' }>, depositor: string | null): string {
  const mine = { none: 'standing.ready', same: 'standing.deposited', changed: 'standing.changed' } as const;
  const lead = { none: 'standing.readyForLead', same: mine.same, changed: 'standing.changedForLead' } as const;
  const said = depositor === null ? t(mine[standing.deposit]) : t(lead[standing.deposit], { lead: depositor });
  return `${said}${promisedText(standing)}.`;
}

/**
 * The one line that says where a territory stands: « Vous pouvez déposer maintenant ; une pièce promise pour le … ».
 * @param depositor the lead that deposits, where it isn't who reads
 */
export function standingText(standing: Standing, depositor: string | null = null): string {
  if (standing.kind === 'ready') return readyText(standing, depositor);
  if (standing.kind !== 'lacking') return t(`standing.${standing.kind}`);
  const { missing, faults, isDeposited } = standing;
  const lacks = missing > 0 ? t('standing.lacking', { count: missing, faults }) : t('standing.faulty', { faults });
  return isDeposited ? `${lacks}. ${t('standing.depositStands')}` : `${lacks}.`;
}

export const standingKind = (standing: Standing): 'info' | 'success' | 'warning' => {
  if (standing.kind === 'ready') return standing.deposit === 'changed' ? 'warning' : 'success';
  return standing.kind === 'late' ? 'warning' : 'info';
};

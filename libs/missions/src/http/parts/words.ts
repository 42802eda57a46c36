import { byLanguage, dateIn, formatDate } from '@rebond/kernel';
import { SCHEMES } from '../../domain/routes.js';
import { t } from '../../messages.fr.js';

const number = byLanguage((name) => new Intl.NumberFormat([name, 'fr'], { maximumFractionDigits: 1 }));

export const count = (value: number): string => number().format(value);
/** « 14 juin 2023 » of a calendar's date or of an instant, in Paris. */
export const dayText = (at: string): string =>
  formatDate(at.length === 10 ? Temporal.PlainDate.from(at) : dateIn(Temporal.Instant.from(at)));

type KnownScheme = (typeof SCHEMES)[number];
const isKnown = (scheme: string): scheme is KnownScheme => (SCHEMES as readonly string[]).includes(scheme);

/** The schemes that are named the same way everywhere have a French name; any other is its own. */
export const schemeText = (scheme: string): string => (isKnown(scheme) ? t(`scheme.${scheme}`) : scheme);

export const schemeOptions = (): { value: string; label: string }[] =>
  SCHEMES.map((value) => ({ value, label: schemeText(value) }));

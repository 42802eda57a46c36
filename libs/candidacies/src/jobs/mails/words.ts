import { formatDeadline, PARIS, timeZoneOfDepartement } from '@rebond/kernel';

export const NOTHING = 'néant';

/** A list of a letter, one item a line. */
export const bullets = (items: readonly string[]): string =>
  items.length === 0 ? NOTHING : items.map((item) => `- ${item}`).join('\n');

/** Paris time, and the territory's own when it differs. */
export function deadlineText({ departement }: { readonly departement: string }, at: Temporal.Instant): string {
  const zone = timeZoneOfDepartement(departement);
  const paris = formatDeadline(at, PARIS);
  return zone === PARIS ? paris : `${paris} (heure de Paris), ${formatDeadline(at, zone)} chez vous`;
}

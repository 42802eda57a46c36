import { say } from '@rebond/kernel';

/** Schemes that are named the same way everywhere; any other is free text. */
export const ENVELOPE = 'envelope';
export const SCHEMES = ['france2030', 'region', 'ademe', ENVELOPE] as const;

/**
 * The envelope is for projects that no existing scheme could take (DOMAIN §1.2, §7 step 10): a project that has both
 * is worth a second look, not a refusal.
 */
export function routeWarning(scheme: string, others: readonly string[]): string | null {
  const elsewhere = others.filter((one) => one !== ENVELOPE);
  if (scheme !== ENVELOPE || elsewhere.length === 0) return null;
  return say`Ce projet est aussi orienté vers ${elsewhere.join(', ')} : l'enveloppe n'intervient qu'en dernier recours.`;
}

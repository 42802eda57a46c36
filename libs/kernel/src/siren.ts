import type { Branded } from './ids.js';

/** Nine digits that identify a legal entity in France (INSEE, code de commerce R123-221). */
export type Siren = Branded<string, 'Siren'>;
/** Fourteen digits that identify an establishment: SIREN + NIC. */
export type Siret = Branded<string, 'Siret'>;

const LA_POSTE = '356000000';

function luhn(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i += 1) {
    const digit = Number(digits[digits.length - 1 - i]);
    const weighted = i % 2 === 1 ? digit * 2 : digit;
    sum += weighted > 9 ? weighted - 9 : weighted;
  }
  return sum % 10 === 0;
}

export const isSiren = (text: string): text is Siren => /^\d{9}$/.test(text) && luhn(text);

/** A SIREN, then a Luhn number; for La Poste a sum of digits that is a multiple of five will do (INSEE's rule). */
export function isSiret(text: string): text is Siret {
  if (!/^\d{14}$/.test(text) || !isSiren(text.slice(0, 9))) return false;
  return (
    luhn(text) || (text.startsWith(LA_POSTE) && Array.from(text, Number).reduce((sum, digit) => sum + digit) % 5 === 0)
  );
}

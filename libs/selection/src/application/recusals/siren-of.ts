import { RefusedError } from '@rebond/kernel';
import type { Tx } from '@rebond/platform';
import { Territories } from '@rebond/territories';
import { firmsOf } from '../../infrastructure/firms.js';
import { t } from '../../messages.recusals.fr.js';

/** Names that a refusal offers. */
const OFFERED = 5;

const isSame = (a: string, b: string): boolean => a.localeCompare(b, 'fr', { sensitivity: 'base' }) === 0;

/**
 * The SIREN that a person means: digits as they are, that of the consultancy of this name, otherwise that of the only
 * intercommunalité with these words.
 * @throws RefusedError `unknown-name`, `several-names` with their names
 */
export async function sirenOf(tx: Tx, territories: Territories, typed: string): Promise<string> {
  const words = typed.trim();
  if (words.length < 2 || /^[\d\s]+$/.test(words)) return words;
  const firm = (await firmsOf(tx)).find(({ name }) => isSame(name, words));
  if (firm) return firm.siren;
  const found = (await territories.search(tx, words, OFFERED + 1)).filter(({ kind }) => kind !== 'commune');
  const [only] = found.filter(({ name }) => found.length === 1 || name === words);
  if (only) return only.siren;
  const code = found.length === 0 ? 'unknown-name' : 'several-names';
  const names = found.slice(0, OFFERED).map(({ name }) => name);
  const detail = found.length === 0 ? t('interests.unknown') : t('interests.several', { names: names.join(' ; ') });
  throw new RefusedError(code, detail, [{ pointer: '/siren', code, detail }]);
}

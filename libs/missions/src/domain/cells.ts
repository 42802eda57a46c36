import { z } from 'zod';
import { cents, type Cents, DomainError, isSiren, say } from '@rebond/kernel';

const NUMBER = /^(\d+)(?:[.,](\d{1,2}))?$/;
/** Plain, no-break and narrow no-break spaces separate thousands in French. */
const withoutSpaces = (text: string): string => text.replaceAll(/\s/g, '');

/** Euros with at most two decimals, comma or point; read digit by digit, so that no cent is lost. */
export const amountCell = z.string().transform((text, ctx): Cents => {
  const [, whole, decimals = ''] = NUMBER.exec(withoutSpaces(text)) ?? [];
  try {
    if (whole !== undefined) return cents(Number(whole) * 100 + Number(decimals.padEnd(2, '0')));
    ctx.addIssue(say`montant en euros attendu, par exemple 1350000 ou 1350000,50.`);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    ctx.addIssue(error.message);
  }
  return z.NEVER;
});

/** A number of jobs. */
export const countCell = z.string().transform((text, ctx): number => {
  const digits = withoutSpaces(text);
  if (/^\d{1,6}$/.test(digits)) return Number(digits);
  ctx.addIssue(say`nombre entier attendu, de 0 à 999999.`);
  return z.NEVER;
});

const YES = new Set(['oui', 'true', '1', 'x']);
const NO = new Set(['non', 'false', '0']);

export const yesNoCell = z.string().transform((text, ctx): boolean => {
  const word = text.toLowerCase();
  if (YES.has(word)) return true;
  if (!NO.has(word)) ctx.addIssue(say`« oui » ou « non » attendu.`);
  return false;
});

/** Whether a project stays in the figures; the words of the API are taken too. */
const STATUSES = new Map<string, 'identified' | 'dropped'>([
  ...['identifié', 'identifie', 'identified'].map((word) => [word, 'identified'] as const),
  ...['abandonné', 'abandonne', 'dropped'].map((word) => [word, 'dropped'] as const),
]);

export const statusCell = z.string().transform((text, ctx): 'identified' | 'dropped' => {
  const status = STATUSES.get(text.toLocaleLowerCase('fr'));
  if (status !== undefined) return status;
  ctx.addIssue(say`« identifié » ou « abandonné » attendu.`);
  return z.NEVER;
});

export const sirenCell = z
  .string()
  .transform(withoutSpaces)
  .refine(isSiren, say`SIREN invalide (neuf chiffres).`);
export const dateCell = z.iso.date(say`date attendue sous la forme 2023-06-14.`);
export const textCell = (longest: number) =>
  z.string().max(longest, { error: () => say`au plus ${longest} caractères.` });

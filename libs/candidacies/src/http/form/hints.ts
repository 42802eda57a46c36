import type { Field } from '@rebond/calls';
import { addOffset } from '@rebond/calls';
import { dateIn, formatDate, zoneOfDepartement, formatNumber } from '@rebond/kernel';
import { t } from '../../messages.form.fr.js';
import type { FieldsView } from './section-view.js';

function boundsOf(min: number | undefined, max: number | undefined): string {
  if (min !== undefined && max !== undefined)
    return t('field.range', { min: formatNumber(min), max: formatNumber(max) });
  if (min !== undefined) return t('field.atLeast', { min: formatNumber(min) });
  return max === undefined ? '' : t('field.atMost', { max: formatNumber(max) });
}

function limitsOf(field: Field): string {
  switch (field.type) {
    case 'longText':
      return t('field.length', { min: field.minLength ?? 0, max: field.maxLength });
    case 'text':
      return field.minLength === undefined ? '' : t('field.length', { min: field.minLength, max: field.maxLength });
    case 'integer':
    case 'money':
    case 'personDays':
      return boundsOf(field.min === 0 ? undefined : field.min, field.max);
    case 'date':
    case 'yesNo':
    case 'choice':
    case 'multiChoice':
    case 'epciList':
    case 'siret':
    case 'email':
    case 'phone':
    case 'file':
    case 'repeated':
      return '';
  }
}

/** When the answer is expected, where it is not for the deposit. */
function whenOf({ wave, candidacy }: FieldsView['state'], field: Field): string {
  if (field.requirement === 'afterSelection') return t('field.afterSelection');
  if (field.requirement === 'optional') return t('field.optional');
  if (field.requirement !== 'promised' || !('promisedWithin' in field) || !field.promisedWithin) return '';
  const zone = zoneOfDepartement(candidacy.departement);
  const day = addOffset(dateIn(wave.cutoffAt), field.promisedWithin, zone);
  return t('field.promised', { date: formatDate(day) });
}

/** What helps to answer a field: the definition's words, its bounds, and when it is expected. */
export function hintOf(state: FieldsView['state'], field: Field): string | undefined {
  const parts = [field.help, limitsOf(field), whenOf(state, field)].filter((part) => part !== undefined && part !== '');
  return parts.length === 0 ? undefined : parts.join(' ').replace(/\s+/g, ' ').trim();
}

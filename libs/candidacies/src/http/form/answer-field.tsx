import type { Field as FormField, RepeatedField } from '@rebond/calls';
import { Checkboxes, Field, Radios, Select, TextArea } from '@rebond/ui';
import { t } from '../../messages.form.fr.js';
import { EpciField } from './epci-field.js';
import { FilesField } from './files-field.js';
import { hintOf } from './hints.js';
import type { FieldsView } from './section-view.js';

export interface AnswerProps {
  readonly view: FieldsView;
  readonly field: Exclude<FormField, RepeatedField>;
  /** As the form sends it: `key`, or `block[row][key]`. */
  readonly name: string;
  /** Where it is among the answers: `key`, or `block/row/key`. */
  readonly place: string;
  readonly value: unknown;
  readonly fault: string | undefined;
}

const MOST_RADIOS = 6;

/** As a person would type it. */
function typed(value: unknown): string {
  if (typeof value === 'number') return String(value).replace('.', ',');
  return typeof value === 'string' ? value : '';
}

const chosen = (value: unknown): readonly string[] => (Array.isArray(value) ? (value as unknown[]).map(String) : []);

/** A field of the form, whatever its type. */
export function AnswerField({ view, field, name, place, value, fault }: AnswerProps) {
  const required = field.requirement === 'blocking';
  const hint = hintOf(view.state, field);
  const common = { name, label: field.label, hint, fault, required };
  const group = { name, legend: field.label, hint, fault, required };
  switch (field.type) {
    case 'text':
      return <Field {...common} value={typed(value)} />;
    case 'longText':
      return <TextArea {...common} value={typed(value)} rows={field.maxLength >= 4000 ? 10 : 5} />;
    case 'integer':
      return <Field {...common} value={typed(value)} inputMode="numeric" />;
    case 'money':
      return <Field {...common} value={typed(value)} inputMode="decimal" suffix="€" />;
    case 'personDays':
      return <Field {...common} value={typed(value)} inputMode="decimal" suffix={t('field.days')} />;
    case 'siret':
      return <Field {...common} value={typed(value)} inputMode="numeric" />;
    case 'date':
      return <Field {...common} value={typed(value)} type="date" />;
    case 'email':
      return <Field {...common} value={typed(value)} type="email" autocomplete="email" />;
    case 'phone':
      return <Field {...common} value={typed(value)} type="tel" autocomplete="tel" />;
    case 'yesNo':
      return <Radios {...group} inline options={yesNo()} value={typeof value === 'boolean' ? String(value) : null} />;
    case 'choice':
      return field.options.length > MOST_RADIOS ? (
        <Select {...common} options={field.options} value={typed(value)} />
      ) : (
        <Radios {...group} options={field.options} value={typed(value)} />
      );
    case 'multiChoice':
      return <Checkboxes {...group} options={field.options} values={chosen(value)} />;
    case 'epciList':
      return <EpciField view={view} {...group} chosen={chosen(value)} />;
    case 'file':
      return <FilesField view={view} field={field} place={place} value={value} hint={hint} fault={fault} />;
  }
}

const yesNo = () => [
  { value: 'true', label: t('field.yes') },
  { value: 'false', label: t('field.no') },
];

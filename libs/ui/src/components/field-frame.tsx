import type { ComponentChildren } from 'preact';
import type { Fault } from '@rebond/kernel';
import { t } from '../messages.fr.js';

/** What every field has; `undefined` counts as absent, so that a page can pass on what it found. */
export interface FieldProps {
  /** As the form sends it: `name`, `rows[0][name]`. */
  readonly name: string;
  readonly label: ComponentChildren;
  /** How to fill it in, between label and field. */
  readonly hint?: ComponentChildren;
  /** What is wrong with what was sent. */
  readonly fault?: string | null | undefined;
  readonly required?: boolean | undefined;
  /** Where the default, made of the name, would be twice on the page. */
  readonly id?: string | undefined;
  readonly disabled?: boolean | undefined;
}

const partsOf = (text: string): string =>
  text
    .split(/[^\p{L}\p{N}_-]+/u)
    .filter(Boolean)
    .join('-');

/** Identifier of a field on its page, the same from its name (`rows[0][name]`) and from its pointer (`/rows/0/name`). */
export const fieldId = (name: string): string => `champ-${partsOf(name)}`;

/** What is said of the field at a JSON pointer; the leading slash may be left out. */
export const faultAt = (faults: readonly Fault[], pointer: string): string | undefined =>
  faults.find((fault) => fieldId(fault.pointer) === fieldId(pointer))?.detail;

/** Identifiers of the hint and of the fault, where there are any, for `aria-describedby`. */
export function describedBy(id: string, { hint, fault }: Pick<FieldProps, 'hint' | 'fault'>): string | undefined {
  const ids = [hint ? `${id}-aide` : '', fault ? `${id}-erreur` : ''].filter(Boolean);
  return ids.length === 0 ? undefined : ids.join(' ');
}

export const groupClass = (name: string, fault: FieldProps['fault']): string =>
  fault ? `${name} ${name}--error` : name;

export const Required = ({ required }: Pick<FieldProps, 'required'>) =>
  required ? <span class="rb-required"> ({t('field.required')})</span> : null;

export const Label = ({ id, label, required }: Pick<FieldProps, 'label' | 'required'> & { readonly id: string }) => (
  <label class="fr-label" for={id}>
    {label}
    <Required required={required} />
  </label>
);

export const Hint = ({ id, hint }: Pick<FieldProps, 'hint'> & { readonly id: string }) =>
  hint ? (
    <span class="fr-hint-text" id={`${id}-aide`}>
      {hint}
    </span>
  ) : null;

export const FaultText = ({ id, fault }: Pick<FieldProps, 'fault'> & { readonly id: string }) =>
  fault ? (
    <p class="fr-error-text" id={`${id}-erreur`}>
      <span class="fr-sr-only">{t('field.fault')} </span>
      {fault}
    </p>
  ) : null;

/** What the control itself carries, whatever its kind. */
export const controlProps = (id: string, props: FieldProps) => ({
  id,
  name: props.name,
  required: props.required ?? false,
  disabled: props.disabled ?? false,
  'aria-describedby': describedBy(id, props),
  'aria-invalid': props.fault ? ('true' as const) : undefined,
});

import type { ComponentChildren } from 'preact';
import { describedBy, FaultText, fieldId, type FieldProps, groupClass, Hint, Required } from './field-frame.js';

export interface Choice {
  readonly value: string;
  readonly label: ComponentChildren;
  readonly hint?: ComponentChildren;
}

interface ChoicesProps extends Omit<FieldProps, 'label'> {
  readonly legend: ComponentChildren;
  readonly options: readonly Choice[];
  readonly inline?: boolean | undefined;
}

interface GroupProps extends ChoicesProps {
  readonly kind: 'radio' | 'checkbox';
  readonly isChosen: (value: string) => boolean;
}

/** The first choice bears the field's identifier, so that the error summary leads to it. */
const choiceId = (id: string, rank: number): string => (rank === 0 ? id : `${id}-${rank}`);

function Group({
  kind,
  isChosen,
  name,
  legend,
  hint,
  fault,
  required,
  options,
  inline,
  disabled,
  ...props
}: GroupProps) {
  const id = props.id ?? fieldId(name);
  const described = [`${id}-legende`, describedBy(id, { hint, fault })].filter(Boolean).join(' ');
  return (
    <fieldset
      class={groupClass('fr-fieldset', fault)}
      id={`${id}-groupe`}
      aria-labelledby={described}
      role={kind === 'radio' ? 'radiogroup' : 'group'}
      {...(kind === 'radio' && required ? { 'aria-required': 'true' } : {})}
      {...(kind === 'radio' && fault ? { 'aria-invalid': 'true' } : {})}
    >
      <legend class="fr-fieldset__legend fr-fieldset__legend--regular" id={`${id}-legende`}>
        {legend}
        <Required required={required} />
      </legend>
      <Hint id={id} hint={hint} />
      {options.map((option, rank) => (
        <div key={option.value} class={`fr-fieldset__element${inline ? ' fr-fieldset__element--inline' : ''}`}>
          <div class={`fr-${kind}-group`}>
            <input
              type={kind}
              id={choiceId(id, rank)}
              name={name}
              value={option.value}
              checked={isChosen(option.value)}
              disabled={disabled ?? false}
              aria-describedby={option.hint ? `${choiceId(id, rank)}-choix-aide` : undefined}
            />
            <label class="fr-label" for={choiceId(id, rank)}>
              {option.label}
            </label>
            {option.hint ? (
              <span class="fr-hint-text" id={`${choiceId(id, rank)}-choix-aide`}>
                {option.hint}
              </span>
            ) : null}
          </div>
        </div>
      ))}
      <FaultText id={id} fault={fault} />
    </fieldset>
  );
}

export interface RadiosProps extends ChoicesProps {
  readonly value?: string | null | undefined;
}

/** One among few. */
export const Radios = ({ value, ...props }: RadiosProps) => (
  <Group {...props} kind="radio" isChosen={(one) => one === value} />
);

export interface CheckboxesProps extends ChoicesProps {
  readonly values?: readonly string[] | undefined;
}

/** Any number among few. */
export const Checkboxes = ({ values = [], ...props }: CheckboxesProps) => (
  <Group {...props} kind="checkbox" isChosen={(one) => values.includes(one)} />
);

export interface CheckboxProps extends FieldProps {
  readonly checked?: boolean | undefined;
  /** Sent when it is ticked; `oui` unless said. */
  readonly value?: string | undefined;
}

/** One statement to tick. */
export function Checkbox({
  name,
  label,
  hint,
  fault,
  required,
  checked = false,
  value = 'oui',
  ...props
}: CheckboxProps) {
  const id = props.id ?? fieldId(name);
  return (
    <div class={groupClass('fr-checkbox-group', fault)}>
      <input
        type="checkbox"
        id={id}
        name={name}
        value={value}
        checked={checked}
        required={required ?? false}
        disabled={props.disabled ?? false}
        aria-describedby={describedBy(id, { hint, fault })}
        aria-invalid={fault ? 'true' : undefined}
      />
      <label class="fr-label" for={id}>
        {label}
        <Required required={required} />
      </label>
      <Hint id={id} hint={hint} />
      <FaultText id={id} fault={fault} />
    </div>
  );
}

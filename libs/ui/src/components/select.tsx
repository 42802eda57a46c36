import { t } from '../messages.fr.js';
import { controlProps, FaultText, fieldId, type FieldProps, groupClass, Hint, Label } from './field-frame.js';

export interface Option {
  readonly value: string;
  readonly label: string;
}

export interface SelectProps extends FieldProps {
  readonly options: readonly Option[];
  readonly value?: string | null | undefined;
  /** Label of the choice of nothing; `false` when there is none. */
  readonly empty?: string | false | undefined;
}

/** One among many; radios serve better up to six or so. */
export function Select(props: SelectProps) {
  const { name, label, hint, fault, required, options, value, empty = t('field.choose') } = props;
  const id = props.id ?? fieldId(name);
  return (
    <div class={groupClass('fr-select-group', fault)}>
      <Label id={id} label={label} required={required} />
      <Hint id={id} hint={hint} />
      <select class="fr-select" {...controlProps(id, props)}>
        {empty === false ? null : (
          <option value="" selected={!value}>
            {empty}
          </option>
        )}
        {options.map((option) => (
          <option key={option.value} value={option.value} selected={option.value === value}>
            {option.label}
          </option>
        ))}
      </select>
      <FaultText id={id} fault={fault} />
    </div>
  );
}

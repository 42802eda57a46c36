import { controlProps, FaultText, fieldId, type FieldProps, groupClass, Hint, Label } from './field-frame.js';

export interface InputProps extends FieldProps {
  readonly value?: string | number | null | undefined;
  readonly type?:
    'text' | 'email' | 'tel' | 'url' | 'password' | 'search' | 'date' | 'time' | 'datetime-local' | 'number';
  /** What browsers and password managers may fill in (HTML autofill tokens). */
  readonly autocomplete?: string | undefined;
  readonly inputMode?: 'text' | 'numeric' | 'decimal' | 'email' | 'tel' | 'search' | 'url' | undefined;
  /** Unit shown after the field: €, jours. */
  readonly suffix?: string | undefined;
  readonly maxLength?: number | undefined;
  /** Suggestions, which the reader may leave aside. */
  readonly list?: readonly string[] | undefined;
  readonly readOnly?: boolean | undefined;
  readonly placeholder?: string | undefined;
}

/** A field of one line. */
export function Field(props: InputProps) {
  const {
    name,
    label,
    hint,
    fault,
    required,
    value,
    type = 'text',
    autocomplete,
    inputMode,
    suffix,
    maxLength,
  } = props;
  const id = props.id ?? fieldId(name);
  // Preact types each kind of input apart; those here all take the same.
  const kind = type as 'text';
  const input = (
    <input
      class="fr-input"
      type={kind}
      value={value ?? ''}
      autocomplete={autocomplete}
      inputMode={inputMode}
      maxLength={maxLength}
      readOnly={props.readOnly}
      placeholder={props.placeholder}
      list={props.list ? `${id}-choix` : undefined}
      {...controlProps(id, props)}
    />
  );
  return (
    <div class={groupClass('fr-input-group', fault)}>
      <Label id={id} label={label} required={required} />
      <Hint id={id} hint={hint} />
      {suffix === undefined ? (
        input
      ) : (
        <div class="rb-suffixed">
          {input}
          <span class="rb-suffix">{suffix}</span>
        </div>
      )}
      {props.list ? (
        <datalist id={`${id}-choix`}>
          {props.list.map((one) => (
            <option key={one} value={one} />
          ))}
        </datalist>
      ) : null}
      <FaultText id={id} fault={fault} />
    </div>
  );
}

export interface TextAreaProps extends FieldProps {
  readonly value?: string | null | undefined;
  readonly rows?: number | undefined;
  readonly maxLength?: number | undefined;
}

/** A field of several lines. */
export function TextArea(props: TextAreaProps) {
  const { name, label, hint, fault, required, value, rows = 5, maxLength } = props;
  const id = props.id ?? fieldId(name);
  return (
    <div class={groupClass('fr-input-group', fault)}>
      <Label id={id} label={label} required={required} />
      <Hint id={id} hint={hint} />
      <textarea class="fr-input" rows={rows} maxLength={maxLength} {...controlProps(id, props)}>
        {value ?? ''}
      </textarea>
      <FaultText id={id} fault={fault} />
    </div>
  );
}

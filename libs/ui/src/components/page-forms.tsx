import type { DomainError, Fault } from '@rebond/kernel';
import type { FormBody } from '@rebond/platform';
import { ErrorSummary } from './error-summary.js';
import { faultAt, fieldId } from './field-frame.js';

/** What a refusal says of a form's fields; one that concerns no field is told as a whole. */
export const faultsToShow = ({ faults, code, message }: DomainError): readonly Fault[] =>
  faults.length > 0 ? faults : [{ pointer: '', code, detail: message }];

/** What was typed in a field, to be shown again; undefined where no text was sent. */
export const typedText = (form: FormBody, name: string): string | undefined => {
  const value = form[name];
  return typeof value === 'string' ? value : undefined;
};

/** A form of a page of several that is shown again: which one, why it was refused, and what had been typed. */
export interface Again<Name extends string = string> {
  readonly form: Name;
  readonly refusal: DomainError;
  readonly typed: FormBody;
}

/** Name of the field at a pointer, where the page's field is called otherwise than the input's. */
export type FieldOf = (pointer: string) => string;

interface FieldState {
  readonly id: string;
  readonly name: string;
  readonly value: string;
  readonly fault: string | undefined;
}

/** One form of a page: its faults and values when it was just refused, otherwise what is stored. */
export interface FormState {
  /** It was just refused: it stays open. */
  readonly isRefused: boolean;
  readonly faults: readonly Fault[];
  readonly typed: FormBody;
  /** Name, identifier, value and fault of a field. */
  readonly field: (name: string, stored?: string | number | null) => FieldState;
  /** The same of a tick. */
  readonly tick: (name: string, stored?: boolean) => Omit<FieldState, 'value'> & { readonly checked: boolean };
}

const text = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');

/** A value by its name in a form: `rows[0][name]`. */
const typedAt = (typed: FormBody, name: string): unknown =>
  name
    .split(/[[\]]+/)
    .filter(Boolean)
    .reduce<unknown>(
      (value, part) => (typeof value === 'object' && value !== null ? (value as FormBody)[part] : undefined),
      typed,
    );

/** Fields of several forms of one page may share a name; never an identifier. */
const idIn = (form: string, name: string): string => fieldId(`${form}/${name}`);

export function formState<Name extends string>(form: Name, again: Again<Name> | null, fieldOf?: FieldOf): FormState {
  const mine = again?.form === form ? again : null;
  const refused = mine?.refusal.faults ?? [];
  const faults = fieldOf ? refused.map((one) => ({ ...one, pointer: `/${fieldOf(one.pointer)}` })) : refused;
  const frame = (name: string) => ({ id: idIn(form, name), name, fault: faultAt(faults, name) });
  return {
    isRefused: mine !== null,
    faults,
    typed: mine?.typed ?? {},
    field: (name, stored = '') => ({ ...frame(name), value: text(mine ? typedAt(mine.typed, name) : stored) }),
    tick: (name, stored = false) => ({
      ...frame(name),
      checked: mine ? typedAt(mine.typed, name) !== undefined : stored,
    }),
  };
}

/** Why the last form was refused, above all else on the page. */
export function FormRefusal({ again, fieldOf }: { readonly again: Again | null; readonly fieldOf?: FieldOf }) {
  if (!again) return null;
  const { faults, message } = again.refusal;
  return faults.length > 0 ? (
    <ErrorSummary faults={faults} idOf={(pointer) => idIn(again.form, fieldOf?.(pointer) ?? pointer)} />
  ) : (
    <ErrorSummary faults={[]} title={message} />
  );
}

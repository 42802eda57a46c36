import type { DomainError, Fault } from '@rebond/kernel';
import type { FormBody } from '@rebond/platform';
import { ErrorSummary, faultAt, fieldId } from '@rebond/ui';

/** A form that is shown again: what was refused, why, and what had been typed. */
export interface Again {
  /** Which of the page's forms it is. */
  readonly form: string;
  readonly refusal: DomainError;
  readonly typed: FormBody;
}

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
  field(name: string, stored?: string | number | null): FieldState;
  /** The same of a tick. */
  tick(name: string, stored?: boolean): Omit<FieldState, 'value'> & { readonly checked: boolean };
}

const text = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');

/** Fields of several forms of one page may share a name; never an identifier. */
const idIn = (form: string, name: string): string => fieldId(`${form}/${name}`);

export function stateOf(form: string, again: Again | null): FormState {
  const mine = again?.form === form ? again : null;
  const faults = mine?.refusal.faults ?? [];
  const frame = (name: string) => ({ id: idIn(form, name), name, fault: faultAt(faults, name) });
  return {
    isRefused: mine !== null,
    faults,
    typed: mine?.typed ?? {},
    field: (name, stored = '') => ({ ...frame(name), value: mine ? text(mine.typed[name]) : text(stored) }),
    tick: (name, stored = false) => ({ ...frame(name), checked: mine ? mine.typed[name] !== undefined : stored }),
  };
}

/** Why the last form was refused, above all else on the page. */
export function Refusal({ again }: { readonly again: Again | null }) {
  if (!again) return null;
  const { faults, message } = again.refusal;
  return faults.length > 0 ? (
    <ErrorSummary faults={faults} idOf={(pointer) => idIn(again.form, pointer)} />
  ) : (
    <ErrorSummary faults={[]} title={message} />
  );
}

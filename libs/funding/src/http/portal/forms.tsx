import type { DomainError, Fault } from '@rebond/kernel';
import type { FormBody } from '@rebond/platform';
import { ErrorSummary, faultAt, fieldId } from '@rebond/ui';

/** A form that is shown again: which one of its page, why, and what had been typed. */
export interface Again {
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

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** A value by its name in a form: `rows[0][name]`. */
function typedAt(typed: FormBody, name: string): string {
  const parts = name.split(/[[\]]+/).filter(Boolean);
  const found = parts.reduce<unknown>(
    (value, part) => (typeof value === 'object' && value !== null ? (value as FormBody)[part] : undefined),
    typed,
  );
  return text(found);
}

/** Name, identifier, value and fault of a field of one of the page's forms. */
export function fieldIn(form: string, again: Again | null, name: string, stored = ''): FieldState {
  const mine = again?.form === form ? again : null;
  const faults: readonly Fault[] = mine?.refusal.faults ?? [];
  return {
    id: fieldId(`${form}/${name}`),
    name,
    value: mine ? typedAt(mine.typed, name) : stored,
    fault: faultAt(faults, name),
  };
}

/** Why the last form was refused, above all else on the page. A fault of all rows is told at the first. */
export function Refusal({
  again,
  rows,
}: {
  readonly again: Again | null;
  readonly rows?: Readonly<Record<string, string>>;
}) {
  if (!again) return null;
  const { faults, message } = again.refusal;
  return faults.length > 0 ? (
    <ErrorSummary faults={faults} idOf={(pointer) => fieldId(`${again.form}/${rows?.[pointer] ?? pointer}`)} />
  ) : (
    <ErrorSummary faults={[]} title={message} />
  );
}

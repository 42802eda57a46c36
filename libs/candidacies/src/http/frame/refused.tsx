import type { DomainError } from '@rebond/kernel';
import { ErrorSummary } from '@rebond/ui';

export interface RefusedProps {
  readonly refusal: DomainError | null;
  /** Identifier of the field at a pointer, where it is not the usual one; null: no field to lead to. */
  readonly idOf?: (pointer: string) => string | null;
}

/** What was refused, above the form that is shown again. */
export const Refused = ({ refusal, idOf }: RefusedProps) =>
  refusal === null ? null : (
    <ErrorSummary
      faults={refusal.faults}
      {...(refusal.faults.length === 0 ? { title: refusal.message } : {})}
      {...(idOf ? { idOf } : {})}
    />
  );

/** A text of a form as it was typed. */
export const typed = (form: Readonly<Record<string, unknown>>, name: string): string => {
  const value = form[name];
  return typeof value === 'string' ? value : '';
};

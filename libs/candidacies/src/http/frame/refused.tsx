import type { DomainError } from '@rebond/kernel';
import type { FormBody } from '@rebond/platform';
import { ErrorSummary, typedText } from '@rebond/ui';

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
export const typed = (form: FormBody, name: string): string => typedText(form, name) ?? '';

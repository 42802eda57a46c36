import type { Fault } from '@rebond/kernel';
import type { FormBody } from '@rebond/platform';

/** The faults of a refusal; one that concerns no field is told as a whole. */
export const faultsOf = (refusal: {
  readonly faults: readonly Fault[];
  readonly message: string;
  readonly code: string;
}): readonly Fault[] =>
  refusal.faults.length > 0 ? refusal.faults : [{ pointer: '', code: refusal.code, detail: refusal.message }];

/** What was typed in a field, to be shown again. */
export const textOf = (form: FormBody, name: string): string | undefined => {
  const value = form[name];
  return typeof value === 'string' ? value : undefined;
};

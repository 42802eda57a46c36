import type { FormBody } from '@rebond/platform';

const list = (value: unknown): readonly unknown[] => (value === undefined ? [] : [value].flat());

/** The boxes ticked on a form of expertise: one alone comes as a text, none not at all. */
export const ticked = (
  form: FormBody,
): { readonly topics: readonly unknown[]; readonly regions: readonly unknown[] } => ({
  topics: list(form['topics']),
  regions: list(form['regions']),
});

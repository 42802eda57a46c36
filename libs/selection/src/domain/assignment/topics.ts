import type { CallDefinition } from '@rebond/calls';

/** A subject that candidacies name and reviewers know: a choice of the call's form. */
export interface Topic {
  /** Field and value, as reviewers' declarations store them. */
  readonly key: string;
  readonly label: string;
  /** Question of the form that it answers. */
  readonly group: string;
}

/** The vocabulary of a call: every option of the questions of its form that take several answers. */
export const topicsOf = ({ sections }: Pick<CallDefinition, 'sections'>): readonly Topic[] =>
  sections.flatMap(({ fields }) =>
    fields.flatMap((field) =>
      field.type === 'multiChoice'
        ? field.options.map(({ value, label }) => ({ key: `${field.key}:${value}`, label, group: field.label }))
        : [],
    ),
  );

/** Those that a candidacy's answers name. */
export function topicsNamed(topics: readonly Topic[], answers: Readonly<Record<string, unknown>>): readonly string[] {
  const named = new Set(
    Object.entries(answers).flatMap(([field, value]) =>
      Array.isArray(value) ? value.map((one: unknown) => `${field}:${String(one)}`) : [],
    ),
  );
  return topics.flatMap(({ key }) => (named.has(key) ? [key] : []));
}

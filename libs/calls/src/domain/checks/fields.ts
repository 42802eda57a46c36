import { say } from '@rebond/kernel';
import type { Field, FormField, RepeatedField } from '../definition/field.js';
import type { LocatedIssue } from '../french-issues.js';
import { check, issue, repeatedKeys } from './check.js';

type Path = readonly PropertyKey[];

/** Calls back for every field of the form, rows included, with its path. */
export function eachField(
  sections: readonly { readonly fields: readonly FormField[] }[],
  visit: (field: Field, path: Path, block?: RepeatedField) => LocatedIssue[],
): LocatedIssue[] {
  return sections.flatMap((section, s) =>
    section.fields.flatMap((field, f) => {
      const path = ['sections', s, 'fields', f];
      const rows = field.type === 'repeated' ? field.fields : [];
      return [
        ...visit(field, path),
        ...rows.flatMap((row, r) => visit(row, [...path, 'fields', r], field as RepeatedField)),
      ];
    }),
  );
}

export const keysAreUnique = check(['sections'], ({ sections }) => {
  const placed = sections.flatMap((section, s) =>
    section.fields.map((field, f) => ({ field, path: ['sections', s, 'fields', f] })),
  );
  const formKeys = new Set(placed.map(({ field }) => field.key));
  const twice = (path: Path, key: string) =>
    issue([...path, 'key'], 'duplicate-key', say`clé de champ déjà employée : ${key}`);
  return [
    ...repeatedKeys(sections, (section) => section.key).map(({ index, key }) =>
      issue(['sections', index, 'key'], 'duplicate-key', say`clé de section déjà employée : ${key}`),
    ),
    ...repeatedKeys(placed, ({ field }) => field.key).flatMap(({ index, key }) =>
      twice(placed[index]?.path ?? [], key),
    ),
    // A row's field may not bear the name of a field of the form: a condition would not know which one is meant.
    ...placed.flatMap(({ field, path }) => {
      if (field.type !== 'repeated') return [];
      const again = new Set(repeatedKeys(field.fields, (row) => row.key).map(({ index }) => index));
      return field.fields.flatMap((row, r) =>
        again.has(r) || formKeys.has(row.key) || row.key === 'id' ? [twice([...path, 'fields', r], row.key)] : [],
      );
    }),
  ];
});

export const promisesHaveADate = check(['sections'], ({ sections }) =>
  eachField(sections, (field, path) => {
    const within = 'promisedWithin' in field ? field.promisedWithin : undefined;
    if (field.requirement === 'promised' && !within)
      return [
        issue(path, 'promise-without-date', say`« ${field.key} » est promis sans échéance : indiquer promisedWithin`),
      ];
    if (field.requirement !== 'promised' && within)
      return [
        issue(
          [...path, 'promisedWithin'],
          'date-without-promise',
          say`« ${field.key} » a une échéance de promesse mais n'est pas « promised »`,
        ),
      ];
    return [];
  }),
);

export const boundsAreOrdered = check(['sections'], ({ sections }) =>
  eachField(sections, (field, path) => {
    const pairs: (readonly [low: string, high: string])[] = [
      ['min', 'max'],
      ['minLength', 'maxLength'],
    ];
    const values = field as unknown as Readonly<Record<string, number | string | undefined>>;
    return pairs.flatMap(([low, high]) => {
      const [from, to] = [values[low], values[high]];
      return from !== undefined && to !== undefined && from > to
        ? [issue([...path, low], 'bounds', say`${low} (${from}) dépasse ${high} (${to})`)]
        : [];
    });
  }),
);

export const optionsAreDistinct = check(['sections'], ({ sections }) =>
  eachField(sections, (field, path) => {
    if (field.type !== 'choice' && field.type !== 'multiChoice') return [];
    return repeatedKeys(field.options, (option) => option.value).map(({ index, key }) =>
      issue([...path, 'options', index, 'value'], 'duplicate-option', say`option déjà donnée : ${key}`),
    );
  }),
);

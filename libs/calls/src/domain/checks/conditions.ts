import { say } from '@rebond/kernel';
import type { Condition, FieldTest, Scalar } from '../definition/condition.js';
import { testsOf } from '../definition/condition.js';
import type { Field, RepeatedField } from '../definition/field.js';
import type { LocatedIssue } from '../french-issues.js';
import { conditionsOf, formFields, rowFieldOf } from '../form.js';
import type { PlacedField } from '../form.js';
import { check, issue } from './check.js';
import { eachField } from './fields.js';

const LISTS: ReadonlySet<Field['type']> = new Set(['multiChoice', 'epciList', 'file', 'repeated']);
const NUMBERS: ReadonlySet<Field['type']> = new Set(['integer', 'money', 'personDays']);
const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/;

/** Why a value can't be compared with the answers of a field; undefined when it can. */
function scalarMismatch(field: Field, value: Scalar): string | undefined {
  if (NUMBERS.has(field.type)) return typeof value === 'number' ? undefined : say`un nombre est attendu`;
  if (field.type === 'yesNo') return typeof value === 'boolean' ? undefined : say`true ou false est attendu`;
  if (field.type === 'date')
    return typeof value === 'string' && ISO_DATE.test(value) ? undefined : say`une date AAAA-MM-JJ est attendue`;
  if (field.type === 'choice' || field.type === 'multiChoice')
    return field.options.some((option) => option.value === value)
      ? undefined
      : say`« ${String(value)} » n'est pas une de ses options`;
  return typeof value === 'string' ? undefined : say`un texte est attendu`;
}

function testMismatch(field: Field, test: FieldTest): string | undefined {
  if ('answered' in test) return undefined;
  if ('atLeast' in test) {
    if (NUMBERS.has(field.type) || LISTS.has(field.type))
      return typeof test.atLeast === 'number' ? undefined : say`atLeast attend un nombre`;
    if (field.type === 'date') return scalarMismatch(field, test.atLeast);
    return say`atLeast ne s'applique pas à un champ « ${field.type} »`;
  }
  if ('equals' in test)
    return LISTS.has(field.type)
      ? say`equals ne s'applique pas à un champ « ${field.type} »`
      : scalarMismatch(field, test.equals);
  if (LISTS.has(field.type) && field.type !== 'multiChoice')
    return say`in ne s'applique pas à un champ « ${field.type} »`;
  return test.in.map((value) => scalarMismatch(field, value)).find((reason) => reason !== undefined);
}

export const conditionsAreSound = check(['sections'], (form) => {
  const fields = formFields(form);
  const faults = (condition: Condition | undefined, path: readonly PropertyKey[], block?: RepeatedField) =>
    (condition ? testsOf(condition) : []).flatMap(({ test, path: inside }): LocatedIssue[] => {
      const target = (block && rowFieldOf(block, test.field)) ?? fields.get(test.field)?.field;
      const at = [...path, 'showIf', ...inside];
      if (!target)
        return [issue([...at, 'field'], 'unknown-field', say`la condition porte sur un champ inconnu : ${test.field}`)];
      const mismatch = testMismatch(target, test);
      return mismatch ? [issue(at, 'condition-type', say`condition sur « ${test.field} » : ${mismatch}`)] : [];
    });
  return [
    ...form.sections.flatMap((section, s) => faults(section.showIf, ['sections', s])),
    ...eachField(form.sections, (field, path, block) => faults(field.showIf, path, block)),
  ];
});

type Graph = ReadonlyMap<string, readonly string[]>;

/** Cycles of a graph, each once, as the keys along it. */
function cyclesOf(graph: Graph): string[][] {
  const done = new Set<string>();
  const cycles: string[][] = [];
  const walk = (key: string, trail: readonly string[]): void => {
    const start = trail.indexOf(key);
    if (start >= 0) {
      cycles.push(trail.slice(start));
      return;
    }
    if (done.has(key)) return;
    for (const next of graph.get(key) ?? []) walk(next, [...trail, key]);
    done.add(key);
  };
  for (const key of graph.keys()) walk(key, []);
  return cycles;
}

const dependencies = (placed: PlacedField): string[] => [
  ...new Set(conditionsOf(placed).flatMap((condition) => testsOf(condition).map(({ test }) => test.field))),
];

export const conditionsHaveNoCycle = check(['sections'], (form) => {
  const cycleIssue = (cycle: readonly string[], path: readonly PropertyKey[]) =>
    issue(path, 'condition-cycle', say`cycle de conditions : ${[...cycle, cycle[0] ?? ''].join(' → ')}`);
  const fields = formFields(form);
  const graph = new Map([...fields].map(([key, placed]) => [key, dependencies(placed)]));
  const pathOf = (key: string): readonly PropertyKey[] => {
    const s = form.sections.findIndex((section) => section.fields.some((field) => field.key === key));
    const f = form.sections[s]?.fields.findIndex((field) => field.key === key) ?? -1;
    return ['sections', s, 'fields', f];
  };
  const rows = form.sections.flatMap((section, s) =>
    section.fields.flatMap((block, f) => {
      if (block.type !== 'repeated') return [];
      const inRow = new Map(
        block.fields.map((row) => [
          row.key,
          (row.showIf ? testsOf(row.showIf) : []).map(({ test }) => test.field).filter((key) => rowFieldOf(block, key)),
        ]),
      );
      return cyclesOf(inRow).map((cycle) =>
        cycleIssue(cycle, [
          'sections',
          s,
          'fields',
          f,
          'fields',
          block.fields.findIndex((row) => row.key === cycle[0]),
        ]),
      );
    }),
  );
  return [...cyclesOf(graph).map((cycle) => cycleIssue(cycle, pathOf(cycle[0] ?? ''))), ...rows];
});

export const depositNeverWaitsForSelection = check(['sections'], (form) => {
  const fields = formFields(form);
  /** The field asked after selection that this one waits for, directly or through others. */
  const waitsFor = (key: string, seen: ReadonlySet<string>): string | undefined => {
    const placed = fields.get(key);
    if (!placed || seen.has(key)) return undefined;
    if (placed.field.requirement === 'afterSelection') return key;
    return dependencies(placed)
      .map((next) => waitsFor(next, new Set([...seen, key])))
      .find((found) => found !== undefined);
  };
  return eachField(form.sections, (field, path, block) => {
    if (block || (field.requirement !== 'blocking' && field.requirement !== 'promised')) return [];
    const later = waitsFor(field.key, new Set());
    return later === undefined
      ? []
      : [
          issue(
            [...path, 'showIf'],
            'hidden-behind-after-selection',
            say`« ${field.key} » est demandé au dépôt mais dépend de « ${later} », demandé après la sélection`,
          ),
        ];
  });
});

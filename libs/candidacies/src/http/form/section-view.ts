import {
  answerOf,
  conditionsOf,
  formFields,
  testsOf,
  visibleFields,
  type Answers,
  type CallDefinition,
  type Condition,
  type Section,
  type Wave,
} from '@rebond/calls';
import type { Fault } from '@rebond/kernel';
import type { FoundTerritory } from '@rebond/territories';
import type { Names } from '../../application/form/answer-text.js';
import type { FormState } from '../../application/form/read-form.js';
import type { Candidacy } from '../../infrastructure/case-row.js';

/** What was found for the search of a list of EPCI. */
export interface Found {
  readonly field: string;
  readonly query: string;
  readonly items: readonly FoundTerritory[];
}

/** What its fields show of a candidacy, stored or not. */
export interface FieldsView {
  readonly state: {
    readonly definition: CallDefinition;
    readonly candidacy: Pick<Candidacy, 'id' | 'perimeter' | 'departement'>;
    readonly wave: Pick<Wave, 'cutoffAt'>;
  };
  readonly answers: Answers;
  readonly faults: readonly Fault[];
  readonly names: Names;
  readonly found: Found | null;
}

/** One page of the form, as it is to be shown: what is stored, replaced by what was just typed where that was refused. */
export interface SectionView extends FieldsView {
  readonly state: FormState;
  readonly section: Section;
  /** Why nothing that was sent could be kept. */
  readonly refusal: string | null;
  /** Fields that someone else changed, whose stored value stands beside what was typed. */
  readonly conflicts: ReadonlySet<string>;
  /** Hidden value of fields whose page is older than what is stored. */
  readonly seen: Readonly<Record<string, string>>;
  readonly csrf: string | null;
  /** The seat in whose name the page is filled in. */
  readonly seat: string;
}

/** Conditions of a field as browsers read them, its section's with it; undefined when it is always shown. */
export function conditionText(definition: CallDefinition, key: string): string | undefined {
  const placed = formFields(definition).get(key);
  const conditions = placed ? conditionsOf(placed) : [];
  return conditions.length === 0 ? undefined : JSON.stringify({ all: conditions });
}

const fieldsAsked = (condition: Condition): readonly string[] => testsOf(condition).map(({ test }) => test.field);

/** Answers of other sections that this one's conditions ask for, those that count. */
export function answersAround(definition: CallDefinition, section: Section, answers: Answers): Record<string, unknown> {
  const here = new Set(section.fields.map(({ key }) => key));
  const visible = new Set(visibleFields(definition, answers).map(({ key }) => key));
  const conditions = section.fields.flatMap((field) => [
    ...(field.showIf ? [field.showIf] : []),
    ...(field.type === 'repeated' ? field.fields.flatMap((cell) => cell.showIf ?? []) : []),
  ]);
  const asked = [...conditions, ...(section.showIf ? [section.showIf] : [])].flatMap(fieldsAsked);
  return Object.fromEntries(
    [...new Set(asked)]
      .filter((key) => !here.has(key) && visible.has(key))
      .map((key) => [key, answerOf(answers, key) ?? null]),
  );
}

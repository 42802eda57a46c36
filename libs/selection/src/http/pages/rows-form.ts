import { z } from 'zod';
import type { Fault } from '@rebond/kernel';
import { inputOfForm, type FormBody } from '@rebond/platform';
import { differInput } from '../../application/differ/input.js';
import type { LineView } from '../../application/read/present.js';
import { proposeInput } from '../../application/propose/input.js';

/** A row as it was typed. */
export type TypedRow = Readonly<Record<string, unknown>>;

const rowsOf = (form: FormBody): readonly TypedRow[] => {
  const rows = z.union([
    z.array(z.record(z.string(), z.unknown())),
    z.record(z.string(), z.record(z.string(), z.unknown())),
  ]);
  const read = rows.safeParse(form['rows']);
  if (!read.success) return [];
  return Array.isArray(read.data) ? read.data : Object.values(read.data);
};

const linesOf = (text: unknown): readonly string[] =>
  typeof text === 'string'
    ? text
        .split(/\r?\n/)
        .map((line) => line.trim())
        .filter((line) => line !== '')
    : [];

export interface RowsForm {
  readonly input: unknown;
  readonly rows: readonly TypedRow[];
  /** Where a fault of the input lies on the page, whose rows left out are not in the input. */
  readonly placed: (fault: Fault) => Fault;
}

/** The rows of a form that say something in `field`, in their order. */
function picked(form: FormBody, field: string): { rows: readonly TypedRow[]; ranks: number[]; said: TypedRow[] } {
  const rows = rowsOf(form);
  const ranks = rows.flatMap((row, i) => ((row[field] ?? '') === '' ? [] : [i]));
  return { rows, ranks, said: ranks.map((i) => ({ ...rows[i], reasons: linesOf(rows[i]?.['reasons']) })) };
}

const placedIn =
  (member: string, ranks: readonly number[]) =>
  (fault: Fault): Fault => {
    const [, line, rest = ''] = new RegExp(`^/${member}/(\\d+)(.*)$`).exec(fault.pointer) ?? [];
    const row = line === undefined ? undefined : ranks[Number(line)];
    return row === undefined
      ? fault
      : { ...fault, pointer: `/rows/${String(row)}${rest.replace(/(\/reasons)\/\d+$/, '$1')}` };
  };

/** The list that a form proposes: its rows with a decision. */
export function proposeForm(form: FormBody): RowsForm {
  const { rows, ranks, said: lines } = picked(form, 'outcome');
  const { waveId, title, replaces } = form;
  const input = inputOfForm(proposeInput, { waveId, title, lines, ...(replaces === undefined ? {} : { replaces }) });
  return { rows, input, placed: placedIn('lines', ranks) };
}

/** The differences that a form makes: its rows with a reason for one. */
export function differForm(form: FormBody): RowsForm {
  const { rows, ranks, said: differences } = picked(form, 'reason');
  return { rows, input: inputOfForm(differInput, { differences }), placed: placedIn('differences', ranks) };
}

const typedNumber = (value: number | null): string => String(value ?? '').replace('.', ',');

/** A line as a row that is typed already. */
export const rowOf = (line: LineView): TypedRow => ({
  candidacyId: line.candidacyId,
  outcome: line.outcome,
  reasons: line.reasons.join('\n'),
  conditions: line.conditions ?? '',
  nextWaveId: line.nextWaveId ?? '',
  envelopeEur: typedNumber(line.envelopeEur),
  personDays: typedNumber(line.personDays),
});

/** What a row holds in a field, as text. */
export const typedText = (row: TypedRow | undefined, name: string): string => {
  const value = row?.[name];
  return typeof value === 'string' ? value : '';
};

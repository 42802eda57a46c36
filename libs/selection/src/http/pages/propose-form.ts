import { z } from 'zod';
import type { Fault } from '@rebond/kernel';
import { inputOfForm, type FormBody } from '@rebond/platform';
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

export interface ProposeForm {
  readonly input: unknown;
  readonly rows: readonly TypedRow[];
  /** Where a fault of the list lies on the page, whose rows left out are no lines. */
  readonly placed: (fault: Fault) => Fault;
}

/** The list that a form proposes: its rows with a decision, in their order. */
export function proposeForm(form: FormBody): ProposeForm {
  const rows = rowsOf(form);
  const picked = rows.flatMap((row, i) => (row['outcome'] === '' || row['outcome'] === undefined ? [] : [i]));
  const lines = picked.map((i) => ({ ...rows[i], reasons: linesOf(rows[i]?.['reasons']) }));
  const { waveId, title } = form;
  return {
    rows,
    input: inputOfForm(proposeInput, { waveId, title, lines }),
    placed: (fault) => {
      const [, line, rest = ''] = /^\/lines\/(\d+)(.*)$/.exec(fault.pointer) ?? [];
      const row = line === undefined ? undefined : picked[Number(line)];
      return row === undefined
        ? fault
        : { ...fault, pointer: `/rows/${String(row)}${rest.replace(/(\/reasons)\/\d+$/, '$1')}` };
    },
  };
}

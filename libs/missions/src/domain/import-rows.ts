import { z } from 'zod';
import { say } from '@rebond/kernel';
import type { Fault } from '@rebond/kernel';
import { amountCell, countCell, dateCell, sirenCell, statusCell, textCell, yesNoCell } from './cells.js';

/** A row of a file of interviews; its keys are the columns. `reference` is the firms' own, stable across files. */
export const interviewRow = z.object({
  reference: textCell(100),
  company: textCell(200),
  heldOn: dateCell,
  siren: sirenCell.optional(),
  /** Name of the firm that held it, as it is engaged. */
  firm: textCell(200).optional(),
  /** Made up for a demonstration. */
  invented: yesNoCell.default(false),
});
export type InterviewRow = z.output<typeof interviewRow>;

/** A row of a file of industrial projects; amounts in euros. */
export const projectRow = z.object({
  reference: textCell(100),
  company: textCell(200),
  title: textCell(300),
  capexEur: amountCell,
  jobsPotential: countCell,
  jobsPlanned: countCell.default(0),
  isStructuring: yesNoCell.default(false),
  siren: sirenCell.optional(),
  invented: yesNoCell.default(false),
  /** A dropped project stays in the list and leaves the figures. */
  status: statusCell.default('identified'),
});
export type ProjectRow = z.output<typeof projectRow>;

interface Located {
  readonly value: { readonly reference: string };
  readonly line: number;
  readonly fault: (column: string, code: string, detail: string) => Fault;
}

/** A file that gives one reference twice does not say which row holds. */
export function doubledReferences(rows: readonly Located[]): readonly Fault[] {
  const first = new Map<string, number>();
  return rows.flatMap((row) => {
    const before = first.get(row.value.reference);
    if (before === undefined) first.set(row.value.reference, row.line);
    return before === undefined
      ? []
      : [
          row.fault(
            'reference',
            'reference-twice',
            say`référence « ${row.value.reference} » déjà donnée ligne ${before}.`,
          ),
        ];
  });
}

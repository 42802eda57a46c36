import type { z } from 'zod';
import { say } from '@rebond/kernel';
import type { Fault } from '@rebond/kernel';
import { faultAt, readCsv, refuseFaults, sha256, type CsvFile, type CsvRow } from '@rebond/platform';
import { doubledReferences } from '../../domain/import-rows.js';

type Referenced = z.ZodObject<{ reference: z.ZodType<string> }>;

/** What a file holds, with everything that is wrong with it. */
export interface CheckedRows<Row> {
  readonly rows: readonly Row[];
  /** As `file:line:column`. */
  readonly faults: readonly Fault[];
}

/**
 * Reads the rows of a file and finds all its faults.
 * @param more faults that only the case can tell
 */
export function checkedRows<Schema extends Referenced>(
  file: CsvFile,
  schema: Schema,
  more: (row: CsvRow<z.output<Schema>>) => readonly Fault[] = () => [],
): CheckedRows<z.output<Schema>> {
  const { rows, faults } = readCsv(file, schema);
  const place = { line: 1, column: 1 };
  const empty =
    rows.length + faults.length === 0 ? [faultAt(file, place, 'empty', say`aucune ligne sous l’en-tête.`)] : [];
  return {
    rows: rows.map((row) => row.value),
    faults: [...faults, ...doubledReferences(rows), ...rows.flatMap(more), ...empty],
  };
}

/** All the rows of a file, or none. @throws RefusedError `file-refused` with every fault */
export function acceptedRows<Row>(file: CsvFile, { rows, faults }: CheckedRows<Row>): readonly Row[] {
  refuseFaults(file, faults);
  return rows;
}

/** What identifies an imported file in the audit log. */
export const fileDigest = (file: CsvFile): string => sha256(Buffer.from(file.bytes)).toString('hex');

// A type, so that it is JSON. Rows of a file whose reference was there before are updated, or left as they were.
export type ImportCounts = { readonly added: number; readonly updated: number; readonly unchanged: number };

import type { z } from 'zod';
import type { Fault } from '@rebond/kernel';
import { faultAt, readCsv, refuseFaults, sha256, type CsvFile, type CsvRow } from '@rebond/platform';
import { doubledReferences } from '../../domain/import-rows.js';

type Referenced = z.ZodObject<{ reference: z.ZodType<string> }>;

/**
 * All the rows of a file, or none.
 * @param more faults that only the case can tell
 * @throws RefusedError `file-refused` with every fault as `file:line:column`
 */
export function acceptedRows<Schema extends Referenced>(
  file: CsvFile,
  schema: Schema,
  more: (row: CsvRow<z.output<Schema>>) => readonly Fault[] = () => [],
): readonly z.output<Schema>[] {
  const { rows, faults } = readCsv(file, schema);
  const place = { line: 1, column: 1 };
  const empty =
    rows.length + faults.length === 0 ? [faultAt(file, place, 'empty', 'aucune ligne sous l’en-tête.')] : [];
  refuseFaults(file, [...faults, ...doubledReferences(rows), ...rows.flatMap(more), ...empty]);
  return rows.map((row) => row.value);
}

/** What identifies an imported file in the audit log. */
export const fileDigest = (file: CsvFile): string => sha256(Buffer.from(file.bytes)).toString('hex');

// A type, so that it is JSON. Rows of a file whose reference was there before are updated, or left as they were.
export type ImportCounts = { readonly added: number; readonly updated: number; readonly unchanged: number };

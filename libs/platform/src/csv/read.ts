import { CsvError, parse } from 'csv-parse/sync';
import { z } from 'zod';
import { said, say } from '@rebond/kernel';
import type { Fault } from '@rebond/kernel';
import { decodeStrictly } from './decode.js';
import { type CsvFile, faultAt, type Place } from './fault.js';
import { type PlaceOf, placesIn } from './place.js';

/** One accepted row; `fault` makes a fault located at one of its cells. */
export interface CsvRow<Value> {
  readonly value: Value;
  readonly line: number;
  readonly fault: (column: string, code: string, detail: string) => Fault;
}

export interface CsvContent<Value> {
  readonly rows: readonly CsvRow<Value>[];
  readonly faults: readonly Fault[];
}

interface Cell {
  readonly text: string;
  /** Bytes from the beginning of the text. */
  readonly offset: number;
}

const french = z.locales.fr().localeError;

/** Spreadsheets set to French write semicolons. */
function delimiterOf(text: string): string {
  const header = text.slice(0, text.indexOf('\n') === -1 ? undefined : text.indexOf('\n'));
  return header.split(';').length > header.split(',').length ? ';' : ',';
}

const cellsOf = (text: string): Cell[][] =>
  // Its types don't know that `cast` decides what a cell is.
  parse(text, {
    delimiter: delimiterOf(text),
    relax_column_count: true,
    skip_empty_lines: true,
    cast: (cell, context): Cell => {
      const written = context.quoting ? `"${cell.replaceAll('"', '""')}"` : cell;
      return { text: cell, offset: context.bytes - Buffer.byteLength(written) };
    },
  }) as unknown as Cell[][];

const SYNTAX: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: say`un guillemet ouvrant n'est pas refermé.`,
  CSV_INVALID_CLOSING_QUOTE: say`un guillemet fermant est suivi de texte.`,
  INVALID_OPENING_QUOTE: say`un guillemet s'ouvre au milieu d'une cellule.`,
};

/** At the cell that cannot be read: the parser counts up to the delimiter before it. */
function syntaxFault(file: CsvFile, bytes: Buffer, error: unknown): Fault {
  if (!(error instanceof CsvError)) throw error;
  const offset = typeof error['bytes'] === 'number' ? error['bytes'] : 0;
  const isDelimiter = [',', ';'].includes(String.fromCharCode(bytes[offset] ?? 0));
  const place = placesIn(bytes)(isDelimiter ? offset + 1 : offset);
  return faultAt(file, place, 'csv-syntax', SYNTAX[error.code] ?? error.message);
}

/** A sentence for one fault of a cell; the schema's own message where it has one. */
const sentence = (column: string, text: string, issue: z.core.$ZodIssue): string =>
  text === '' && issue.code === 'invalid_type'
    ? say`colonne ${column} : cellule vide.`
    : say`colonne ${column} : ${said(issue.message)}${text === '' ? '' : say` (« ${text} »)`}`;

/**
 * Reads a CSV (UTF-8, comma or semicolon, header first) by the schema of its rows, whose keys are the columns that
 * must be there; others are left aside. Cells are trimmed; an empty one is absent. Faults of encoding, of the header
 * or of syntax leave no row; a row with a faulty cell is left out; the caller adds its own faults and refuses all.
 */
export function readCsv<Schema extends z.ZodObject>(file: CsvFile, schema: Schema): CsvContent<z.output<Schema>> {
  const { text, faults } = decodeStrictly(file);
  if (faults.length > 0) return { rows: [], faults };
  const bytes = Buffer.from(text);
  try {
    return readRows(file, placesIn(bytes), cellsOf(text), schema);
  } catch (error) {
    return { rows: [], faults: [syntaxFault(file, bytes, error)] };
  }
}

/** A cell as it was written, at the place that its faults name. */
export interface CsvCell extends Place {
  readonly text: string;
}

/** Every cell of a file, header first, to be shown beside its faults; none when it can't be read at all. */
export function readCells(file: CsvFile): readonly (readonly CsvCell[])[] {
  const { text, faults } = decodeStrictly(file);
  if (faults.length > 0) return [];
  const placeOf = placesIn(Buffer.from(text));
  try {
    return cellsOf(text).map((cells) => cells.map((cell) => ({ text: cell.text.trim(), ...placeOf(cell.offset) })));
  } catch (error) {
    if (error instanceof CsvError) return [];
    throw error;
  }
}

function headerFaults(file: CsvFile, columns: readonly string[], expected: readonly string[]): Fault[] {
  const found = columns.join(', ') || say`aucune`;
  return expected.flatMap((column) => {
    const times = columns.filter((one) => one === column).length;
    if (times === 1) return [];
    const detail = times === 0 ? say`colonne ${column} absente (lues : ${found}).` : say`colonne ${column} en double.`;
    return [faultAt(file, { line: 1, column: 1 }, times === 0 ? 'missing-column' : 'double-column', detail)];
  });
}

function readRows<Schema extends z.ZodObject>(
  file: CsvFile,
  placeOf: PlaceOf,
  [header = [], ...records]: readonly (readonly Cell[])[],
  schema: Schema,
): CsvContent<z.output<Schema>> {
  const columns = header.map((cell) => cell.text.trim());
  const optional = Object.entries(schema.shape).filter(([, type]) => z.safeParse(type, undefined).success);
  const absent = optional.map(([name]) => name).filter((name) => !columns.includes(name));
  const known = Object.keys(schema.shape).filter((name) => !absent.includes(name));
  const refused = headerFaults(file, columns, known);
  if (refused.length > 0) return { rows: [], faults: refused };

  const rows: CsvRow<z.output<Schema>>[] = [];
  const faults: Fault[] = [];
  for (const cells of records) {
    const start = placeOf(cells[0]?.offset ?? 0);
    if (cells.length !== columns.length) {
      const detail = say`la ligne compte ${cells.length} cellules, l'en-tête ${columns.length}.`;
      faults.push(faultAt(file, start, 'cell-count', detail));
      continue;
    }
    const cellOf = (column: string): Cell | undefined => cells[columns.indexOf(column)];
    const fault = (column: string, code: string, detail: string): Fault =>
      faultAt(file, placeOf(cellOf(column)?.offset ?? cells[0]?.offset ?? 0), code, detail);
    const texts = known.map((column) => [column, cellOf(column)?.text.trim() ?? ''] as const);
    const parsed = schema.safeParse(Object.fromEntries(texts.filter(([, text]) => text !== '')), { error: french });
    if (parsed.success) rows.push({ value: parsed.data, line: start.line, fault });
    else
      for (const issue of parsed.error.issues) {
        const column = String(issue.path[0] ?? columns[0]);
        faults.push(fault(column, 'cell', sentence(column, cellOf(column)?.text.trim() ?? '', issue)));
      }
  }
  return { rows, faults };
}

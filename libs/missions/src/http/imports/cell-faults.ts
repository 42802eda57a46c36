import { say, type Fault } from '@rebond/kernel';
import type { CsvCell } from '@rebond/platform';

/** A fault of a file at its cell. */
export interface CellFault {
  readonly line: number;
  /** Rank of the character in its line; the cell's own, where it has one. */
  readonly column: number;
  /** What the cell's column is called; empty where the fault is of no cell. */
  readonly name: string;
  /** What the cell holds; null where the fault is of no cell. */
  readonly text: string | null;
  /** What is wrong, without what the table says beside it. */
  readonly reason: string;
}

interface Place {
  readonly line: number;
  readonly column: number;
}

export const keyOf = ({ line, column }: Place): string => `${line}:${column}`;

const capital = (text: string): string => text.charAt(0).toLocaleUpperCase('fr') + text.slice(1);

/** Stands for the reason, to find what the sentence says before and after it in any language. */
const HERE = '\0';

/** The sentence of a fault repeats its column and its value, for those who read it alone. */
function withoutPlace(detail: string, name: string, text: string): string {
  const value = text === '' ? '' : say` (« ${text} »)`;
  const [before = '', after = ''] = say`colonne ${name} : ${HERE}${value}`.split(HERE);
  const told = detail.startsWith(before) ? detail.slice(before.length) : detail;
  return capital(after !== '' && told.endsWith(after) ? told.slice(0, -after.length) : told);
}

/** The faults of a file in its order, each with the name of its column. */
export function cellFaults(faults: readonly Fault[], cells: readonly (readonly CsvCell[])[]): readonly CellFault[] {
  const [header = []] = cells;
  const known = new Map(
    cells.flatMap((row) => row.map((cell, rank) => [keyOf(cell), { name: header[rank]?.text ?? '', text: cell.text }])),
  );
  return faults
    .map(({ pointer, detail }) => {
      const [, line, column] = /:(\d+):(\d+)$/.exec(pointer) ?? [];
      const place = { line: Number(line ?? 0), column: Number(column ?? 0) };
      const { name, text } = known.get(keyOf(place)) ?? { name: '', text: null };
      return { ...place, name, text, reason: text === null ? detail : withoutPlace(detail, name, text) };
    })
    .toSorted((a, b) => a.line - b.line || a.column - b.column);
}

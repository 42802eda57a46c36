import { plural, type Fault, RefusedError, say } from '@rebond/kernel';

/** A file as it came, with the name that its faults are told by. */
export interface CsvFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Both from 1; the column counts characters in its line. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** A fault of a file, with `file:line:column` as its pointer. */
export const faultAt = (file: CsvFile, place: Place, code: string, detail: string): Fault => ({
  pointer: `${file.name}:${place.line}:${place.column}`,
  code,
  detail,
});

const placeOf = (fault: Fault): readonly [number, number] => {
  const [, line, column] = /:(\d+):(\d+)$/.exec(fault.pointer) ?? [];
  return [Number(line ?? 0), Number(column ?? 0)];
};

/**
 * All or nothing: lets a file without fault pass.
 * @throws RefusedError `file-refused` with every fault, in the order of the file
 */
export function refuseFaults(file: CsvFile, faults: readonly Fault[]): void {
  if (faults.length === 0) return;
  const sorted = faults.toSorted((a, b) => {
    const [one, other] = [placeOf(a), placeOf(b)];
    return one[0] - other[0] || one[1] - other[1];
  });
  const count = faults.length === 1 ? say`une erreur` : plural(faults.length, 'erreur', 'erreurs');
  throw new RefusedError(
    'file-refused',
    say`Le fichier ${file.name} comporte ${count} : rien n'a été importé.`,
    sorted,
  );
}

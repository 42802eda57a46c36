import { say } from '@rebond/kernel';
import type { Fault } from '@rebond/kernel';
import type { CsvFile } from './fault.js';
import { faultAt } from './fault.js';

const LINE_FEED = 0x0a;

/** How many characters of the line are read before the byte that is not UTF-8. */
function readableLength(line: Uint8Array): number {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let length = 0;
  try {
    for (let i = 0; i < line.length; i += 1)
      length += Array.from(decoder.decode(line.subarray(i, i + 1), { stream: true })).length;
  } catch {
    // The byte before this one ended the last readable character.
  }
  return length;
}

/**
 * Decodes a file as UTF-8 (with or without byte order mark), replacing nothing.
 * @returns the text, or one fault per line that is not UTF-8, at its first unreadable character
 */
export function decodeStrictly(file: CsvFile): { readonly text: string; readonly faults: readonly Fault[] } {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(file.bytes), faults: [] };
  } catch {
    return { text: '', faults: unreadableLines(file) };
  }
}

function unreadableLines(file: CsvFile): Fault[] {
  const faults: Fault[] = [];
  for (let start = 0, number = 1; start < file.bytes.length; number += 1) {
    const feed = file.bytes.indexOf(LINE_FEED, start);
    const end = feed === -1 ? file.bytes.length : feed;
    const line = file.bytes.subarray(start, end);
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(line);
    } catch {
      const place = { line: number, column: readableLength(line) + 1 };
      faults.push(
        faultAt(
          file,
          place,
          'not-utf8',
          say`ce caractère n'est pas de l'UTF-8 : enregistrez le fichier en « CSV UTF-8 ».`,
        ),
      );
    }
    start = end + 1;
  }
  return faults;
}

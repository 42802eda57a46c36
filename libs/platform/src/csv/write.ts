/** Starts the file, so that spreadsheets read UTF-8. */
export const BYTE_ORDER_MARK = '\uFEFF';

/** What a spreadsheet would run instead of showing (OWASP, « CSV injection »); a tab or a return may hide it. */
const FORMULA = /^[\s]*[=+\-@]|^[\t\r]/;

/**
 * A cell as French spreadsheets read it: quoted where it must be, and text that would be a formula kept text by a
 * leading apostrophe.
 */
export function csvCell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value).replace('.', ',');
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export const csvLine = (cells: readonly (string | number | null)[]): string => `${cells.map(csvCell).join(';')}\r\n`;

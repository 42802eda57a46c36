const LONGEST_BYTES = 120;

/** As much of a text as fits, whole characters. */
function within(text: string, bytes: number): string {
  let kept = '';
  for (const character of text) {
    if (Buffer.byteLength(kept + character) > bytes) break;
    kept += character;
  }
  return kept;
}

/** A name that a person gave to a file, as every system may write it to disk: never a path, never hidden, never too long. */
export function safeFileName(name: string): string {
  const plain = name
    .normalize('NFC')
    .toWellFormed()
    // eslint-disable-next-line no-control-regex -- control characters are what is taken out
    .replace(/[\u0000-\u001F\u007F-\u009F\u200B-\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/gu, '')
    .replace(/[\\/:*?"<>|]/gu, '_')
    .replace(/^[. ]+|[. ]+$/gu, '');
  const end = /\.[\p{L}\p{N}]{1,10}$/u.exec(plain)?.[0] ?? '';
  const start = within(plain.slice(0, plain.length - end.length), LONGEST_BYTES - Buffer.byteLength(end));
  return `${start}${end}` === '' ? 'sans-nom' : `${start}${end}`;
}

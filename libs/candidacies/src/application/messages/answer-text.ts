/** Stands above what a mail of ours says: what comes below it in an answer is our own words. */
export const REPLY_MARK = '--- Répondez au-dessus de cette ligne ---';

/** First lines of what mail programs put below an answer: the mail that it answers. */
const QUOTE_STARTS: readonly RegExp[] = [
  /^>?\s*-{2,} ?Répondez au-dessus de cette ligne ?-{2,}/,
  /^-{2,} ?(Message d['’]origine|Original Message|Message transféré|Forwarded message) ?-{2,}/i,
  /^_{10,}\s*$/,
  /^(Le|On) .{4,300}(a écrit|wrote)\s*:\s*$/,
];

/** « Le … a écrit : » is often broken over two or three lines. */
function startsQuote(lines: readonly string[], i: number): boolean {
  const [line = '', next = '', third = ''] = lines.slice(i, i + 3);
  const isAttribution = /^(Le|On)\s/.test(line) && !line.trim().endsWith(':');
  const joined = isAttribution ? [line, `${line} ${next}`, `${line} ${next} ${third}`] : [line];
  if (/^(De|From)\s*:\s/.test(line)) return /^(Envoyé|Date|Sent|À|To)\s*:/m.test([next, third].join('\n'));
  return joined.some((one) => QUOTE_STARTS.some((start) => start.test(one.trim())));
}

/**
 * What a person wrote in an answer by mail, without the mail that it answers. Modest: only what is plainly quoted goes,
 * lines that quote in the middle of an answer stay, and so does a signature.
 */
export function answerText(text: string): string {
  const lines = text.replaceAll('\r\n', '\n').replaceAll('\u00a0', ' ').split('\n');
  const start = lines.findIndex((_, i) => startsQuote(lines, i));
  const own = start === -1 ? lines : lines.slice(0, start);
  while (own.length > 0 && /^(>.*|\s*)$/.test(own.at(-1) ?? '')) own.pop();
  return own.join('\n').trim();
}

import { fillText } from '@rebond/calls';

/** A part of a letter's body. */
export type LetterBlock =
  | { readonly kind: 'paragraph'; readonly lines: readonly string[] }
  | { readonly kind: 'list'; readonly items: readonly string[] };

/** What stands for a placeholder: a text, or several set one below the other. */
export type LetterValues = Readonly<Record<string, string | readonly string[]>>;

const ALONE = /^\{\{\s*([A-Za-z][A-Za-z0-9]*)\s*\}\}$/;

/** « néant » in a line, one after the other in a sentence. */
const inline = (value: string | readonly string[]): string => (typeof value === 'string' ? value : value.join(' ; '));

/**
 * The body of a call's text as paragraphs and lists. A line that holds nothing but the placeholder of several values is
 * a list of them; what a person typed never makes structure, whatever it looks like.
 * @throws RefusedError `missing-placeholder`
 */
export function letterBlocks(body: string, values: LetterValues): readonly LetterBlock[] {
  const texts = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, inline(value)]));
  const blocks: LetterBlock[] = [];
  let lines: string[] = [];
  const close = (): void => {
    if (lines.length > 0) blocks.push({ kind: 'paragraph', lines });
    lines = [];
  };
  for (const raw of body.split('\n')) {
    const line = raw.trim();
    const alone = ALONE.exec(line)?.[1];
    const several = alone === undefined || !Object.hasOwn(values, alone) ? undefined : values[alone];
    if (line === '') close();
    else if (several === undefined || typeof several === 'string') lines.push(fillText(line, texts));
    else {
      close();
      blocks.push({ kind: 'list', items: several });
    }
  }
  close();
  return blocks;
}

/** Prose that was wrapped to be read in a file, each paragraph on one line again. */
export const unwrapped = (prose: string): string =>
  prose
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.replace(/\s*\n\s*/g, ' ').trim())
    .join('\n');

import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import ts from 'typescript';
import { parseDocument } from 'yaml';
import { speak, type Language, type Translation } from '@rebond/kernel';
import { textOf } from '../support/html.js';

const ROOT = join(__dirname, '../..');
const { messages, parse, sourcesOf } = jest.requireActual<{
  messages: () => readonly string[];
  parse: (file: string) => ts.SourceFile;
  sourcesOf: () => readonly string[];
}>('../../scripts/messages.js');

/** A language that nobody speaks: every French message between brackets, its values outside of them. */
export const PSEUDO: Language = 'en-XA';

/** An element of ICU's syntax tree. */
interface Element {
  readonly type: number;
  readonly value?: string;
  readonly options?: Readonly<Record<string, { readonly value: readonly Element[] }>>;
}

const LITERAL = 0;
const treeOf = (french: string): readonly Element[] =>
  new IntlMessageFormat(french, 'fr', undefined, { ignoreTag: true }).getAst();

const marked = (tree: readonly Element[]): readonly Element[] =>
  tree.map((element) => {
    if (element.type === LITERAL) return { ...element, value: `⟦${element.value ?? ''}⟧` };
    if (!element.options) return element;
    const options = Object.entries(element.options).map(([key, one]) => [key, { ...one, value: marked(one.value) }]);
    return { ...element, options: Object.fromEntries(options) };
  });

function translationOf(french: string): Translation {
  const tree = marked(treeOf(french)) as ReturnType<IntlMessageFormat['getAst']>;
  const format = new IntlMessageFormat(tree, PSEUDO);
  return (values) => String(format.format(values));
}

const literals = (tree: readonly Element[]): readonly string[] =>
  tree.flatMap(({ type, value = '', options = {} }) => [
    ...(type === LITERAL ? [value] : []),
    ...Object.values(options).flatMap((one) => literals(one.value)),
  ]);

const level = (text: string): string => text.replace(/\s+/g, ' ').trim();
const WORDS = /\p{L}{2,}[\s’'-]+\p{L}{2,}/u;

/** Every text of a JSON document. */
export function textsOf(json: unknown): readonly string[] {
  if (typeof json === 'string') return [json];
  return typeof json === 'object' && json !== null ? Object.values(json).flatMap(textsOf) : [];
}

function constantsOf(file: string): readonly string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) || ts.isJsxText(node)) found.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(parse(file));
  return found;
}

/** What stands between a label and its value, or in a list of them. */
const APART = / [:–] |, | \(/;

/** What is data, and stays as it is: the texts of calls, what the tests type, names of the map and of holidays. */
class Data {
  private readonly alone: ReadonlySet<string>;
  private readonly whole: string;

  constructor() {
    const definitions = globSync('{calls,test/fixtures/definitions}/*.yaml', { cwd: ROOT }).flatMap((file) =>
      textsOf(parseDocument(readFileSync(join(ROOT, file), 'utf8')).toJS()),
    );
    const sources = '{test/{security,support}/*.ts,libs/ui/src/map/*.ts,libs/kernel/src/public-holidays.ts}';
    const typed = globSync(sources, { cwd: ROOT }).flatMap(constantsOf);
    this.alone = new Set([...definitions, ...typed].flatMap((text) => [text, ...text.split(APART)]).map(level));
    this.whole = [...this.alone].join(' ');
  }

  has(text: string): boolean {
    if (this.alone.has(text)) return true;
    return this.whole.includes(WORDS.test(text) ? text : `'${text}'`);
  }
}

const COULD_BE_WORDS = /^\s*\p{Lu}\p{Ll}{2}|\p{L}{2} \p{L}|[éèàçê’]/u;

/** What an untranslated page would hold: whole phrases of the source anywhere, its single words alone. */
export class French {
  private readonly data = new Data();
  private readonly alone: ReadonlySet<string>;
  private readonly phrases: readonly string[];
  private readonly told = new Map<string, boolean>();

  private constructor(all: readonly string[]) {
    // What nobody marked shows as it is: constants of the code that could be words are looked for too.
    const others = sourcesOf()
      .flatMap(constantsOf)
      .filter((text) => COULD_BE_WORDS.test(text));
    const known = [...all.flatMap((french) => literals(treeOf(french))), ...others].map(level);
    this.alone = new Set(known.filter((text) => /\p{L}{3,}/u.test(text) && !this.data.has(text)));
    this.phrases = [...this.alone].filter((text) => WORDS.test(text) && text.length > 9);
  }

  /** Teaches the process the pseudo-language, made of every message of the source. */
  static teach(): French {
    const all = messages();
    speak(PSEUDO, new Map(all.map((french) => [french, translationOf(french)])));
    return new French(all);
  }

  /** French of the source that a text holds outside of brackets. */
  in(text: string): readonly string[] {
    return text
      .split(/⟦[^⟦⟧]*⟧/)
      .flatMap((rest) => rest.split(APART))
      .map(level)
      .filter((rest) => /\p{L}{3,}/u.test(rest) && this.isOurs(rest));
  }

  private isOurs(text: string): boolean {
    const isOurs =
      this.told.get(text) ??
      ((this.alone.has(text) || this.phrases.some((phrase) => text.includes(phrase))) && !this.data.has(text));
    this.told.set(text, isOurs);
    return isOurs;
  }
}

const READ = /\s(?:alt|title|placeholder|aria-label|label)="([^"]*)"/g;

/** What people read of a page: its text, one piece for each run between tags, and the words of its attributes. */
export function readOf(html: string): readonly string[] {
  const shown = html.replace(/<(script|style)\b.*?<\/\1>/gs, '');
  return [...shown.split(/<[^>]*>/), ...[...shown.matchAll(READ)].map(([, words = '']) => words)].map(textOf);
}

import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const ROOT = join(__dirname, '../..');
const LETTERS = /\p{L}{2,}/u;
/** A brand, shown as its terms of use write it. */
const KEPT = new Set(['République', 'Française', 'CC BY 4.0']);

const read = (file: string): ts.SourceFile =>
  ts.createSourceFile(
    file,
    readFileSync(join(ROOT, file), 'utf8'),
    ts.ScriptTarget.Latest,
    true,
    file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS,
  );

function* nodesOf(node: ts.Node): Generator<ts.Node> {
  yield node;
  for (const child of node.getChildren()) yield* nodesOf(child);
}

interface Catalogue {
  readonly file: string;
  readonly room: string;
  readonly messages: ReadonlyMap<string, string>;
}

const textOf = (node: ts.Node): string =>
  ts.isStringLiteralLike(node)
    ? node.text
    : ts.isBinaryExpression(node)
      ? textOf(node.left) + textOf(node.right)
      : node.getText();

/** The messages of a file: members of the object given to `catalogue`. */
function catalogueIn(file: string): Catalogue {
  const messages = new Map<string, string>();
  for (const node of nodesOf(read(file)))
    if (ts.isPropertyAssignment(node) && ts.isStringLiteralLike(node.name))
      messages.set(node.name.text, textOf(node.initializer));
  return { file, room: file.split('/').slice(0, 2).join('/'), messages };
}

const catalogues = globSync('{libs,apps}/*/src/**/messages*.fr.ts', { cwd: ROOT }).sort().map(catalogueIn);

/** Whole strings and beginnings of templates (`state.${…}`) that a room's sources hold, its catalogues left out. */
function wordsUsedIn(room: string): { readonly whole: ReadonlySet<string>; readonly beginnings: readonly string[] } {
  const whole = new Set<string>();
  const beginnings: string[] = [];
  for (const file of globSync(`${room}/src/**/*.{ts,tsx}`, { cwd: ROOT })) {
    if (/messages[^/]*\.fr\.ts$|spec\.tsx?$/.test(file)) continue;
    for (const node of nodesOf(read(file))) {
      if (ts.isStringLiteralLike(node) || ts.isIdentifier(node)) whole.add(node.text);
      if (ts.isTemplateHead(node) && node.text !== '') beginnings.push(node.text);
    }
  }
  return { whole, beginnings };
}

const rooms = new Map([...new Set(catalogues.map(({ room }) => room))].map((room) => [room, wordsUsedIn(room)]));

describe('the words of the portal', () => {
  it('are in catalogues', () => {
    expect(catalogues.length).toBeGreaterThan(3);
  });

  it.each(catalogues.map((one) => [one.file, one] as const))(
    '%s has no empty message and none that no page says',
    (_, one) => {
      const used = rooms.get(one.room);
      const unused = [...one.messages.keys()].filter(
        (key) => !used?.whole.has(key) && !used?.beginnings.some((beginning) => key.startsWith(beginning)),
      );
      expect({ unused, empty: [...one.messages].filter(([, text]) => text.trim() === '') }).toEqual({
        unused: [],
        empty: [],
      });
    },
  );

  it.each(catalogues.map((one) => [one.file, one] as const))('%s is typeset as French is', (_, { messages }) => {
    const faulty = [...messages].filter(([, text]) =>
      /[^\s\d]'\p{L}|[\p{L}»] [:;!?»]|« /u.test(text.replace(/\{[^{}]*\}/g, '')),
    );
    // An ordinary space before « : » breaks lines there; the apostrophe is ’.
    expect(faulty.filter(([, text]) => !text.includes('plural')).map(([key, text]) => `${key}: ${text}`)).toEqual([]);
  });

  it.each(
    globSync('{libs/*,apps/server}/src/**/*.tsx', { cwd: ROOT })
      .filter((file) => !/spec\.tsx$|api-docs/.test(file))
      .sort(),
  )('%s says nothing of its own', (file) => {
    const literal = [...nodesOf(read(file))].flatMap((node) => {
      if (ts.isJsxText(node) && LETTERS.test(node.text)) return [node.text.trim()];
      const isRead =
        ts.isJsxAttribute(node) &&
        /^(label|title|alt|placeholder|summary|legend|caption|hint|aria-label)$/.test(node.name.getText());
      return isRead && node.initializer && ts.isStringLiteral(node.initializer) && LETTERS.test(node.initializer.text)
        ? [node.initializer.text]
        : [];
    });
    expect(literal.filter((text) => !KEPT.has(text))).toEqual([]);
  });
});

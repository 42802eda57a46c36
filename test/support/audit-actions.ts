import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const ROOT = join(__dirname, '../..');
const FILES = globSync('libs/*/src/**/*.{ts,tsx}', { cwd: ROOT }).filter((file) => !/spec\.tsx?$/.test(file));

interface Site {
  readonly action: ts.Expression;
  /** It carries a case, and people read it. */
  readonly isShown: boolean;
}

const sources = FILES.map((file) =>
  ts.createSourceFile(file, readFileSync(join(ROOT, file), 'utf8'), ts.ScriptTarget.Latest, true),
);

export function nodesOf(node: ts.Node, into: ts.Node[] = []): readonly ts.Node[] {
  into.push(node);
  ts.forEachChild(node, (child) => {
    nodesOf(child, into);
  });
  return into;
}
/** Nodes of each source of the rooms. */
export const all: readonly (readonly ts.Node[])[] = sources.map((source) => nodesOf(source));
const nodes = all.flat();

const named = (literal: ts.ObjectLiteralExpression, name: string): ts.ObjectLiteralElementLike | undefined =>
  literal.properties.find((one) => one.name?.getText() === name);

/** They hand on entries that others wrote. */
const HANDED_ON = /audit\/journal\.ts$|timeline\/timeline\.ts$/;

/** Entries whose writer says, by `null` in the place of the case, that they carry none: a wave's, a person's, a list's. */
function isOfNoCase(entry: ts.Node): boolean {
  for (let at = entry; !ts.isSourceFile(at); at = at.parent)
    if (ts.isCallExpression(at) && /^record(Seat)?$/.test(at.expression.getText()))
      return at.arguments[2]?.kind === ts.SyntaxKind.NullKeyword;
  return false;
}

/** What an entry of the journal is written from: an object with an action and its facts. */
const sites: readonly Site[] = nodes.flatMap((node): Site[] => {
  if (!ts.isObjectLiteralExpression(node) || HANDED_ON.test(node.getSourceFile().fileName)) return [];
  const action = named(node, 'action');
  if (!named(node, 'facts') || !action?.name || !ts.isIdentifier(action.name)) return [];
  const isShown = !isOfNoCase(node) && named(node, 'audience')?.getText() !== "audience: 'system'";
  return [{ action: ts.isPropertyAssignment(action) ? action.initializer : action.name, isShown }];
});

/** Every case event that the machine tells. */
const told = nodes.flatMap((node) =>
  ts.isCallExpression(node) &&
  node.expression.getText() === 'tell' &&
  node.getSourceFile().fileName.endsWith('machine.ts')
    ? valuesOf(node.arguments[0] ?? node.expression)
    : [],
);

/** Every export that is an entry of the journal: `recordExport(…, { what: 'journal' })`. */
const exported = nodes.flatMap((node) =>
  ts.isPropertyAssignment(node) &&
  node.name.getText() === 'what' &&
  /recordExport|ExportRecord/.test(node.getSourceFile().text)
    ? valuesOf(node.initializer).map((what) => `${what}.exported`)
    : [],
);

function parameterOf(name: ts.Identifier): readonly string[] | null {
  for (let at: ts.Node = name; !ts.isSourceFile(at); at = at.parent) {
    if (!ts.isFunctionLike(at)) continue;
    const rank = at.parameters.findIndex((one) => one.name.getText() === name.text);
    if (rank < 0) continue;
    const called = at.name?.getText() ?? (ts.isVariableDeclaration(at.parent) ? at.parent.name.getText() : '');
    const valuesIn = (where: readonly ts.Node[]): readonly string[] =>
      where.flatMap((node) => {
        const isCall = ts.isCallExpression(node) && node.expression.getText().split('.').at(-1) === called;
        const argument = isCall ? node.arguments[rank] : undefined;
        return argument ? valuesOf(argument) : [];
      });
    const here = valuesIn(nodesOf(at.getSourceFile()));
    return here.length > 0 ? here : valuesIn(nodes);
  }
  return null;
}

function constantOf(name: ts.Identifier): readonly string[] | null {
  const here = name.getSourceFile();
  const declared = nodes.filter(
    (node): node is ts.VariableDeclaration =>
      ts.isVariableDeclaration(node) && node.name.getText() === name.text && node.initializer !== undefined,
  );
  const one = declared.find((node) => node.getSourceFile() === here) ?? declared[0];
  return one?.initializer ? valuesOf(one.initializer) : null;
}

/** The choices of a field of a schema: `outcome: z.enum(['approved', 'returned'])`. */
function choicesOf(name: ts.Identifier): readonly string[] | null {
  const field = nodesOf(name.getSourceFile()).find(
    (node) =>
      ts.isPropertyAssignment(node) &&
      node.name.getText() === name.text &&
      /^z\.enum\(/.test(node.initializer.getText()),
  );
  return field ? [...field.getText().matchAll(/'([a-z-]+)'/g)].map(([, value]) => value ?? '') : null;
}

/** Every text that an expression may be. @throws Error that names what can't be read */
function valuesOf(expression: ts.Expression | ts.Node): readonly string[] {
  if (ts.isStringLiteralLike(expression)) return [expression.text];
  if (ts.isConditionalExpression(expression)) return [expression.whenTrue, expression.whenFalse].flatMap(valuesOf);
  if (ts.isParenthesizedExpression(expression) || ts.isAsExpression(expression)) return valuesOf(expression.expression);
  if (ts.isTemplateExpression(expression))
    return expression.templateSpans.reduce<readonly string[]>(
      (heads, span) =>
        heads.flatMap((head) => valuesOf(span.expression).map((value) => `${head}${value}${span.literal.text}`)),
      [expression.head.text],
    );
  if (ts.isIdentifier(expression)) {
    const found = choicesOf(expression) ?? parameterOf(expression) ?? constantOf(expression);
    if (found && found.length > 0) return found;
  }
  throw new Error(`${expression.getSourceFile().fileName}: ${expression.getText()} can't be read as an action`);
}

/** The entry of a move is what the machine tells; that of an export names what was taken. */
function actionsAt({ action }: Site): readonly string[] {
  if (action.getText().startsWith('decision.tells')) return told;
  return action.getText() === '`${what}.exported`' ? exported : valuesOf(action);
}

/** Every action that the code writes to the journal. */
export const written: ReadonlySet<string> = new Set(sites.flatMap(actionsAt));
/** Those that carry a case, and that people read. */
export const shown: ReadonlySet<string> = new Set(sites.filter(({ isShown }) => isShown).flatMap(actionsAt));

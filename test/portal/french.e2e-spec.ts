import ts from 'typescript';

const { parse, sourcesOf } = jest.requireActual<{
  parse: (file: string) => ts.SourceFile;
  sourcesOf: (pattern?: string) => readonly string[];
}>('../../scripts/messages.js');

/** Where French stands that no reader of another language is shown, or that is the same in all. */
const ALLOWED: Readonly<Record<string, RegExp>> = {
  'what the State writes, in French whoever asks':
    /\/jobs\/|\.layout\.ts$|letters\/(decision-values|draft-letters)\.ts$/,
  'names that are stored as they are, and words that files hold':
    /missions\/src\/domain\/cells\.ts$|calls\/src\/domain\/waves\.ts$|messages\/answer-text\.ts$/,
  'names of places and of holidays': /ui\/src\/map\/|kernel\/src\/public-holidays\.ts$/,
  'what operators read, at start, on the command line and in the journal of a machine':
    /platform\/src\/(audit|backup|config|embedded|languages|secrets)\/|apps\/server\/src\/main\.ts$/,
  'the document of the API, made once': /apps\/server\/src\/api-docs\/(document|operation)\.ts$/,
  'typography, without words': /kernel\/src\/canonical\.ts$|territories\/src\/domain\/reference\.ts$|logged-url\.ts$/,
  'the brand block of the State': /ui\/src\/components\/header\.tsx$/,
};
const isAllowed = (file: string): boolean => Object.values(ALLOWED).some((pattern) => pattern.test(file));

/** Accents, quotes and apostrophes of French; and its little words, in a text of several. */
const FRENCH =
  /[éèàçêùôîâÉÈÀÇÊ«»’]|\p{L}'\p{L}|(?<=\p{L}{2} )(?:la|les|une|des|du|est|pas|dans|par|avec|cette|aux|votre|vous|au)(?= )/u;

const calls = (node: ts.CallExpression | ts.NewExpression, ...names: readonly string[]): boolean =>
  names.includes(node.expression.getText());

/** What is no text for users: the document of the API, SQL, what our own mistakes say, and what is marked already. */
function isElsewhere(node: ts.Node): boolean {
  if (ts.isDecorator(node) || ts.isImportDeclaration(node) || ts.isTypeNode(node)) return true;
  if (ts.isCallExpression(node)) return calls(node, 'catalogue', 'plural', 'statement');
  if (ts.isNewExpression(node)) return calls(node, 'Error', 'RangeError', 'TypeError');
  return ts.isVariableDeclaration(node) && /^(ACTIONS|IF_MATCH)$/.test(node.name.getText());
}

const textOf = (node: ts.Node): string | null => {
  if (ts.isStringLiteralLike(node) || ts.isJsxText(node)) return node.text;
  return ts.isTemplateExpression(node)
    ? [node.head, ...node.templateSpans.map((one) => one.literal)].map(({ text }) => text).join('')
    : null;
};

/** The message of a refusal, or of a fault: a sentence, accents or not. */
const isSentence = (node: ts.Node, text: string): boolean =>
  /\p{L}{3,} /u.test(text) &&
  ((ts.isNewExpression(node.parent) &&
    node.parent.expression.getText().endsWith('Error') &&
    node.parent.arguments?.indexOf(node as ts.Expression) === 1) ||
    (ts.isPropertyAssignment(node.parent) && node.parent.name.getText() === 'detail'));

function unmarkedIn(node: ts.Node): readonly string[] {
  if (isElsewhere(node)) return [];
  if (ts.isTaggedTemplateExpression(node) && node.tag.getText() === 'say')
    return ts.isTemplateExpression(node.template)
      ? node.template.templateSpans.flatMap(({ expression }) => unmarkedIn(expression))
      : [];
  const text = textOf(node);
  const found = text !== null && (FRENCH.test(text) || isSentence(node, text)) ? [text] : [];
  const within: string[] = [];
  ts.forEachChild(node, (child) => void within.push(...unmarkedIn(child)));
  return [...found, ...within];
}

/** Functions of a catalogue that a module calls as it loads: what they say is French for ever. */
function saidAtLoad(source: ts.SourceFile): readonly string[] {
  const names = new Set(
    source.statements.filter(ts.isImportDeclaration).flatMap(({ moduleSpecifier, importClause }) => {
      const bindings = importClause?.namedBindings;
      const isCatalogue = /messages[^/]*\.fr\.js'$/.test(moduleSpecifier.getText());
      return isCatalogue && bindings && ts.isNamedImports(bindings)
        ? bindings.elements.map((one) => one.name.text)
        : [];
    }),
  );
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node)) return;
    if (ts.isCallExpression(node) && names.has(node.expression.getText())) found.push(node.getText());
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

const sources = sourcesOf().filter((file) => !isAllowed(file));
const faultsBy = (look: (source: ts.SourceFile) => readonly string[]): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(sources.map((file) => [file, look(parse(file))] as const).filter(([, told]) => told.length > 0));

describe('French that users read', () => {
  it('is in a catalogue or marked by « say », so that translators are given it', () => {
    expect(faultsBy(unmarkedIn)).toEqual({});
  });

  it('is said when it is shown, not as a module loads', () => {
    expect(faultsBy(saidAtLoad)).toEqual({});
  });

  it.each([
    ["const a = 'Relève close';", ['Relève close']],
    ["throw new RefusedError('code', 'Dossier clos.');", ['Dossier clos.']],
    ['const a = `Il reste ${n} jours dans la relève`;', ['Il reste  jours dans la relève']],
    ['const a = say`Relève ${b} close`;', []],
    ["const a = plural(n, 'relève', 'relèves');", []],
    ["throw new Error('n’est pas lu par un utilisateur');", []],
  ])('is found in %s', (code, found) => {
    expect(unmarkedIn(ts.createSourceFile('a.ts', code, ts.ScriptTarget.Latest, true))).toEqual(found);
    expect(sources.length).toBeGreaterThan(700);
  });
});

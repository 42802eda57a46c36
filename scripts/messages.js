'use strict';
// Lists what users read, in French, as a file to translate: npm run -s messages > en.json
// With a file: the same file with what lacks as "", what is obsolete left out, both told: npm run -s messages en.json
const { globSync, readFileSync } = require('node:fs');
const { join } = require('node:path');
const ts = require('typescript');

const ROOT = join(__dirname, '..');
const SOURCES = '{libs/*,apps/server}/src/**/*.{ts,tsx}';

const sourcesOf = (pattern = SOURCES) =>
  globSync(pattern, { cwd: ROOT })
    .filter((file) => !/spec\.tsx?$/.test(file))
    .sort();

const parsed = new Map();

function parse(file) {
  const known = parsed.get(file) ?? read(file);
  parsed.set(file, known);
  return known;
}

const read = (file) =>
  ts.createSourceFile(
    file,
    readFileSync(join(ROOT, file), 'utf8'),
    ts.ScriptTarget.Latest,
    true,
    file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS,
  );

/** Text as a part of an ICU message, as libs/kernel/src/language.ts makes its keys. */
const literal = (text) => text.replace(/'(?=[{}]|$)|[{}]/g, (one) => (one === "'" ? "''" : `'${one}'`));

const bare = (node) => (ts.isAsExpression(node) || ts.isSatisfiesExpression(node) ? bare(node.expression) : node);

/** The text of a constant, concatenated or not; null for anything else. */
function textOf(node) {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.PlusToken) return null;
  const [left, right] = [textOf(node.left), textOf(node.right)];
  return left === null || right === null ? null : left + right;
}

function templateKey({ template }) {
  if (ts.isNoSubstitutionTemplateLiteral(template)) return literal(template.text);
  return (
    literal(template.head.text) + template.templateSpans.map((one, i) => `{${i}}${literal(one.literal.text)}`).join('')
  );
}

function catalogueTexts(argument, source) {
  let object = argument && bare(argument);
  if (object && ts.isIdentifier(object)) {
    const name = object.text;
    for (const statement of source.statements.filter(ts.isVariableStatement))
      for (const one of statement.declarationList.declarations)
        if (one.name.getText() === name && one.initializer) object = bare(one.initializer);
  }
  if (!object || !ts.isObjectLiteralExpression(object)) return [null];
  return object.properties.map((one) => (ts.isPropertyAssignment(one) ? textOf(one.initializer) : null));
}

/** What a node says: French messages; null in their place for what cannot be read without running it. */
function said(node, source) {
  if (ts.isTaggedTemplateExpression(node) && node.tag.getText() === 'say') return [templateKey(node)];
  if (!ts.isCallExpression(node)) return [];
  const called = node.expression.getText();
  if (called === 'catalogue') return catalogueTexts(node.arguments[0], source);
  if (called !== 'plural') return [];
  const [one, several] = [node.arguments[1], node.arguments[2]].map((text) => text && textOf(text));
  return [one == null || several == null ? null : `{0, plural, one {# ${one}} other {# ${several}}}`];
}

/** @returns every French message, in the order of the alphabet */
function messages() {
  const found = new Set();
  for (const file of sourcesOf()) {
    const source = parse(file);
    const visit = (node) => {
      for (const text of said(node, source)) {
        if (text === null)
          throw new Error(
            `${file}:${source.getLineAndCharacterOfPosition(node.pos).line + 1}: only constants are listed`,
          );
        if (/\p{L}/u.test(text.replace(/\{[^{}]*\}/gu, ''))) found.add(text);
      }
      ts.forEachChild(node, visit);
    };
    if (!file.endsWith('kernel/src/number.ts')) visit(source);
  }
  return [...found].sort((a, b) => a.localeCompare(b, 'fr'));
}

module.exports = { messages, parse, sourcesOf };

if (require.main === module) {
  const [, , file] = process.argv;
  const all = messages();
  const made = file === undefined ? {} : JSON.parse(readFileSync(file, 'utf8'));
  const missing = all.filter((text) => !made[text]);
  const obsolete = Object.keys(made).filter((text) => !all.includes(text));
  console.log(JSON.stringify(Object.fromEntries(all.map((text) => [text, made[text] ?? ''])), null, 2));
  if (file !== undefined) {
    for (const text of missing) console.error(`missing: ${text}`);
    for (const text of obsolete) console.error(`obsolete: ${text}`);
    console.error(`${all.length} messages, ${missing.length} missing, ${obsolete.length} obsolete`);
    process.exitCode = missing.length + obsolete.length > 0 ? 1 : 0;
  }
}

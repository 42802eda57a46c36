import type { Fault } from '@rebond/kernel';
import { plural, RefusedError, said, say } from '@rebond/kernel';
import type { Document, Node, YAMLError } from 'yaml';
import { LineCounter, isAlias, isMap, isNode, isScalar, isSeq, parseDocument } from 'yaml';
import { CHECKS } from './checks/all.js';
import { runChecks } from './checks/check.js';
import type { CallDefinition } from './definition/definition.js';
import { callDefinitionSchema } from './definition/definition.js';
import type { LocatedIssue } from './french-issues.js';
import { frenchError, locate } from './french-issues.js';

const SYNTAX: Readonly<Partial<Record<YAMLError['code'], string>>> = {
  DUPLICATE_KEY: say`clé donnée deux fois`,
  BAD_INDENT: say`retrait incorrect`,
  TAB_AS_INDENT: say`tabulation employée comme retrait`,
  MULTIPLE_DOCS: say`un seul document est attendu par fichier`,
  MISSING_CHAR: say`caractère manquant (guillemet, crochet ou deux-points)`,
  UNEXPECTED_TOKEN: say`élément inattendu`,
};

/** Offset of the deepest part of the document that a path reaches: a scalar's value, a collection's key. */
function offsetOf(doc: Document, path: readonly PropertyKey[]): number {
  let node: unknown = doc.contents;
  let offset = doc.contents?.range?.[0] ?? 0;
  for (const step of path) {
    if (isAlias(node)) node = node.resolve(doc);
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && item.key.value === step);
      if (!pair) break;
      node = pair.value;
      const at = isScalar(node) && node.value !== null ? node : (pair.key as Node);
      offset = at.range?.[0] ?? offset;
    } else if (isSeq(node) && typeof step === 'number') {
      node = node.items[step];
      offset = (isNode(node) && node.range?.[0]) || offset;
    } else break;
  }
  return offset;
}

/** The well-formed parts of a definition, so that a broken one hides no fault of the others. */
function soundParts(raw: unknown): Partial<CallDefinition> {
  if (typeof raw !== 'object' || raw === null) return {};
  const given = raw as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    Object.entries(callDefinitionSchema.shape).flatMap(([part, schema]) => {
      const parsed = schema.safeParse(given[part]);
      return parsed.success ? [[part, parsed.data]] : [];
    }),
  );
}

const readable = (path: readonly PropertyKey[]): string =>
  path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`))
    .join('')
    .replace(/^\./, '');

function refuse(file: string, faults: readonly Fault[]): never {
  const count = faults.length === 1 ? say`une faute` : plural(faults.length, 'faute', 'fautes');
  throw new RefusedError('bad-definition', say`La définition « ${file} » est refusée : ${count}.`, faults, { file });
}

/**
 * Reads a definition file (YAML 1.2). `file` is only its name, for the pointers of faults.
 * @throws RefusedError `bad-definition` listing every fault at once, each at `file:line:column` with its reason
 */
export function loadDefinition(source: string, file: string): CallDefinition {
  const lines = new LineCounter();
  const doc = parseDocument(source, { lineCounter: lines, prettyErrors: false });
  const pointer = (offset: number): string => {
    const { line, col } = lines.linePos(offset);
    return `${file}:${line}:${col}`;
  };
  if (doc.errors.length > 0)
    refuse(
      file,
      doc.errors.map((error) => ({
        pointer: pointer(error.pos[0]),
        code: `yaml-${error.code.toLowerCase().replaceAll('_', '-')}`,
        detail: SYNTAX[error.code] ?? say`YAML illisible : ${error.message}`,
      })),
    );
  const raw = plain(doc, file);
  const parsed = callDefinitionSchema.safeParse(raw, { error: frenchError });
  const issues: LocatedIssue[] = [
    ...(parsed.success ? [] : locate(parsed.error.issues)),
    ...runChecks(CHECKS, parsed.success ? parsed.data : soundParts(raw)),
  ];
  if (parsed.success && issues.length === 0) return parsed.data;
  const placed = issues.map((one) => ({ ...one, offset: offsetOf(doc, one.path) })).sort((a, b) => a.offset - b.offset);
  return refuse(
    file,
    placed.map(({ path, code, reason, offset }) => ({
      pointer: pointer(offset),
      code,
      detail: path.length === 0 ? reason : say`${readable(path)} : ${said(reason)}`,
    })),
  );
}

function plain(doc: Document, file: string): unknown {
  try {
    return doc.toJS({ maxAliasCount: 100 });
  } catch {
    return refuse(file, [{ pointer: `${file}:1:1`, code: 'yaml-alias', detail: say`renvois YAML (*) trop nombreux` }]);
  }
}

import { isScalar, LineCounter, parseDocument } from 'yaml';
import type { CallDefinition } from '../../domain/definition/definition.js';

type Path = readonly (string | number)[];

/** Where each field of a definition has its key, as `file:line:column`; rows of a block are named `block.row`. */
export function locateFields(definition: CallDefinition, source: string, file: string): ReadonlyMap<string, string> {
  const lines = new LineCounter();
  const doc = parseDocument(source, { lineCounter: lines, prettyErrors: false });
  const at = (path: Path): string => {
    const node = doc.getIn([...path, 'key'], true);
    const { line, col } = lines.linePos((isScalar(node) && node.range?.[0]) || 0);
    return `${file}:${line}:${col}`;
  };
  return new Map(
    definition.sections.flatMap((section, s) =>
      section.fields.flatMap((field, f): [string, string][] => {
        const path = ['sections', s, 'fields', f];
        const rows = field.type === 'repeated' ? field.fields : [];
        return [
          [field.key, at(path)],
          ...rows.map((row, r): [string, string] => [`${field.key}.${row.key}`, at([...path, 'fields', r])]),
        ];
      }),
    ),
  );
}

import ts from 'typescript';
import { all, nodesOf, shown, written } from '../support/audit-actions.js';

const inWords = new Set(
  all.flatMap((ofFile) => {
    const text = ofFile[0]?.getText() ?? '';
    if (!text.includes('@TimelineEntry(')) return [];
    const table = ofFile.find(
      (node): node is ts.VariableDeclaration => ts.isVariableDeclaration(node) && node.name.getText() === 'SENTENCES',
    );
    return (table ? nodesOf(table) : []).flatMap((node) =>
      ts.isPropertyAssignment(node) && ts.isStringLiteral(node.name) ? [node.name.text] : [],
    );
  }),
);

it('reads the actions of the journal from the code', () => {
  expect(written.size).toBeGreaterThan(60);
});

it.each([...shown].sort())('« %s » is told in words in the timeline of its case', (action) => {
  expect(inWords).toContain(action);
});

it('no sentence is kept for what nobody writes', () => {
  expect([...inWords].filter((action) => !written.has(action))).toEqual([]);
});

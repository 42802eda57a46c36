import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as candidacies from '../../libs/candidacies/src/domain/machine.js';
import * as meetings from '../../libs/meetings/src/domain/meeting.js';
import * as selection from '../../libs/selection/src/domain/decision-list.js';

// eslint-disable-next-line @typescript-eslint/no-require-imports -- a plain script, without types
const { written } = require('../../scripts/diagram.js') as { written: (page: string, rooms: object) => string };
const page = readFileSync(join(__dirname, '../../docs/architecture.md'), 'utf8');

it('docs/architecture.md shows the machines as they are (node scripts/diagram.js writes it)', () => {
  expect(written(page, { candidacies, meetings, selection })).toBe(page);
});

it('the diagram names every state and every event', () => {
  const diagram = page.slice(page.indexOf('stateDiagram-v2'), page.indexOf('<!-- end: case-diagram -->'));
  for (const state of candidacies.STATES) expect(diagram).toMatch(new RegExp(`\\b${state}\\b`));
  for (const event of candidacies.candidacyMachine.events) expect(diagram).toMatch(new RegExp(`\\b${event}\\b`));
});

'use strict';
// Writes the diagram of the case and the transition tables into docs/architecture.md, between their markers, from
// the machines themselves (npm run -s build first). test/docs/architecture.e2e-spec.ts fails when the page is behind.
const { readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const PAGE = join(__dirname, '..', 'docs', 'architecture.md');

/** Transitions of a state, one per branch: event, target (the state itself when it does not move), guards. */
function transitionsOf(machine, state) {
  const found = [];
  for (const [event, branches] of machine.states[state].transitions)
    for (const branch of branches)
      found.push({
        event,
        target: branch.target?.[0]?.key ?? state,
        guards: branch.guard?.params?.of ?? [],
      });
  return found;
}

function caseDiagram({ machine, states }) {
  const lines = ['```mermaid', 'stateDiagram-v2', '  direction LR', '  [*] --> draft'];
  for (const state of states) {
    const transitions = transitionsOf(machine, state);
    for (const target of new Set(transitions.map((one) => one.target))) {
      const events = [...new Set(transitions.filter((one) => one.target === target).map((one) => one.event))];
      lines.push(`  ${state} --> ${target}: ${events.join('<br/>')}`);
    }
    if (transitions.length === 0) lines.push(`  ${state} --> [*]`);
  }
  return [...lines, '```'].join('\n');
}

const table = (head, rows) =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

function caseTable({ machine, states }) {
  const rows = states.flatMap((state) =>
    transitionsOf(machine, state).map(({ event, target, guards }) => [
      `\`${state}\``,
      event,
      target === state ? 'stays' : `\`${target}\``,
      guards.map((guard) => `\`${guard}\``).join(', '),
    ]),
  );
  return table(['state', 'event', 'next state', 'guards, in the order of their reasons'], rows);
}

/** A transition table probed: `next(status, event)` gives the next status or throws. */
function tableOf({ statuses, events, next }) {
  const rows = statuses.map((status) => [
    `\`${status}\``,
    ...events.map((event) => {
      try {
        return `\`${next(status, event)}\``;
      } catch {
        return '–';
      }
    }),
  ]);
  return table(['status', ...events], rows);
}

/** The generated parts of the page by marker. */
function partsOf(rooms) {
  const at = (text) => Temporal.Instant.from(text);
  const now = at('2023-02-01T11:00:00Z');
  const candidacies = { machine: rooms.candidacies.candidacyMachine, states: rooms.candidacies.STATES };
  const facts = { MOVE: { startsAt: at('2023-03-01T09:00:00Z'), now }, HOLD: { heldAt: now, now } };
  return {
    'case-diagram': caseDiagram(candidacies),
    'case-table': caseTable(candidacies),
    'meeting-table': tableOf({
      statuses: rooms.meetings.MEETING_STATUSES,
      events: ['CONVENE', 'MOVE', 'HOLD', 'CANCEL'],
      next: (status, type) => rooms.meetings.nextStatus(status, { type, ...facts[type] }),
    }),
    'decision-list-table': tableOf({
      statuses: rooms.selection.LIST_STATUSES,
      events: ['VALIDATE', 'WITHDRAW'],
      next: rooms.selection.nextStatus,
    }),
  };
}

/** The page with its generated parts as the machines have them. */
function written(page, rooms) {
  return Object.entries(partsOf(rooms)).reduce((text, [name, part]) => {
    const [begin, end] = [`<!-- generated: ${name} -->`, `<!-- end: ${name} -->`];
    const [from, to] = [text.indexOf(begin), text.indexOf(end)];
    if (from < 0 || to < from) throw new Error(`docs/architecture.md has lost its markers "${name}"`);
    return `${text.slice(0, from + begin.length)}\n\n${part}\n\n${text.slice(to)}`;
  }, page);
}

module.exports = { written };

if (require.main === module) {
  const domain = (room, file) => require(`../dist/libs/${room}/src/domain/${file}.js`);
  const rooms = {
    candidacies: domain('candidacies', 'machine'),
    meetings: domain('meetings', 'meeting'),
    selection: domain('selection', 'decision-list'),
  };
  writeFileSync(PAGE, written(readFileSync(PAGE, 'utf8'), rooms));
}

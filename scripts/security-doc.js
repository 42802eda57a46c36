'use strict';
// Writes the tables of docs/security.md from the policy tables of libs/identity (npm run -s build first); the prose
// around them is written by hand. test/security/document.e2e-spec.ts fails when they drift apart.
const { readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const FILE = join(__dirname, '..', 'docs', 'security.md');

const row = (cells) => `| ${cells.join(' | ')} |`;
const table = (head, lines) => [row(head), row(head.map(() => '---')), ...lines.map(row)].join('\n');

function actions({ POLICY, ROLES }) {
  const roles = ROLES.filter((role) => role !== 'system');
  return table(
    ['action', ...roles],
    Object.entries(POLICY).map(([action, grants]) => [`\`${action}\``, ...roles.map((role) => grants[role] ?? '')]),
  );
}

function readings({ READING, ROLES }) {
  return table(
    ['role', 'cases without an access row', 'audiences of the journal', 'transactions'],
    ROLES.map((role) => {
      const { reach, audiences, readOnly } = READING[role];
      const cases = { none: 'none', shared: 'deposited ones', everything: 'every one' }[reach];
      return [`\`${role}\``, cases, audiences.join(', ') || 'none', readOnly ? 'read only' : 'read and write'];
    }),
  );
}

function ruleInWords(rule) {
  switch (rule.rows) {
    case 'case': {
      const notes = [
        rule.shared && 'seen by reach only once shared',
        rule.audience && 'by audience',
        rule.signed && 'signed by the acting seat',
        rule.appendOnly && 'append only',
        rule.erasable && 'never changed, deleted by the system only',
        rule.removable && 'removable',
        rule.addressed && 'also read by the organisation that they are addressed to',
      ].filter(Boolean);
      return [`rows of a case (\`${rule.column}\`)`, notes.join(', ')];
    }
    case 'reference':
      return ['read by any actor', `written by ${['system', ...rule.writers].join(', ')}`];
    case 'own':
      return [`rows of the acting ${rule.setting} (\`${rule.column}\`)`, ''];
    case 'published':
      return [
        `read by everyone once \`${rule.column}\` is set`,
        `before, by its organisation and ${['system', ...rule.readers].join(', ')}; written by its organisation once, changed by ${['system', ...rule.writers].join(', ')}`,
      ];
    case 'journal':
      return ['appended by any seat', `read by ${['system', ...rule.readers].join(', ')}`];
    case 'seated':
      return [
        'rows of the acting seat (`seat_id`)',
        [
          `read by ${['system', ...rule.readers].join(', ')}${rule.readOnce ? ` once \`${rule.readOnce}\` is set` : ''}`,
          rule.openedTo && `by the seats of \`${rule.openedTo}\``,
          `written by ${[...(rule.ownWrites ? ['the seat'] : []), 'system', ...rule.writers].join(', ')}`,
        ]
          .filter(Boolean)
          .join('; '),
      ];
    case 'system':
      return ['the machinery’s', `read by ${['system', ...rule.readers].join(', ')}`];
    default:
      throw new Error(`No words for the rule ${rule.rows}`);
  }
}

const tables = ({ ROWS }) =>
  table(
    ['table', 'rows', 'more'],
    Object.entries(ROWS).map(([name, rule]) => [`\`${name}\``, ...ruleInWords(rule)]),
  );

/** The document with its generated tables renewed. */
function renewed(text, identity) {
  const parts = { actions, readings, tables };
  return Object.entries(parts).reduce((document, [name, make]) => {
    const block = new RegExp(`(<!-- ${name}: generated -->\\n)(?:(?!<!--)[^])*(<!-- end -->)`);
    if (!block.test(document)) throw new Error(`docs/security.md has no block ${name}`);
    return document.replace(block, (_, start, end) => `${start}\n${make(identity)}\n\n${end}`);
  }, text);
}

module.exports = { FILE, renewed };

if (require.main === module) {
  const identity = {
    ...require('../dist/libs/identity/src/domain/policy.js'),
    ...require('../dist/libs/identity/src/domain/roles.js'),
    ...require('../dist/libs/identity/src/domain/rows.js'),
  };
  writeFileSync(FILE, renewed(readFileSync(FILE, 'utf8'), identity));
}

import type { Row } from './row.js';

const PARTS: Readonly<Record<string, string>> = {
  a: 'The spine',
  b: 'HTTP',
  c: 'Lists',
  d: 'Mail',
  e: 'Reminders',
  f: 'Start',
  g: 'Pages',
  h: 'Assignment',
  i: 'Letters',
};

const verdict = ({ met }: Row): string => (met === null ? '–' : met ? 'met' : '**missed**');
const cells = (...all: readonly string[]): string => `| ${all.map((one) => one.replaceAll('|', '\\|')).join(' | ')} |`;

/**
 * docs/benchmarks.md.
 * @param reasons why a part misses its target, by part; said only where it does
 */
export function benchmarks(
  rows: readonly Row[],
  facts: readonly string[],
  date: string,
  reasons: Readonly<Record<string, string>>,
): string {
  const missed = rows.filter((row) => row.met === false);
  const parts = [...new Set(missed.map((row) => row.part))];
  const table = rows.map((row) =>
    cells(PARTS[row.part] ?? row.part, row.what, row.ours, row.raw, row.ratio, row.target, verdict(row)),
  );
  return `# Benchmarks

Written by \`npm run bench\` on ${date}. Every figure is of one run on one machine; what counts is the ratio to the raw
limit measured in the same run, in turns.

${facts.map((fact) => `- ${fact}`).join('\n')}

${cells('', 'What', 'Ours', 'Raw', 'Ratio', 'Target', '')}
${cells('---', '---', '--:', '--:', '--:', '---', '---')}
${table.join('\n')}

${missed.length === 0 ? 'No target is missed.' : `## Missed\n\n${parts.map((part) => `- ${PARTS[part] ?? part}: ${reasons[part] ?? 'not explained yet.'}`).join('\n')}`}

## What is compared

- The raw limit of the spine and of HTTP is \`pgbench -M extended\` on random cases of the same database, over the same
  number of connections, as the same role under row-level security. Its script is made from the statements that the
  product sent for one such transaction (opening, actor, locks, machine's row, audit, outbox, commit; over HTTP also the
  token), with the same values in the same sizes. What pgbench cannot do is left to the product: HTTP, JSON, the machine,
  the form's completeness, hashing.
- \`-M extended\` parses and plans every statement of every transaction; the product prepares its statements once for
  each connection. A ratio above 1 is that difference, not a database made faster.
- The product's process, the client that loads it and PostgreSQL share the machine's cores; so do pgbench and PostgreSQL.
- A deposit over HTTP is the complete deposit of the published call's form, made again before the cut-off; a transition
  is a declaration of admissibility. Each case of a deposit has its own territory, seat and token.
- A page's raw limits are Fastify alone answering \`hello\` from a process of its own, and the statements that the page
  sends, its session's included. Public pages are asked without a session; a process makes each of them once a second at
  most (docs/adr, 0021). The worklist is the programme's first page over every case, with its session's cookie.
- The plans of the lists are in \`bench/plans/\`.
- Letters are measured from the request that validates a list of decisions to its answer: drafted, made, hashed, stored
  (each synced to disk), and the list frozen with them. The raw limit is the same letters made by the compiler on as many
  threads, and thrown away.
- Reminders are late by the time from their due instant to the commit that fires them, mails written.

## Run it

\`\`\`
npm run bench              # everything, about a quarter of an hour; writes this page and bench/plans
npm run bench -- --only=spine,http
npm run bench -- --quick   # a fraction, to see that it runs; writes nothing
\`\`\`

It takes the embedded PostgreSQL. For the raw limit install \`pgbench\` (Debian: \`postgresql\`); without it a bare \`pg\`
client takes its place. Let the machine do nothing else meanwhile.
`;
}

import { mkdtempSync, chmodSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Command, CommandRunner, Option } from 'nest-commander';
import type { DemoReport } from './report.js';

interface DemoOptions {
  readonly exit?: boolean;
  readonly json?: boolean;
  readonly data?: string;
}

@Command({
  name: 'demo',
  description: 'Joue les cas publiés de « Rebond industriel » sur une base embarquée, puis laisse le serveur ouvert.',
})
export class DemoCommand extends CommandRunner {
  async run(_: string[], options: DemoOptions): Promise<void> {
    // Only the demo needs the embedded database and the inbox.
    const { startStack } = await import('./stack.js');
    const { playProgramme } = await import('./programme.js');
    const { runClock } = await import('./simulation.js');
    const folder = options.data === undefined ? mkdtempSync(join(tmpdir(), 'rebond-demo-')) : resolve(options.data);
    if (options.data === undefined) chmodSync(folder, 0o711);
    const started = performance.now();
    const tell = (line: string): void => {
      console.error(`${((performance.now() - started) / 1000).toFixed(1).padStart(6)} s  ${line}`);
    };
    const stack = await startStack(folder, tell);
    const stop = async (): Promise<void> => {
      await stack.stop();
      if (options.data === undefined) rmSync(folder, { recursive: true, force: true });
    };
    const interrupted = new Promise<void>((done) => {
      process.once('SIGINT', () => done());
      process.once('SIGTERM', () => done());
    });
    try {
      const report = await Promise.race([playProgramme(stack, tell), interrupted]);
      if (!report) return;
      const { stateName } = await import('@rebond/candidacies');
      console.log(options.json ? JSON.stringify(report) : summary(report, stateName));
      if (options.exit) return;
      const clock = await runClock(stack.ownerUrl);
      console.error(
        [
          `\nLe portail reste ouvert : ${stack.url}`,
          `  Y entrer sous une fonction : ${stack.url}/demo`,
          `  API : ${stack.url}/api/docs`,
          `  Courriels : ${stack.inbox.pageUrl}`,
          'Ctrl-C arrête tout.',
        ].join('\n'),
      );
      await interrupted;
      await clock.stop();
    } finally {
      await stop();
    }
  }

  @Option({ flags: '--exit', description: 'S’arrête une fois la démonstration jouée' })
  exit(): boolean {
    return true;
  }

  @Option({ flags: '--json', description: 'Donne le résultat en JSON sur la sortie standard' })
  json(): boolean {
    return true;
  }

  @Option({ flags: '--data <dossier>', description: 'Dossier des données ; par défaut un dossier temporaire' })
  data(folder: string): string {
    return folder;
  }
}

const figure = (value: number | null, unit = ''): string =>
  value === null ? '–' : `${new Intl.NumberFormat('fr-FR').format(value)}${unit}`;

/** The candidacies as a table to read in a terminal. */
function summary(report: DemoReport, stateName: (state: DemoReport['candidacies'][number]['state']) => string): string {
  const rows = report.candidacies.map((one) => [
    one.territory.length > 58 ? `${one.territory.slice(0, 57)}…` : one.territory,
    one.wave,
    stateName(one.state),
    figure(one.interviews),
    figure(one.projects),
    figure(one.capexEur === null ? null : one.capexEur / 1_000_000, ' M€'),
    figure(one.jobsPotential),
    figure(one.envelopeEur === null ? null : one.envelopeEur / 1_000_000, ' M€'),
  ]);
  const table = [
    ['Territoire', 'Relève', 'État', 'Entretiens', 'Projets', 'Investiss.', 'Emplois', 'Enveloppe'],
    ...rows,
  ];
  const widths = table.reduce<number[]>((w, row) => row.map((cell, i) => Math.max(w[i] ?? 0, cell.length)), []);
  const lines = table.map((row) =>
    row
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return [
    ...lines,
    '',
    `${figure(report.mails)} courriels, ${figure(report.meetings)} comités tenus, ${figure(report.auditEntries)} entrées d'audit, chaîne ${report.auditChain === 'intact' ? 'intacte' : 'ROMPUE'}.`,
    'Chiffres publiés ; entreprises, projets et phases d’investissement inventés, et signalés comme tels.',
  ].join('\n');
}

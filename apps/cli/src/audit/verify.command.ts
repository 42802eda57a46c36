import { readFile } from 'node:fs/promises';
import { CommandRunner, Option, SubCommand } from 'nest-commander';
import { RefusedError } from '@rebond/kernel';
import { parseSeals, verifyAudit } from '@rebond/platform';
import { auditReport } from './report.js';

interface Options {
  readonly json?: boolean;
  readonly root?: readonly string[];
  readonly seals?: string;
}

@SubCommand({
  name: 'verify',
  description: "Recalcule le journal d'audit et nomme chaque écriture modifiée, supprimée ou coupée.",
})
export class VerifyAuditCommand extends CommandRunner {
  /** Exit code 1 when the log is not intact. */
  async run(_: string[], { json = false, root = [], seals }: Options): Promise<void> {
    const address = process.env['DATABASE_OWNER_URL'] ?? process.env['DATABASE_URL'];
    if (!address)
      throw new RefusedError('no-database', 'rebond audit verify demande DATABASE_OWNER_URL ou DATABASE_URL.');
    const kept = seals === undefined ? [] : parseSeals(await this.textOf(seals), seals);
    const verdict = await verifyAudit(address, { roots: root, seals: kept });
    const isIntact = verdict.faults.length === 0;
    console.log(json ? JSON.stringify({ verdict: isIntact ? 'intact' : 'broken', ...verdict }) : auditReport(verdict));
    if (!isIntact) process.exitCode = 1;
  }

  @Option({ flags: '--json', description: 'Écrit le résultat en JSON.' })
  json(): boolean {
    return true;
  }

  @Option({ flags: '--root <hexa>', description: "Racine d'un scellé gardée hors du système ; plusieurs possibles." })
  root(text: string, before: readonly string[] = []): readonly string[] {
    if (!/^[0-9a-f]{64}$/i.test(text))
      throw new RefusedError('bad-root', `« ${text} » n'est pas une racine : 64 chiffres hexadécimaux.`);
    return [...before, text];
  }

  @Option({ flags: '--seals <fichier>', description: 'Fichier de scellés (seals.jsonl) gardé hors du système.' })
  seals(text: string): string {
    return text;
  }

  private textOf(file: string): Promise<string> {
    return readFile(file, 'utf8').catch((error: unknown) => {
      const code = String((error as NodeJS.ErrnoException).code);
      throw new RefusedError('file-unreadable', `Le fichier ${file} ne se lit pas (${code}).`);
    });
  }
}

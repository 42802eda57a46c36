import { Command, CommandRunner, Option } from 'nest-commander';
import { restore } from '@rebond/platform';
import { auditReport } from '../audit/report.js';
import { fromEnvironment } from './environment.js';

interface Options {
  readonly forceEmpty?: boolean;
  readonly fingerprint?: string;
}

@Command({
  name: 'restore',
  arguments: '<dossier>',
  description: 'Restaure une sauvegarde dans une base vide, puis contrôle le journal d’audit.',
})
export class RestoreCommand extends CommandRunner {
  /** Exit code 1 when the restored audit log is not intact. */
  async run([folder = '']: string[], options: Options): Promise<void> {
    const {
      DATABASE_OWNER_URL: ownerUrl,
      DATABASE_URL: appUrl,
      FILES_DIR: filesDir,
    } = fromEnvironment('DATABASE_OWNER_URL', 'DATABASE_URL', 'FILES_DIR');
    const { manifest, rows, audit } = await restore({ ownerUrl, appUrl, filesDir, folder, ...options });
    console.error(`Sauvegarde du ${manifest.takenAt} : ${rows} lignes et ${manifest.files.count} fichiers restaurés.`);
    console.log(auditReport(audit));
    if (audit.faults.length > 0) process.exitCode = 1;
  }

  @Option({ flags: '--force-empty', description: 'Efface d’abord tout ce que contient la base de destination.' })
  forceEmpty(): boolean {
    return true;
  }

  @Option({ flags: '--fingerprint <hexa>', description: 'Empreinte que « rebond backup » a écrite.' })
  fingerprint(text: string): string {
    return text;
  }
}

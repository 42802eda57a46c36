import { Command, CommandRunner } from 'nest-commander';
import { backup, SystemClock } from '@rebond/platform';
import { fromEnvironment } from './environment.js';

@Command({
  name: 'backup',
  arguments: '<dossier>',
  description: 'Sauvegarde la base et les fichiers déposés dans un nouveau dossier, en tant que propriétaire.',
})
export class BackupCommand extends CommandRunner {
  /** Exit code 1 when a stored file is damaged. */
  async run([folder = '']: string[]): Promise<void> {
    const { DATABASE_OWNER_URL: ownerUrl, FILES_DIR: filesDir } = fromEnvironment('DATABASE_OWNER_URL', 'FILES_DIR');
    const { manifest, fingerprint, damaged } = await backup({
      ownerUrl,
      filesDir,
      folder,
      at: new SystemClock().now(),
    });
    const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
    console.error(`${manifest.tables.length} tables, ${rows} lignes, ${manifest.files.count} fichiers dans ${folder}.`);
    console.error('Empreinte à garder ailleurs (rebond restore --fingerprint) :');
    console.log(fingerprint);
    for (const path of damaged) console.error(`Fichier abîmé, copié tel quel : ${path}`);
    if (damaged.length > 0) process.exitCode = 1;
  }
}

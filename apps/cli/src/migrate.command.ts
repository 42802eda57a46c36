import { Command, CommandRunner } from 'nest-commander';
import { migrate } from '@rebond/platform';

@Command({
  name: 'migrate',
  description: 'Met la base au schéma de cette version, en tant que propriétaire (DATABASE_OWNER_URL).',
})
export class MigrateCommand extends CommandRunner {
  async run(): Promise<void> {
    const { DATABASE_OWNER_URL: ownerUrl, DATABASE_URL: appUrl } = process.env;
    if (!ownerUrl || !appUrl) throw new Error('rebond migrate demande DATABASE_OWNER_URL et DATABASE_URL.');
    const done = await migrate({ ownerUrl, appUrl });
    console.error(done.length === 0 ? 'Base déjà à jour.' : `Migrations passées : ${done.join(', ')}`);
  }
}

import { CommandRunner, SubCommand } from 'nest-commander';
import { CallsModule, PublishCall } from '@rebond/calls';
import { SYSTEM, Transactions } from '@rebond/platform';
import { withContext } from '../context.js';
import { readDefinitionFile } from './definition-file.js';

@SubCommand({
  name: 'publish',
  arguments: '<fichier>',
  description: "Publie la définition d'un appel : une nouvelle version, qui ne change plus.",
})
export class PublishCallCommand extends CommandRunner {
  async run([file = '']: string[]): Promise<void> {
    const source = await readDefinitionFile(file);
    const { slug, version, digest, isNew } = await withContext([CallsModule], (context) =>
      context.get(Transactions).run(SYSTEM, (tx) => context.get(PublishCall).handle(tx, { source, file })),
    );
    console.error(
      isNew
        ? `Appel « ${slug} » : version ${version} publiée (SHA-256 ${digest}).`
        : `Appel « ${slug} » : contenu identique à la version ${version}, rien à publier.`,
    );
  }
}

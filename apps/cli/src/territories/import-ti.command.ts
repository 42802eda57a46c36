import { readFile } from 'node:fs/promises';
import { CommandRunner, Option, SubCommand } from 'nest-commander';
import { RefusedError } from '@rebond/kernel';
import { SYSTEM, Transactions } from '@rebond/platform';
import { Territories, TerritoriesModule } from '@rebond/territories';
import { withContext } from '../context.js';

@SubCommand({
  name: 'territoires-industrie',
  arguments: '<fichier>',
  description: "Importe une liste publiée des Territoires d'industrie (CSV), en entier ou pas du tout.",
})
export class ImportTerritoiresIndustrieCommand extends CommandRunner {
  async run([name = '']: string[], { vintage }: { vintage: string }): Promise<void> {
    const bytes = await readFile(name).catch((error: unknown) => {
      const code = String((error as NodeJS.ErrnoException).code);
      throw new RefusedError('file-unreadable', `Le fichier ${name} ne se lit pas (${code}).`);
    });
    const done = await withContext([TerritoriesModule], (context) =>
      context
        .get(Transactions)
        .run(SYSTEM, (tx) => context.get(Territories).importTerritoiresIndustrie(tx, vintage, { name, bytes })),
    );
    console.error(`Liste ${done.vintage} : ${done.territories} Territoires d'industrie, ${done.members} membres.`);
  }

  @Option({ flags: '--vintage <années>', description: 'Années de la liste, par exemple 2023-2027.', required: true })
  vintage(text: string): string {
    return text;
  }
}

import { join } from 'node:path';
import { CommandRunner, Option, SubCommand } from 'nest-commander';
import { RefusedError } from '@rebond/kernel';
import { SYSTEM, Transactions } from '@rebond/platform';
import { packagedTerritories, readReferenceFiles, Territories, TerritoriesModule } from '@rebond/territories';
import type { TerritoriesSource } from '@rebond/territories';
import { withContext } from '../context.js';

interface Options {
  readonly vintage?: number;
  readonly folder?: string;
}

function sourceOf({ vintage, folder }: Options): TerritoriesSource {
  if (folder === undefined) {
    const packaged = packagedTerritories();
    if (vintage === undefined || vintage === packaged.vintage) return packaged;
    const detail = `Le millésime installé est ${packaged.vintage} : donnez les fichiers de ${vintage} par --folder.`;
    throw new RefusedError('vintage', detail);
  }
  if (vintage === undefined) throw new RefusedError('vintage', 'Donnez le millésime des fichiers par --vintage.');
  return { vintage, source: join(folder), files: readReferenceFiles(folder) };
}

@SubCommand({
  name: 'load',
  description: 'Charge un millésime des intercommunalités, communes, départements et régions.',
})
export class LoadTerritoriesCommand extends CommandRunner {
  async run(_: string[], options: Options): Promise<void> {
    const source = sourceOf(options);
    const loaded = await withContext([TerritoriesModule], (context) =>
      context.get(Transactions).run(SYSTEM, (tx) => context.get(Territories).load(tx, source)),
    );
    console.error(`Millésime ${loaded.vintage} : ${loaded.bodies} groupements, ${loaded.communes} communes.`);
  }

  @Option({ flags: '--vintage <année>', description: 'Année de la carte ; par défaut celle qui est installée.' })
  vintage(text: string): number {
    if (!/^20\d\d$/.test(text)) throw new RefusedError('vintage', `Millésime « ${text} » refusé : une année.`);
    return Number(text);
  }

  @Option({ flags: '--folder <dossier>', description: 'Dossier de regions.json, departements.json, communes.json…' })
  folder(text: string): string {
    return text;
  }
}

import { Command, CommandRunner } from 'nest-commander';
import { ImportInterviewsCommand, ImportProjectsCommand } from './missions/import-portfolio.command.js';
import { ImportTerritoiresIndustrieCommand } from './territories/import-ti.command.js';

/** Each room adds its own imports to `subCommands`. */
@Command({
  name: 'import',
  description: 'Importe un fichier, en entier ou pas du tout.',
  subCommands: [ImportTerritoiresIndustrieCommand, ImportInterviewsCommand, ImportProjectsCommand],
})
export class ImportCommand extends CommandRunner {
  run(): Promise<void> {
    this.command.help({ error: true });
  }
}

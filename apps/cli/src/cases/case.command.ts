import { Command, CommandRunner } from 'nest-commander';
import { ExportCaseCommand } from './export-case.command.js';

@Command({ name: 'case', description: 'Dossiers de candidature.', subCommands: [ExportCaseCommand] })
export class CaseCommand extends CommandRunner {
  run(): Promise<void> {
    this.command.help({ error: true });
  }
}

import { Command, CommandRunner } from 'nest-commander';
import { AssignCommand } from './assign.command.js';

@Command({ name: 'selection', description: 'Sélection des candidatures.', subCommands: [AssignCommand] })
export class SelectionCommand extends CommandRunner {
  run(): Promise<void> {
    this.command.help({ error: true });
  }
}

import { Command, CommandRunner } from 'nest-commander';
import { CheckCallCommand } from './check.command.js';
import { PublishCallCommand } from './publish.command.js';

@Command({
  name: 'call',
  description: 'Définitions des appels.',
  subCommands: [PublishCallCommand, CheckCallCommand],
})
export class CallCommand extends CommandRunner {
  run(): Promise<void> {
    this.command.help({ error: true });
  }
}

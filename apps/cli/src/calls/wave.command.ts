import { Command, CommandRunner } from 'nest-commander';
import { ProposeWavesCommand } from './propose.command.js';

@Command({ name: 'wave', description: 'Relèves des appels.', subCommands: [ProposeWavesCommand] })
export class WaveCommand extends CommandRunner {
  run(): Promise<void> {
    this.command.help({ error: true });
  }
}

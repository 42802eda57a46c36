import { Command, CommandRunner } from 'nest-commander';
import { LoadTerritoriesCommand } from './load.command.js';

@Command({
  name: 'territories',
  description: 'Les territoires : millésimes de la carte administrative.',
  subCommands: [LoadTerritoriesCommand],
})
export class TerritoriesCommand extends CommandRunner {
  run(): Promise<void> {
    this.command.help({ error: true });
  }
}

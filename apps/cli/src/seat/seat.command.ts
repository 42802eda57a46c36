import { Command, CommandRunner } from 'nest-commander';
import { CreateSeatCommand } from './create-seat.command.js';

@Command({ name: 'seat', description: 'Sièges : qui agit, dans quelle fonction.', subCommands: [CreateSeatCommand] })
export class SeatCommand extends CommandRunner {
  run(): Promise<void> {
    this.command.help({ error: true });
  }
}

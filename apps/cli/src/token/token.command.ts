import { Command, CommandRunner } from 'nest-commander';
import { CreateTokenCommand } from './create-token.command.js';
import { RevokeTokenCommand } from './revoke-token.command.js';

@Command({
  name: 'token',
  description: "Jetons d'accès à l'API.",
  subCommands: [CreateTokenCommand, RevokeTokenCommand],
})
export class TokenCommand extends CommandRunner {
  run(): Promise<void> {
    this.command.help({ error: true });
  }
}

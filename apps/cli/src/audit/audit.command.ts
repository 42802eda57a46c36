import { Command, CommandRunner } from 'nest-commander';
import { SealAuditCommand } from './seal.command.js';
import { VerifyAuditCommand } from './verify.command.js';

@Command({
  name: 'audit',
  description: "Le journal d'audit : contrôle et scellés.",
  subCommands: [VerifyAuditCommand, SealAuditCommand],
})
export class AuditCommand extends CommandRunner {
  run(): Promise<void> {
    this.command.help({ error: true });
  }
}

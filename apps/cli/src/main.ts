import 'reflect-metadata';
import { CommandFactory } from 'nest-commander';
import { DomainError } from '@rebond/kernel';
import { CliModule } from './cli.module.js';

/** The sentence of the refusal, then every fault that it does not tell already, one a line. */
function report(error: Error): void {
  console.error(error.message);
  const faults = error instanceof DomainError ? error.faults : [];
  for (const { pointer, detail } of faults)
    if (!error.message.includes(detail)) console.error(`${pointer} : ${detail}`);
}

/** Commander throws to end after --help; its code is 0 then. */
function end(error: Error & { exitCode?: unknown; code?: unknown }): never {
  const { exitCode, code } = error;
  const isCommander = typeof code === 'string' && code.startsWith('commander.');
  if (!isCommander) report(error);
  process.exit(isCommander && typeof exitCode === 'number' ? exitCode : 1);
}

void CommandFactory.run(CliModule, {
  cliName: 'rebond',
  logger: ['error', 'warn'],
  errorHandler: end,
  serviceErrorHandler: end,
});

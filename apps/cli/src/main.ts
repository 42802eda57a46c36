import 'reflect-metadata';
import { CommandFactory } from 'nest-commander';
import { CliModule } from './cli.module.js';

void CommandFactory.run(CliModule, {
  logger: ['error', 'warn'],
  errorHandler: (error) => {
    console.error(error.message);
    process.exit(1);
  },
  serviceErrorHandler: (error) => {
    console.error(error.message);
    process.exit(1);
  },
});

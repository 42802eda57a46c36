import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { DomainError } from '@rebond/kernel';
import { endOnSignal, makeLogger, NestLogger, readConfig } from '@rebond/platform';
import { WorkerModule } from './worker.module.js';

/** Starts the background process and works until a signal. */
export async function work(variables: NodeJS.ProcessEnv): Promise<void> {
  try {
    const config = readConfig(variables);
    const logger = makeLogger(config, 'worker');
    const app = await NestFactory.createApplicationContext(WorkerModule.forRoot(config), {
      logger: new NestLogger(logger),
      abortOnError: false,
    });
    endOnSignal(app, config, logger);
    logger.info('worker ready');
  } catch (error) {
    console.error(error instanceof DomainError ? error.message : error);
    process.exit(1);
  }
}

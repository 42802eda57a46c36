import { tmpdir } from 'node:os';
import type { INestApplicationContext, Type } from '@nestjs/common';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { Clock } from '@rebond/kernel';
import { CLOCK, LOGGER, NestLogger, newSecretKey, PlatformModule, readConfig } from '@rebond/platform';

@Module({})
class CliRooms {}

/**
 * Runs the work of a verb on the rooms that it names, as configured by the environment, and closes them behind it.
 * Verbs that need no database never come here. What a verb on the command line has no use for (mail, files, secrets) may be
 * left out of the environment.
 * @throws RefusedError `bad-configuration` that lists every fault at once
 */
export async function withContext<T>(
  rooms: readonly Type[],
  work: (context: INestApplicationContext) => Promise<T>,
): Promise<T> {
  const config = readConfig({
    SMTP_URL: 'smtp://127.0.0.1:25',
    FILES_DIR: tmpdir(),
    SECRET_KEYS: newSecretKey('none'),
    LOG_LEVEL: 'warn',
    DATABASE_POOL: '2',
    ...process.env,
  });
  const module = { module: CliRooms, imports: [PlatformModule.forRoot(config, 'cli'), ...rooms] };
  const context = await NestFactory.createApplicationContext(module, { bufferLogs: true, abortOnError: false });
  context.useLogger(new NestLogger(context.get(LOGGER)));
  try {
    await context.get<Clock>(CLOCK).refresh();
    return await work(context);
  } finally {
    await context.close();
  }
}

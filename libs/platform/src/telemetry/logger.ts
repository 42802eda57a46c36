import type { LoggerService } from '@nestjs/common';
import pino, { type Logger } from 'pino';
import type { Config } from '../config/config.js';

/** Injection token of the process's structured logger. */
export const LOGGER = Symbol('LOGGER');

/** An error as a log line shows it. */
export interface LoggedError {
  readonly type: string;
  readonly message: string;
  readonly code?: string | number;
  readonly stack?: string;
  readonly cause?: LoggedError;
}

/**
 * What a log line keeps of an error. Drivers hang rows, parameters and addresses on theirs (`detail`, `parameters`,
 * `rejected`): personal data, which no log holds.
 */
export function loggedError(error: unknown): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, message: String(error) };
  const { code } = error as { code?: unknown };
  return {
    type: error.name,
    message: error.message,
    ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
    ...(error.stack === undefined ? {} : { stack: error.stack }),
    ...(error.cause === undefined ? {} : { cause: loggedError(error.cause) }),
  };
}

/** JSON lines on standard error, so that standard output stays free for answers. Secrets never reach a line. */
export const makeLogger = (config: Pick<Config, 'LOG_LEVEL'>, process: string): Logger =>
  pino(
    {
      level: config.LOG_LEVEL,
      base: { process },
      serializers: { err: loggedError },
      redact: ['req.headers.authorization', 'headers.authorization', 'token'],
    },
    pino.destination(2),
  );

/** Nest's own lines, through the same logger. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, ...rest: unknown[]): void {
    this.logger.debug({ context: rest.at(-1) }, String(message));
  }
  warn(message: unknown, ...rest: unknown[]): void {
    this.logger.warn({ context: rest.at(-1) }, String(message));
  }
  error(message: unknown, ...rest: unknown[]): void {
    this.logger.error({ err: message, detail: rest }, 'nest');
  }
}

import type { INestApplicationContext } from '@nestjs/common';
import type { Logger } from 'pino';
import type { Config } from './config/config.js';

/**
 * Ends the process on SIGTERM or SIGINT: lets what is under way finish, and stops waiting after
 * SHUTDOWN_TIMEOUT_MS, with exit code 1.
 */
export function endOnSignal(app: INestApplicationContext, config: Config, logger: Logger, first?: () => void): void {
  let ending = false;
  const end = (signal: string): void => {
    if (ending) return;
    ending = true;
    first?.();
    logger.info({ signal }, 'shutting down');
    const killer = setTimeout(() => {
      logger.fatal('shutdown took too long');
      process.exit(1);
    }, config.SHUTDOWN_TIMEOUT_MS);
    killer.unref();
    app.close().then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error({ err: error }, 'shutdown failed');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
}

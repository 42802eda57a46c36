import 'reflect-metadata';
import { DomainError } from '@rebond/kernel';
import { endOnSignal, Health, makeHttp, makeLogger, readConfig } from '@rebond/platform';
import { ServerModule } from './server.module.js';

/** Starts the HTTP process and serves until a signal. */
export async function serve(variables: NodeJS.ProcessEnv): Promise<void> {
  try {
    const config = readConfig(variables);
    const logger = makeLogger(config, 'server');
    const app = await makeHttp(ServerModule.forRoot(config), config, logger);
    endOnSignal(app, config, logger, () => app.get(Health).close());
    await app.listen(config.PORT, config.HOST);
    logger.info({ url: await app.getUrl() }, 'server listening');
  } catch (error) {
    console.error(error instanceof DomainError ? error.message : error);
    process.exit(1);
  }
}

import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { Logger } from 'pino';
import { CONFIG, LOGGER, SYSTEM, Transactions, type Config } from '@rebond/platform';
import { renewSecrets } from '../application/account/authenticator-secrets.js';

/** Keys change with the configuration, which a process reads at start: a worker that starts encrypts anew. */
@Injectable()
export class RenewSecrets implements OnApplicationBootstrap {
  constructor(
    private readonly transactions: Transactions,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** A failure is said and keeps nobody from working: the former key still decrypts. */
  async onApplicationBootstrap(): Promise<void> {
    try {
      const renewed = await this.transactions.run(SYSTEM, (tx) => renewSecrets(tx, this.config.SECRET_KEYS));
      if (renewed > 0) this.logger.info({ renewed }, 'authenticators encrypted with the first key');
    } catch (error) {
      this.logger.error({ err: error }, 'authenticators could not be encrypted with the first key');
    }
  }
}

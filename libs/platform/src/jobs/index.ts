import { BullModule } from '@nestjs/bullmq';
import { type DynamicModule, Module } from '@nestjs/common';
import { SEALS, SealWork } from '../audit/seal-work.js';
import type { Config } from '../config/config.js';
import { MAILS, MailWork } from '../mail/mail-work.js';
import { DELIVERIES, Relay } from '../outbox/relay.js';
import { Pump } from '../queue/pump.js';
import { RETENTIONS, RetentionWork } from '../queue/retention-work.js';
import { QueueModule } from '../queue/queue.module.js';

export * from '../queue/nightly-work.js';
export * from '../queue/work.js';

/** The worker's machinery: queue connection, pump, outbox relay, mail, nightly seal, retention. */
@Module({})
export class PlatformJobsModule {
  static forRoot(config: Config): DynamicModule {
    return {
      module: PlatformJobsModule,
      imports: [
        QueueModule.forRoot(config),
        BullModule.registerQueue({ name: DELIVERIES }, { name: MAILS }, { name: SEALS }, { name: RETENTIONS }),
      ],
      providers: [Pump, Relay, MailWork, SealWork, RetentionWork],
    };
  }
}

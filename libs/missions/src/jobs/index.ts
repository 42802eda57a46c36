import { BullModule } from '@nestjs/bullmq';
import { Module } from '@nestjs/common';
import { IdentityModule } from '@rebond/identity';
import { ConsultationMails } from './consultation-mails.js';
import { FORGOTTEN_IMPORTS, ForgetImports } from './forget-imports.js';

/** What the worker does about missions: writes to those who are asked for a word, forgets files never imported. */
@Module({
  imports: [BullModule.registerQueue({ name: FORGOTTEN_IMPORTS }), IdentityModule],
  providers: [ConsultationMails, ForgetImports],
})
export class MissionsJobsModule {}

import { BullModule } from '@nestjs/bullmq';
import { Module } from '@nestjs/common';
import { SignInMails } from '../application/sign-in/write-mails.js';
import { IdentityModule } from '../identity.module.js';
import { DelegationMails } from './delegation-mails.js';
import { InvitationMails } from './invitation-mails.js';
import { RenewSecrets } from './renew-secrets.js';
import { SIGN_INS, SignInMailWork } from './sign-in-mail-work.js';

/** The worker's part of identity: mails that let people in. */
@Module({
  imports: [IdentityModule, BullModule.registerQueue({ name: SIGN_INS })],
  providers: [DelegationMails, InvitationMails, RenewSecrets, SignInMails, SignInMailWork],
})
export class IdentityJobsModule {}

import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity.module.js';
import { InvitationMails } from './invitation-mails.js';

/** The worker's part of identity: mails that let people in. */
@Module({ imports: [IdentityModule], providers: [InvitationMails] })
export class IdentityJobsModule {}

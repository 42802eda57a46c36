import { BullModule } from '@nestjs/bullmq';
import { Module } from '@nestjs/common';
import { CallsModule } from '@rebond/calls';
import { IdentityModule } from '@rebond/identity';
import { FilesModule } from '@rebond/platform';
import { RemindersModule } from '@rebond/reminders';
import { TerritoriesModule } from '@rebond/territories';
import { CandidaciesModule } from '../candidacies.module.js';
import { DEADLINES, DeadlineWork } from './deadlines/deadline-work.js';
import { CaseLetters } from './mails/case-letters.js';
import { TellPerimeter } from './mails/tell-perimeter.js';
import { TellProlongation } from './mails/tell-prolongation.js';
import { TellTerritory } from './mails/tell-territory.js';
import { MailApproval, TellApproval } from './messages/tell-approval.js';
import { TellMessage } from './messages/tell-message.js';
import { OpenToNewcomers } from './open-to-newcomers.js';
import {
  AdmissibilityAudience,
  CompletionAudience,
  DraftAudience,
  ImplicitRejectionAudience,
  PieceAudience,
} from './reminders/audiences.js';
import { TellOpinions } from './opinions/tell-opinions.js';
import { PlanCaseReminders } from './reminders/plan-case-reminders.js';
import { SweepWork, SWEEPS } from './sweeps/sweep-work.js';

export * from './mails/case-letters.js';
export { bullets } from './mails/words.js';

/** What the worker does about cases: letters, reminders, the events that dates bring, and the store of files. */
@Module({
  imports: [
    CandidaciesModule,
    CallsModule,
    IdentityModule,
    RemindersModule,
    TerritoriesModule,
    FilesModule,
    BullModule.registerQueue({ name: DEADLINES }, { name: SWEEPS }),
  ],
  providers: [
    CaseLetters,
    TellTerritory,
    TellMessage,
    MailApproval,
    TellApproval,
    TellOpinions,
    OpenToNewcomers,
    TellPerimeter,
    TellProlongation,
    PlanCaseReminders,
    DraftAudience,
    PieceAudience,
    CompletionAudience,
    ImplicitRejectionAudience,
    AdmissibilityAudience,
    DeadlineWork,
    SweepWork,
  ],
  exports: [CaseLetters],
})
export class CandidaciesJobsModule {}

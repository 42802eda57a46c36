import { BullModule } from '@nestjs/bullmq';
import { Module } from '@nestjs/common';
import { CallsModule } from '@rebond/calls';
import { IdentityModule } from '@rebond/identity';
import { RemindersModule } from '@rebond/reminders';
import { CandidaciesModule } from '../candidacies.module.js';
import { DEADLINES, DeadlineWork } from './deadlines/deadline-work.js';
import { CaseLetters } from './mails/case-letters.js';
import { TellProlongation } from './mails/tell-prolongation.js';
import { TellTerritory } from './mails/tell-territory.js';
import { CompletionAudience, DraftAudience, ImplicitRejectionAudience, PieceAudience } from './reminders/audiences.js';
import { PlanCaseReminders } from './reminders/plan-case-reminders.js';

export * from './mails/case-letters.js';

/** What the worker does about cases: letters, reminders, and the events that dates bring. */
@Module({
  imports: [
    CandidaciesModule,
    CallsModule,
    IdentityModule,
    RemindersModule,
    BullModule.registerQueue({ name: DEADLINES }),
  ],
  providers: [
    CaseLetters,
    TellTerritory,
    TellProlongation,
    PlanCaseReminders,
    DraftAudience,
    PieceAudience,
    CompletionAudience,
    ImplicitRejectionAudience,
    DeadlineWork,
  ],
  exports: [CaseLetters],
})
export class CandidaciesJobsModule {}

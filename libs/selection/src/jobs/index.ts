import { BullModule } from '@nestjs/bullmq';
import { Module } from '@nestjs/common';
import { CallsModule } from '@rebond/calls';
import { CandidaciesModule } from '@rebond/candidacies';
import { CandidaciesJobsModule } from '@rebond-jobs/candidacies';
import { IdentityModule } from '@rebond/identity';
import { RemindersModule } from '@rebond/reminders';
import { AnnounceList } from '../application/announce/announce-list.js';
import { DraftLetters } from '../application/letters/draft-letters.js';
import { AppealLetters } from './appeals/appeal-letters.js';
import { AppealAudience, PlanAppealReminder } from './appeals/appeal-reminders.js';
import { TellAppeals } from './appeals/tell-appeals.js';
import { ANNOUNCEMENTS, AnnounceWork } from './announce-work.js';
import { EmbargoMails } from './embargo-mails.js';
import { FORGETTING, ForgetWork } from './forget-work.js';
import { PlanReviewReminder } from './plan-review-reminder.js';
import { ReviewAudience } from './review-audience.js';
import { RemindReviewers } from './reviews/remind-reviewers.js';
import { StrikeWithdrawn } from './strike-withdrawn.js';
import { TellDecisions } from './tell-decisions.js';
import { TellFreePlace } from './tell-free-place.js';

/** What the worker does about selection: the reviews' deadline, and lists announced at their date. */
@Module({
  imports: [
    CallsModule,
    CandidaciesModule,
    CandidaciesJobsModule,
    IdentityModule,
    RemindersModule,
    BullModule.registerQueue({ name: ANNOUNCEMENTS }, { name: FORGETTING }),
  ],
  providers: [
    PlanReviewReminder,
    ReviewAudience,
    RemindReviewers,
    DraftLetters,
    AnnounceList,
    AnnounceWork,
    ForgetWork,
    StrikeWithdrawn,
    TellDecisions,
    TellFreePlace,
    AppealLetters,
    TellAppeals,
    PlanAppealReminder,
    AppealAudience,
    EmbargoMails,
  ],
})
export class SelectionJobsModule {}

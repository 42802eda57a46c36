import { Module } from '@nestjs/common';
import { CallsModule } from '@rebond/calls';
import { CandidaciesModule } from '@rebond/candidacies';
import { CandidaciesJobsModule } from '@rebond-jobs/candidacies';
import { RemindersModule } from '@rebond/reminders';
import { PlanReviewReminder } from './plan-review-reminder.js';
import { ReviewAudience } from './review-audience.js';

/** What the worker does about selection: the reviews' deadline and who is reminded of it. */
@Module({
  imports: [CallsModule, CandidaciesModule, CandidaciesJobsModule, RemindersModule],
  providers: [PlanReviewReminder, ReviewAudience],
})
export class SelectionJobsModule {}

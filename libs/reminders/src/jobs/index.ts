import { BullModule } from '@nestjs/bullmq';
import { Module } from '@nestjs/common';
import { Audiences } from './audiences.js';
import { ReminderWork, REMINDERS } from './reminder-work.js';

/** The worker's part of reminders; every kind needs its `@Audience` among the worker's providers. */
@Module({
  imports: [BullModule.registerQueue({ name: REMINDERS })],
  providers: [Audiences, ReminderWork],
})
export class RemindersJobsModule {}

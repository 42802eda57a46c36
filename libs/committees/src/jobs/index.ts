import { BullModule } from '@nestjs/bullmq';
import { Module } from '@nestjs/common';
import { CallsModule } from '@rebond/calls';
import { CandidaciesModule } from '@rebond/candidacies';
import { IdentityModule } from '@rebond/identity';
import { MeetingsModule } from '@rebond/meetings';
import { MissionsModule } from '@rebond/missions';
import { RemindersModule } from '@rebond/reminders';
import { CommitteesModule } from '../committees.module.js';
import { CommitteeComing, MissionReportDue } from './audiences.js';
import { EndCommittees, NoteAnchor } from './calendar-events.js';
import { COMMITTEES, CommitteeWork } from './committee-work.js';
import { CommitteeLetters } from './letters.js';

/** What the worker does about committees: plans them, convenes them, reminds of them, ends them with the case. */
@Module({
  imports: [
    BullModule.registerQueue({ name: COMMITTEES }),
    CallsModule,
    CandidaciesModule,
    IdentityModule,
    MeetingsModule,
    MissionsModule,
    RemindersModule,
    CommitteesModule,
  ],
  providers: [CommitteeLetters, CommitteeWork, NoteAnchor, EndCommittees, CommitteeComing, MissionReportDue],
})
export class CommitteesJobsModule {}

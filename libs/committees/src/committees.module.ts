import { Module } from '@nestjs/common';
import { CallsModule } from '@rebond/calls';
import { CandidaciesModule } from '@rebond/candidacies';
import { MeetingsModule } from '@rebond/meetings';
import { MissionsModule } from '@rebond/missions';
import { RemindersModule } from '@rebond/reminders';
import { CommitteesPart } from './application/archive/committees.part.js';
import { CommitteeTimeline } from './application/committee-timeline.js';
import { Committees } from './application/committees.js';
import { HoldCommittee } from './application/hold/hold.js';
import { PlanCommittees } from './application/plan/plan-committees.js';
import { SetCommitteeDate } from './application/set-date/set-date.js';
import { CommitteesController } from './http/committees.controller.js';
import { CommitteesPageController } from './http/portal/committees-page.controller.js';

@Module({
  imports: [CallsModule, CandidaciesModule, MeetingsModule, MissionsModule, RemindersModule],
  controllers: [CommitteesController, CommitteesPageController],
  providers: [Committees, CommitteesPart, CommitteeTimeline, PlanCommittees, SetCommitteeDate, HoldCommittee],
  exports: [Committees, PlanCommittees],
})
export class CommitteesModule {}

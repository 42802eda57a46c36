import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CallsModule } from '@rebond/calls';
import { CandidaciesModule } from '@rebond/candidacies';
import { IdentityModule } from '@rebond/identity';
import { RemindersModule } from '@rebond/reminders';
import { Engage } from './application/engage/engage.js';
import { ImportInterviews } from './application/imports/import-interviews.js';
import { ImportProjects } from './application/imports/import-projects.js';
import { Missions } from './application/missions.js';
import { RecordPersonDays } from './application/person-days/record-person-days.js';
import { Roadmap } from './application/roadmap/roadmap.js';
import { RouteProjects } from './application/routes/route-projects.js';
import { MissionTimeline } from './application/timeline/mission-timeline.js';
import { ImportsController } from './http/imports/imports.controller.js';
import { MissionController } from './http/mission/mission.controller.js';
import { RoadmapController } from './http/roadmap/roadmap.controller.js';
import {
  ActionRow,
  AxisRow,
  FirmRow,
  MissionRow,
  PersonDaysRow,
  ProjectRef,
  RouteRow,
} from './infrastructure/entities.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([MissionRow, FirmRow, PersonDaysRow, ProjectRef, RouteRow, AxisRow, ActionRow]),
    CallsModule,
    CandidaciesModule,
    IdentityModule,
    RemindersModule,
  ],
  controllers: [MissionController, ImportsController, RoadmapController],
  providers: [
    Missions,
    Engage,
    RecordPersonDays,
    ImportInterviews,
    ImportProjects,
    RouteProjects,
    Roadmap,
    MissionTimeline,
  ],
  exports: [Missions, ImportInterviews, ImportProjects],
})
export class MissionsModule {}

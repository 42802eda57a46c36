import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CallsModule } from '@rebond/calls';
import { CandidaciesModule } from '@rebond/candidacies';
import { IdentityModule } from '@rebond/identity';
import { MeetingsModule } from '@rebond/meetings';
import { RemindersModule } from '@rebond/reminders';
import { AnswerConsultation } from './application/consult/answer.js';
import { Consult } from './application/consult/consult.js';
import { Engage } from './application/engage/engage.js';
import { ImportInterviews } from './application/imports/import-interviews.js';
import { ImportProjects } from './application/imports/import-projects.js';
import { PendingImports } from './application/imports/pending-imports.js';
import { EditInterview } from './application/interviews/edit-interview.js';
import { ListMissions } from './application/list/list-missions.js';
import { Missions } from './application/missions.js';
import { RecordPersonDays } from './application/person-days/record-person-days.js';
import { EditProject } from './application/projects/edit-project.js';
import { Roadmap } from './application/roadmap/roadmap.js';
import { RouteProjects } from './application/routes/route-projects.js';
import { MissionTimeline } from './application/timeline/mission-timeline.js';
import { ConsultationsController } from './http/consult/consultations.controller.js';
import { ImportsController } from './http/imports/imports.controller.js';
import { MissionsController } from './http/list/missions.controller.js';
import { MissionController } from './http/mission/mission.controller.js';
import { PortfolioController } from './http/portfolio/portfolio.controller.js';
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
    MeetingsModule,
    RemindersModule,
  ],
  controllers: [
    MissionsController,
    MissionController,
    PortfolioController,
    ConsultationsController,
    ImportsController,
    RoadmapController,
  ],
  providers: [
    Missions,
    Engage,
    RecordPersonDays,
    ImportInterviews,
    ImportProjects,
    PendingImports,
    EditProject,
    EditInterview,
    ListMissions,
    Consult,
    AnswerConsultation,
    RouteProjects,
    Roadmap,
    MissionTimeline,
  ],
  exports: [Missions, ImportInterviews, ImportProjects],
})
export class MissionsModule {}

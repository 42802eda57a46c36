import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CallsModule } from '@rebond/calls';
import { CandidaciesModule } from '@rebond/candidacies';
import { IdentityModule } from '@rebond/identity';
import { MeetingsModule } from '@rebond/meetings';
import { RemindersModule } from '@rebond/reminders';
import { MissionPart } from './application/archive/mission.part.js';
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
import { ConsultationPages, ProjectOpinionLink, ProjectStatusLink } from './http/consult/consultation-link.js';
import { ConsultationsController } from './http/consult/consultations.controller.js';
import { ImportPages } from './http/imports/import-pages.js';
import { ImportsController } from './http/imports/imports.controller.js';
import { InterviewsImportController, ProjectsImportController } from './http/imports/portfolio-import.controllers.js';
import { InterviewsPageController } from './http/interviews/interviews-page.controller.js';
import { MissionsPageController } from './http/list/missions-page.controller.js';
import { MissionsController } from './http/list/missions.controller.js';
import { MissionPageController } from './http/mission/mission-page.controller.js';
import { MissionController } from './http/mission/mission.controller.js';
import { PortfolioController } from './http/portfolio/portfolio.controller.js';
import { ProjectActsController } from './http/projects/project-acts.controller.js';
import { ProjectPages } from './http/projects/project-pages.js';
import { ProjectsPageController } from './http/projects/projects-page.controller.js';
import { RoadmapPageController } from './http/roadmap/roadmap-page.controller.js';
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
    MissionsPageController,
    MissionPageController,
    InterviewsImportController,
    InterviewsPageController,
    ProjectsImportController,
    ProjectsPageController,
    ProjectActsController,
    RoadmapPageController,
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
    ConsultationPages,
    ProjectStatusLink,
    ProjectOpinionLink,
    ImportPages,
    ProjectPages,
    RouteProjects,
    Roadmap,
    MissionTimeline,
    MissionPart,
  ],
  exports: [Missions, ImportInterviews, ImportProjects],
})
export class MissionsModule {}

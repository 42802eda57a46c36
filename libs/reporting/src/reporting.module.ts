import { Module } from '@nestjs/common';
import { CallsModule } from '@rebond/calls';
import { CandidaciesModule } from '@rebond/candidacies';
import { CommitteesModule } from '@rebond/committees';
import { FundingModule } from '@rebond/funding';
import { IdentityModule } from '@rebond/identity';
import { MissionsModule } from '@rebond/missions';
import { FilesModule } from '@rebond/platform';
import { SelectionModule } from '@rebond/selection';
import { TerritoriesModule } from '@rebond/territories';
import { ArchiveTimeline } from './application/archive/archive-timeline.js';
import { ExportCase } from './application/archive/export-case.js';
import { JournalPart } from './application/archive/journal.part.js';
import { DrawCases } from './application/draws/draw-cases.js';
import { AnnounceLaureates } from './application/laureates/announce.js';
import { InviteToSeat } from './application/seats/invite-to-seat.js';
import { ArchivePageController } from './http/archive/archive-page.controller.js';
import { CaseArchiveController } from './http/archive/case-archive.controller.js';
import { AuditExports } from './http/audit/audit-exports.controller.js';
import { AuditPages } from './http/audit/audit.controller.js';
import { DrawExports } from './http/audit/draw-exports.controller.js';
import { DrawPages } from './http/audit/draws.controller.js';
import { AnnouncementsController } from './http/laureates/announcements.controller.js';
import { LaureatePages } from './http/laureates/laureates.controller.js';
import { CallPreviewPages } from './http/programme/call-preview.controller.js';
import { CallPages } from './http/programme/calls.controller.js';
import { DashboardPages } from './http/programme/dashboard.controller.js';
import { MailPages } from './http/programme/mails.controller.js';
import { OfficeQuestionPages } from './http/programme/questions.controller.js';
import { SeatSessionPages } from './http/programme/seat-sessions.controller.js';
import { SeatPages } from './http/programme/seats.controller.js';
import { OfficeWavePage } from './http/programme/wave.controller.js';
import { OfficeWavePages } from './http/programme/waves.controller.js';

/** What is told of all cases together: laureates, dashboards, the programme office's and the auditors' pages; and of one whole. */
@Module({
  imports: [
    CallsModule,
    CandidaciesModule,
    // Each brings its part to the archive of a case.
    SelectionModule,
    MissionsModule,
    FundingModule,
    CommitteesModule,
    FilesModule,
    IdentityModule,
    TerritoriesModule,
  ],
  controllers: [
    AnnouncementsController,
    LaureatePages,
    DashboardPages,
    OfficeWavePages,
    OfficeWavePage,
    SeatPages,
    SeatSessionPages,
    CallPages,
    CallPreviewPages,
    MailPages,
    OfficeQuestionPages,
    AuditPages,
    AuditExports,
    DrawPages,
    CaseArchiveController,
    ArchivePageController,
    DrawExports,
  ],
  providers: [AnnounceLaureates, ArchiveTimeline, DrawCases, ExportCase, InviteToSeat, JournalPart],
})
export class ReportingModule {}

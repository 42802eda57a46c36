import { Module } from '@nestjs/common';
import { CallsModule } from '@rebond/calls';
import { AnnounceLaureates } from './application/laureates/announce.js';
import { DrawCases } from './application/draws/draw-cases.js';
import { AuditPages } from './http/audit/audit.controller.js';
import { DrawPages } from './http/audit/draws.controller.js';
import { AnnouncementsController } from './http/laureates/announcements.controller.js';
import { LaureatePages } from './http/laureates/laureates.controller.js';

/** What is told of all cases together: laureates, dashboards, the programme office's and the auditors' pages. */
@Module({
  imports: [CallsModule],
  controllers: [AnnouncementsController, LaureatePages, AuditPages, DrawPages],
  providers: [AnnounceLaureates, DrawCases],
})
export class ReportingModule {}

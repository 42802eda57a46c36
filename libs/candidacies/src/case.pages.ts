import type { Provider, Type } from '@nestjs/common';
import { AnswerApproval } from './application/approval/answer-approval.js';
import { AskApproval } from './application/approval/ask-approval.js';
import { ReadFile } from './application/approval/read-file.js';
import { ReceiveMail } from './application/messages/receive-mail.js';
import { WriteMessage } from './application/messages/write-message.js';
import { ReadOverview } from './application/read/overview.js';
import { StaffTeam } from './application/team/staff-team.js';
import { CorrespondenceTimeline } from './application/timeline/correspondence-timeline.js';
import { TakeReport } from './application/undelivered/take-report.js';
import { CasePageController } from './http/case-page/case-page.controller.js';
import { CompletionPagesController } from './http/completion-pages/completion-pages.controller.js';
import { FilesForm } from './http/files-form/files-form.js';
import { InboundMailController } from './http/inbound/inbound-mail.controller.js';
import { LeavePagesController } from './http/leave-pages/leave-pages.controller.js';
import { MessagesPageController } from './http/messages-page/messages-page.controller.js';
import { MessagesController } from './http/messages-page/messages.controller.js';
import { PiecesPagesController } from './http/pieces-pages/pieces-pages.controller.js';
import { RedepositPagesController } from './http/redeposit-pages/redeposit-pages.controller.js';
import { ApprovalDocumentsController } from './http/team/approval-documents.controller.js';
import { ApprovalLink } from './http/team/approval-link.js';
import { ApprovalPagesController } from './http/team/approval-pages.controller.js';
import { ApprovalController } from './http/team/approval.controller.js';
import { TeamPagesController } from './http/team/team-pages.controller.js';
import { TeamController } from './http/team/team.controller.js';
import { TimelinePageController } from './http/timeline-page/timeline-page.controller.js';

/** The pages of one case that every reader shares, and the territory's life after the deposit. */
export const CASE_PAGES: readonly Type[] = [
  CasePageController,
  TimelinePageController,
  CompletionPagesController,
  PiecesPagesController,
  LeavePagesController,
  RedepositPagesController,
  MessagesController,
  MessagesPageController,
  InboundMailController,
  TeamController,
  TeamPagesController,
  ApprovalController,
  ApprovalPagesController,
  ApprovalDocumentsController,
];
export const CASE_PROVIDERS: readonly Provider[] = [
  ReadOverview,
  FilesForm,
  WriteMessage,
  ReceiveMail,
  TakeReport,
  CorrespondenceTimeline,
  StaffTeam,
  AskApproval,
  AnswerApproval,
  ReadFile,
  ApprovalLink,
];

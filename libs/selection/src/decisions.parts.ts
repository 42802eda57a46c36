import type { Provider, Type } from '@nestjs/common';
import { AnnounceList } from './application/announce/announce-list.js';
import { ScheduleAnnouncement } from './application/announce/schedule-announcement.js';
import { CancelList } from './application/cancel/cancel-list.js';
import { CheckLines } from './application/check-lines.js';
import { DifferList } from './application/differ/differ-list.js';
import { EmbargoCircle } from './application/embargo/circle.js';
import { ReadUnderEmbargo } from './application/embargo/read-under-embargo.js';
import { ReadEvidence } from './application/evidence/read-evidence.js';
import { GatherFolder } from './application/folder/folder-facts.js';
import { ProduceFolder } from './application/folder/produce-folder.js';
import { DraftLetters } from './application/letters/draft-letters.js';
import { MakeLetters } from './application/letters/make-letters.js';
import { ReadLetter } from './application/letters/read-letter.js';
import { ProposeList } from './application/propose/propose-list.js';
import { ValidateList } from './application/validate/validate-list.js';
import { WithdrawList } from './application/withdraw/withdraw-list.js';
import { CancellationPagesController } from './http/cancel/cancellation-pages.controller.js';
import { CancellationsController } from './http/cancel/cancellations.controller.js';
import { DecisionListsController } from './http/decision-lists.controller.js';
import { CaseNotificationsPage } from './http/evidence/case-notifications.controller.js';
import { ListNotificationsPage, NotificationsApi } from './http/evidence/notifications.controller.js';
import { PostalNoticesController } from './http/evidence/postal-notices.controller.js';
import { EmbargoCircleController } from './http/embargo/circle.controller.js';
import { EmbargoLinkPages } from './http/embargo/embargo-link-pages.js';
import { EmbargoController } from './http/embargo/embargo.controller.js';
import { FolderApi, FolderController } from './http/folder/folder.controller.js';
import { CirclePagesController } from './http/pages/circle-pages.controller.js';
import { DiffersController } from './http/pages/differs.controller.js';
import { ListActsController } from './http/pages/list-acts.controller.js';
import { ListViews } from './http/pages/list-views.js';
import { SelectionPagesController } from './http/pages/selection-pages.controller.js';

/** Decision lists, from their proposal to their announcement. */
export const DECISION_VERBS: readonly Provider[] = [
  CheckLines,
  ProposeList,
  DifferList,
  DraftLetters,
  MakeLetters,
  ReadLetter,
  ValidateList,
  ScheduleAnnouncement,
  AnnounceList,
  WithdrawList,
  CancelList,
  EmbargoCircle,
  ReadUnderEmbargo,
  EmbargoLinkPages,
  ReadEvidence,
  GatherFolder,
  ProduceFolder,
  ListViews,
];

export const DECISION_CONTROLLERS: readonly Type[] = [
  DecisionListsController,
  SelectionPagesController,
  ListActsController,
  CancellationsController,
  CancellationPagesController,
  DiffersController,
  CirclePagesController,
  EmbargoCircleController,
  EmbargoController,
  FolderController,
  FolderApi,
  NotificationsApi,
  ListNotificationsPage,
  CaseNotificationsPage,
  PostalNoticesController,
];

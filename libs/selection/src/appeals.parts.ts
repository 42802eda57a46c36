import type { Provider, Type } from '@nestjs/common';
import { AppealsTimeline } from './application/appeals/appeals-timeline.js';
import { ConcludeAppeal } from './application/appeals/conclude-appeal.js';
import { JoinFiles } from './application/appeals/join-files.js';
import { ReadAppeals } from './application/appeals/read-appeals.js';
import { RegisterAppeal } from './application/appeals/register-appeal.js';
import { ProveNotification } from './application/evidence/prove-notification.js';
import { Promote } from './application/promotions/promote.js';
import { AppealsPageController, CaseAppealsPage } from './http/appeals/appeal-pages.controller.js';
import { AppealsController, CaseAppealsController } from './http/appeals/appeals.controller.js';
import { PromotionsController, WaitingListsController } from './http/promotions/promotions.controller.js';

/** What comes after the announcement: appeals, and places that laureates leave. */
export const APPEAL_VERBS: readonly Provider[] = [
  ReadAppeals,
  RegisterAppeal,
  ConcludeAppeal,
  JoinFiles,
  ProveNotification,
  AppealsTimeline,
  Promote,
];
export const APPEAL_CONTROLLERS: readonly Type[] = [
  AppealsController,
  CaseAppealsController,
  AppealsPageController,
  CaseAppealsPage,
  PromotionsController,
  WaitingListsController,
];

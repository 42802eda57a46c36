import type { Provider, Type } from '@nestjs/common';
import { RunBatch } from './application/batch/run-batch.js';
import { WriteNote } from './application/notes/notes.js';
import { AskOpinions } from './application/opinions/ask-opinions.js';
import { GiveOpinion } from './application/opinions/give-opinion.js';
import { ReviewTimeline } from './application/opinions/review-timeline.js';
import { ReadReview } from './application/review/read-review.js';
import { AssignOfficer } from './application/worklist/assign-officer.js';
import { NotesController } from './http/review/notes.controller.js';
import { OpinionLinkPages } from './http/review/opinion-link-pages.js';
import { OpinionsController } from './http/review/opinions.controller.js';
import { OpinionsPageController } from './http/review/opinions-page.controller.js';
import { ReviewFacts } from './http/review/review-facts.js';
import { ReviewController } from './http/review/review.controller.js';
import { BatchController } from './http/worklist/batch.controller.js';
import { ExportController } from './http/worklist/export.controller.js';
import { HandOverController } from './http/worklist/hand-over.controller.js';
import { TemplatesController } from './http/worklist/templates.controller.js';
import { ViewsController } from './http/worklist/views.controller.js';
import { WorklistController } from './http/worklist/worklist.controller.js';
import { WorklistRestController } from './http/worklist/worklist.rest.controller.js';

export const WORKLIST_PAGES: readonly Type[] = [
  WorklistController,
  ExportController,
  BatchController,
  ViewsController,
  HandOverController,
  TemplatesController,
  WorklistRestController,
  ReviewController,
  OpinionsPageController,
  NotesController,
  OpinionsController,
];
export const WORKLIST_PROVIDERS: readonly Provider[] = [
  AssignOfficer,
  WriteNote,
  AskOpinions,
  GiveOpinion,
  RunBatch,
  ReadReview,
  ReviewFacts,
  OpinionLinkPages,
  ReviewTimeline,
];

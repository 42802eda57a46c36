import { AssessAdmissibility } from './application/admissibility/assess-admissibility.js';
import { AnswerCompletion } from './application/completion/answer-completion.js';
import { CancelCompletion } from './application/completion/cancel-completion.js';
import { RequestCompletion } from './application/completion/request-completion.js';
import { Leave } from './application/leave/leave.js';
import { Overlaps } from './application/list/overlaps.js';
import { ProvidePiece } from './application/pieces/provide-piece.js';
import { CompareFiles } from './application/redeposit/compare.js';
import { Redeposit } from './application/redeposit/redeposit.js';
import { Reopen } from './application/reopen/reopen.js';
import { CaseTimeline } from './application/timeline/case-timeline.js';
import { TimelineFormatters } from './application/timeline/formatters.js';
import { ReadTimeline } from './application/timeline/timeline.js';
import { AdmissibilityController } from './http/admissibility/admissibility.controller.js';
import { CompletionController } from './http/completion/completion.controller.js';
import { DepositsController } from './http/deposits/deposits.controller.js';
import { LeaveController } from './http/leave/leave.controller.js';
import { ListController } from './http/list/list.controller.js';
import { PiecesController } from './http/pieces/pieces.controller.js';
import { RedepositController } from './http/redeposit/redeposit.controller.js';
import { TimelineController } from './http/timeline/timeline.controller.js';

/** What happens to a case after its deposit, and how it is read. */
export const CASE_VERBS = [
  RequestCompletion,
  AnswerCompletion,
  CancelCompletion,
  ProvidePiece,
  AssessAdmissibility,
  Leave,
  Reopen,
  Redeposit,
  CompareFiles,
  Overlaps,
  TimelineFormatters,
  CaseTimeline,
  ReadTimeline,
];

export const CASE_CONTROLLERS = [
  ListController,
  CompletionController,
  PiecesController,
  AdmissibilityController,
  LeaveController,
  RedepositController,
  DepositsController,
  TimelineController,
];

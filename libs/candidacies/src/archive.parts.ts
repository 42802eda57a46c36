import type { Provider } from '@nestjs/common';
import { ArchiveParts } from './application/archive/archive-parts.js';
import { CasePart } from './application/archive/case.part.js';
import { CompletionsPart, NotesPart, OpinionsPart } from './application/archive/examination.parts.js';
import { FormsPart } from './application/archive/forms.part.js';
import { MessagesPart } from './application/archive/messages.part.js';
import { PiecesPart } from './application/archive/pieces.part.js';
import { TimelinePart } from './application/archive/timeline.part.js';

/** What the case itself brings to its archive. */
export const ARCHIVE_PROVIDERS: readonly Provider[] = [
  ArchiveParts,
  CasePart,
  FormsPart,
  PiecesPart,
  CompletionsPart,
  OpinionsPart,
  NotesPart,
  MessagesPart,
  TimelinePart,
];

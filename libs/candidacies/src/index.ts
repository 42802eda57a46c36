export {
  ArchivePart,
  type ArchiveContributor,
  type ArchivedFile,
  type ArchivePartSpec,
} from './application/archive/archive-part.js';
export { withSalts } from './application/archive/with-salts.js';
export { ArchiveParts } from './application/archive/archive-parts.js';
export { CASE_EXPORTED } from './application/archive/timeline.part.js';
export * from './application/cases.js';
export type * from './application/move.js';
export { fileLetters, type FiledLetter } from './application/documents/file-letters.js';
export { holdCases, releaseCases } from './application/hold/hold.js';
export {
  MESSAGE_FILE_BYTES,
  MESSAGE_FILE_EXTENSIONS,
  MESSAGE_FILES,
  requireAccepted,
  type IncomingFile,
} from './application/messages/accepted-files.js';
export { safeFileName } from './application/archive/file-name.js';
export { searchLexemes } from './application/list/search-words.js';
export { opinionsOfCases, type Opinion, type Stance } from './application/opinions/opinion-rows.js';
export { owePiecesOfLaureate } from './application/pieces/pieces-of-case.js';
export { decisionOn, type DecisionOn } from './application/read/decision-on.js';
export { owedPiecesOf } from './application/read/owed-pieces.js';
export * from './application/read/present.js';
export { Reopen } from './application/reopen/reopen.js';
export * from './application/timeline/timeline-entry.js';
export * from './application/timeline/words.js';
export { AssignOfficer } from './application/worklist/assign-officer.js';
export { officers } from './application/worklist/worklist-choices.js';
export { causeText } from './application/undelivered/cause-text.js';
export { readersOfMail } from './application/undelivered/readers-of-mail.js';
export * from './candidacies.module.js';
export * from './domain/decide.js';
export * from './domain/events.js';
export * from './domain/guards.js';
export * from './domain/legal-clock.js';
export * from './domain/machine.js';
export { caseUrl, CaseFrame, type CasePage } from './http/frame/case-frame.js';
export { CasePanel, type CasePanelSpec } from './http/frame/panels.js';
export { StateBadge } from './http/frame/state-badge.js';
export { fieldOfFiles, FilesForm } from './http/files-form/files-form.js';
export { signatureOf } from './http/review/signature.js';
export { DepositPreview, FormPreviewFields } from './http/preview/form-preview.js';
export { typedPreview, type FormPreview } from './http/preview/typed-preview.js';
export type { Candidacy } from './infrastructure/case-row.js';

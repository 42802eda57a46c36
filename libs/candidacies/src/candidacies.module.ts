import { Module } from '@nestjs/common';
import { CallsModule } from '@rebond/calls';
import { IdentityModule } from '@rebond/identity';
import { FilesModule, PdfModule } from '@rebond/platform';
import { RemindersModule } from '@rebond/reminders';
import { TerritoriesModule } from '@rebond/territories';
import { Cases } from './application/cases.js';
import { Deposit } from './application/deposit/deposit.js';
import { AddDocument } from './application/documents/add-document.js';
import { AuthoriseUpload } from './application/documents/authorise-upload.js';
import { CompleteUpload } from './application/documents/complete-upload.js';
import { ReceiveUpload } from './application/documents/receive-upload.js';
import { SaveAnswers } from './application/edit/save-answers.js';
import { CaseAccess } from './application/perimeter/case-access.js';
import { ChangePerimeter } from './application/perimeter/change-perimeter.js';
import { TakePerimeter } from './application/perimeter/take-perimeter.js';
import { ArchiveParts } from './application/archive/archive-parts.js';
import { Reopen } from './application/reopen/reopen.js';
import { AssignOfficer } from './application/worklist/assign-officer.js';
import { StartCandidacy } from './application/start/start.js';
import { ARCHIVE_PROVIDERS } from './archive.parts.js';
import { CASE_CONTROLLERS, CASE_VERBS } from './candidacies.verbs.js';
import { CASE_PAGES, CASE_PROVIDERS } from './case.pages.js';
import { FORM_PAGES, FORM_PROVIDERS } from './form.pages.js';
import { CaseController } from './http/case/case.controller.js';
import { DocumentsController } from './http/documents/documents.controller.js';
import { FilesForm } from './http/files-form/files-form.js';
import { CaseFrame } from './http/frame/case-frame.js';
import { CasePanels } from './http/frame/panels.js';
import { WORKLIST_PAGES, WORKLIST_PROVIDERS } from './worklist.pages.js';

@Module({
  imports: [CallsModule, FilesModule, IdentityModule, PdfModule, RemindersModule, TerritoriesModule],
  controllers: [
    CaseController,
    ...CASE_CONTROLLERS,
    DocumentsController,
    ...CASE_PAGES,
    ...FORM_PAGES,
    ...WORKLIST_PAGES,
  ],
  providers: [
    Cases,
    StartCandidacy,
    CaseAccess,
    TakePerimeter,
    ChangePerimeter,
    SaveAnswers,
    Deposit,
    AddDocument,
    AuthoriseUpload,
    CompleteUpload,
    ReceiveUpload,
    ...CASE_VERBS,
    CasePanels,
    CaseFrame,
    ...CASE_PROVIDERS,
    ...FORM_PROVIDERS,
    ...WORKLIST_PROVIDERS,
    ...ARCHIVE_PROVIDERS,
  ],
  exports: [ArchiveParts, AssignOfficer, Cases, CaseFrame, FilesForm, Reopen],
})
export class CandidaciesModule {}

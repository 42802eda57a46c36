import { Module } from '@nestjs/common';
import { CallsModule } from '@rebond/calls';
import { IdentityModule } from '@rebond/identity';
import { FilesModule } from '@rebond/platform';
import { RemindersModule } from '@rebond/reminders';
import { TerritoriesModule } from '@rebond/territories';
import { Cases } from './application/cases.js';
import { Deposit } from './application/deposit/deposit.js';
import { AuthoriseUpload } from './application/documents/authorise-upload.js';
import { CompleteUpload } from './application/documents/complete-upload.js';
import { ReceiveUpload } from './application/documents/receive-upload.js';
import { SaveAnswers } from './application/edit/save-answers.js';
import { StartCandidacy } from './application/start/start.js';
import { CASE_CONTROLLERS, CASE_VERBS } from './candidacies.verbs.js';
import { CaseController } from './http/case/case.controller.js';
import { DocumentsController } from './http/documents/documents.controller.js';

@Module({
  imports: [CallsModule, FilesModule, IdentityModule, RemindersModule, TerritoriesModule],
  controllers: [CaseController, ...CASE_CONTROLLERS, DocumentsController],
  providers: [
    Cases,
    StartCandidacy,
    SaveAnswers,
    Deposit,
    AuthoriseUpload,
    CompleteUpload,
    ReceiveUpload,
    ...CASE_VERBS,
  ],
  exports: [Cases],
})
export class CandidaciesModule {}

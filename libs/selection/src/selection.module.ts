import { Module } from '@nestjs/common';
import { CallsModule } from '@rebond/calls';
import { CandidaciesModule } from '@rebond/candidacies';
import { TerritoriesModule } from '@rebond/territories';
import { IdentityModule } from '@rebond/identity';
import { FilesModule, PdfModule } from '@rebond/platform';
import { APPEAL_CONTROLLERS, APPEAL_VERBS } from './appeals.parts.js';
import { ARCHIVE_PARTS } from './archive.parts.js';
import { DECISION_CONTROLLERS, DECISION_VERBS } from './decisions.parts.js';
import { RECUSAL_CONTROLLERS, RECUSAL_VERBS } from './recusals.parts.js';
import { REVIEW_CONTROLLERS, REVIEW_VERBS } from './reviews.parts.js';
import { SESSION_CONTROLLERS, SESSION_VERBS } from './sessions.parts.js';

@Module({
  imports: [CallsModule, CandidaciesModule, FilesModule, IdentityModule, PdfModule, TerritoriesModule],
  controllers: [
    ...APPEAL_CONTROLLERS,
    ...DECISION_CONTROLLERS,
    ...RECUSAL_CONTROLLERS,
    ...REVIEW_CONTROLLERS,
    ...SESSION_CONTROLLERS,
  ],
  providers: [
    ...APPEAL_VERBS,
    ...DECISION_VERBS,
    ...RECUSAL_VERBS,
    ...REVIEW_VERBS,
    ...SESSION_VERBS,
    ...ARCHIVE_PARTS,
  ],
})
export class SelectionModule {}

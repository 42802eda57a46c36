import { Module } from '@nestjs/common';
import { CallsModule } from '@rebond/calls';
import { CandidaciesModule } from '@rebond/candidacies';
import { IdentityModule } from '@rebond/identity';
import { MissionsModule } from '@rebond/missions';
import { FundingPart } from './application/archive/funding.part.js';
import { Award } from './application/award/award.js';
import { CommitFunds } from './application/commit/commit.js';
import { Dossiers } from './application/dossiers/dossiers.js';
import { Funding } from './application/funding.js';
import { FundingTimeline } from './application/timeline/funding-timeline.js';
import { DossiersController } from './http/dossiers/dossiers.controller.js';
import { EnvelopeController } from './http/envelope/envelope.controller.js';
import { FundingPageController } from './http/portal/funding-page.controller.js';
import { FundingPages } from './http/portal/funding-pages.js';

@Module({
  imports: [CallsModule, CandidaciesModule, IdentityModule, MissionsModule],
  controllers: [EnvelopeController, DossiersController, FundingPageController],
  providers: [Funding, CommitFunds, Award, Dossiers, FundingPages, FundingPart, FundingTimeline],
  exports: [Funding, Dossiers],
})
export class FundingModule {}

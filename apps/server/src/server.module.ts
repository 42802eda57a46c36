import { type DynamicModule, Module } from '@nestjs/common';
import { CallsModule } from '@rebond/calls';
import { CandidaciesModule } from '@rebond/candidacies';
import { CommitteesModule } from '@rebond/committees';
import { FundingModule } from '@rebond/funding';
import { IdentityModule } from '@rebond/identity';
import { MissionsModule } from '@rebond/missions';
import { PlatformModule, type Config } from '@rebond/platform';
import { ReportingModule } from '@rebond/reporting';
import { SelectionModule } from '@rebond/selection';
import { TerritoriesModule } from '@rebond/territories';
import { ApiDocsController } from './api-docs/api-docs.controller.js';
import { ApiDocument } from './api-docs/document.js';
import { HealthController } from './health.controller.js';
import { AssetsController } from './assets/assets.controller.js';
import { DsfrController } from './assets/dsfr.controller.js';
import { HomeController } from './home/home.controller.js';
import { PagesController } from './pages/pages.controller.js';

/** The HTTP process: every room's routes, no queue. */
@Module({})
export class ServerModule {
  static forRoot(config: Config): DynamicModule {
    return {
      module: ServerModule,
      imports: [
        PlatformModule.forRoot(config, 'server'),
        IdentityModule,
        TerritoriesModule,
        CallsModule,
        CandidaciesModule,
        SelectionModule,
        MissionsModule,
        FundingModule,
        CommitteesModule,
        ReportingModule,
      ],
      controllers: [
        HealthController,
        HomeController,
        PagesController,
        DsfrController,
        AssetsController,
        ApiDocsController,
      ],
      providers: [ApiDocument],
    };
  }
}

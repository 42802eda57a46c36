import { type DynamicModule, Module } from '@nestjs/common';
import { IdentityModule } from '@rebond/identity';
import { PlatformModule, type Config } from '@rebond/platform';
import { CandidaciesJobsModule } from '@rebond-jobs/candidacies';
import { CommitteesJobsModule } from '@rebond-jobs/committees';
import { IdentityJobsModule } from '@rebond-jobs/identity';
import { MissionsJobsModule } from '@rebond-jobs/missions';
import { PlatformJobsModule } from '@rebond-jobs/platform';
import { RemindersJobsModule } from '@rebond-jobs/reminders';
import { ReportingJobsModule } from '@rebond-jobs/reporting';
import { SelectionJobsModule } from '@rebond-jobs/selection';

/** The background process: every room's jobs. */
@Module({})
export class WorkerModule {
  static forRoot(config: Config): DynamicModule {
    return {
      module: WorkerModule,
      imports: [
        PlatformModule.forRoot(config, 'worker'),
        PlatformJobsModule.forRoot(config),
        IdentityModule,
        IdentityJobsModule,
        RemindersJobsModule,
        CandidaciesJobsModule,
        SelectionJobsModule,
        MissionsJobsModule,
        CommitteesJobsModule,
        ReportingJobsModule,
      ],
    };
  }
}

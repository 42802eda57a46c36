import { IdentityModule } from '@rebond/identity';
import { CandidaciesJobsModule } from '@rebond-jobs/candidacies';
import { CommitteesJobsModule } from '@rebond-jobs/committees';
import { IdentityJobsModule } from '@rebond-jobs/identity';
import { MissionsJobsModule } from '@rebond-jobs/missions';
import { RemindersJobsModule } from '@rebond-jobs/reminders';
import { SelectionJobsModule } from '@rebond-jobs/selection';
import { startWorker, type TestWorker, type TestWorkerOptions } from './worker.js';

/** The worker with every room's jobs, as apps/worker has them. */
export const startProductWorker = (options: Omit<TestWorkerOptions, 'modules'>): Promise<TestWorker> =>
  startWorker({
    ...options,
    modules: [
      IdentityModule,
      IdentityJobsModule,
      RemindersJobsModule,
      CandidaciesJobsModule,
      SelectionJobsModule,
      MissionsJobsModule,
      CommitteesJobsModule,
    ],
  });

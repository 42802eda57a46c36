import { Module } from '@nestjs/common';
import { RefreshLaureates } from './refresh-laureates.js';

/** What the worker does about figures: it keeps what is public up to date. */
@Module({ providers: [RefreshLaureates] })
export class ReportingJobsModule {}

import { Module } from '@nestjs/common';
import { Meetings } from './application/meetings.js';

@Module({ providers: [Meetings], exports: [Meetings] })
export class MeetingsModule {}

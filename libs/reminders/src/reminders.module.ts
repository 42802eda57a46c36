import { Module } from '@nestjs/common';
import { Reminders } from './application/reminders.js';

@Module({ providers: [Reminders], exports: [Reminders] })
export class RemindersModule {}

import { Module } from '@nestjs/common';
import { CallsModule } from '@rebond/calls';
import { IdentityModule } from '@rebond/identity';
import { RemindersModule } from '@rebond/reminders';
import { TerritoriesModule } from '@rebond/territories';
import { Cases } from './application/cases.js';
import { Deposit } from './application/deposit/deposit.js';
import { SaveAnswers } from './application/edit/save-answers.js';
import { StartCandidacy } from './application/start/start.js';
import { CaseController } from './http/case/case.controller.js';

@Module({
  imports: [CallsModule, IdentityModule, RemindersModule, TerritoriesModule],
  controllers: [CaseController],
  providers: [Cases, StartCandidacy, SaveAnswers, Deposit],
  exports: [Cases],
})
export class CandidaciesModule {}

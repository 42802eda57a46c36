import { Module } from '@nestjs/common';
import { CallsModule } from '@rebond/calls';
import { CandidaciesModule } from '@rebond/candidacies';
import { ProposeList } from './application/propose/propose-list.js';
import { ValidateList } from './application/validate/validate-list.js';
import { WithdrawList } from './application/withdraw/withdraw-list.js';
import { DecisionListsController } from './http/decision-lists.controller.js';
import { SelectionPagesController } from './http/pages/selection-pages.controller.js';

@Module({
  imports: [CallsModule, CandidaciesModule],
  controllers: [DecisionListsController, SelectionPagesController],
  providers: [ProposeList, ValidateList, WithdrawList],
})
export class SelectionModule {}

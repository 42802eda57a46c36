import { Module } from '@nestjs/common';
import { UiModule } from '@rebond/ui';
import { Calls } from './application/calls.js';
import { OpenWave } from './application/open-wave/open-wave.js';
import { ProlongWave } from './application/prolong-wave/prolong-wave.js';
import { ProposeWaves } from './application/propose-waves/propose-waves.js';
import { PublishCall } from './application/publish-call/publish-call.js';
import { RepinWave } from './application/repin-wave/repin-wave.js';
import { AnswerQuestion } from './application/questions/answer-question.js';
import { AskQuestion } from './application/questions/ask-question.js';
import { CallsController } from './http/calls.controller.js';
import { QuestionPages } from './http/pages/questions.controller.js';
import { WavePages } from './http/pages/waves.controller.js';
import { QuestionsController } from './http/questions.controller.js';
import { WavesController } from './http/waves.controller.js';

@Module({
  imports: [UiModule],
  controllers: [CallsController, WavesController, QuestionsController, WavePages, QuestionPages],
  providers: [Calls, PublishCall, ProposeWaves, OpenWave, ProlongWave, RepinWave, AskQuestion, AnswerQuestion],
  exports: [Calls, PublishCall, ProposeWaves, OpenWave, ProlongWave, AnswerQuestion],
})
export class CallsModule {}

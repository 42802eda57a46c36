import { Module } from '@nestjs/common';
import { Calls } from './application/calls.js';
import { OpenWave } from './application/open-wave/open-wave.js';
import { ProlongWave } from './application/prolong-wave/prolong-wave.js';
import { ProposeWaves } from './application/propose-waves/propose-waves.js';
import { PublishCall } from './application/publish-call/publish-call.js';
import { RepinWave } from './application/repin-wave/repin-wave.js';
import { CallsController } from './http/calls.controller.js';
import { WavesController } from './http/waves.controller.js';

@Module({
  controllers: [CallsController, WavesController],
  providers: [Calls, PublishCall, ProposeWaves, OpenWave, ProlongWave, RepinWave],
  exports: [Calls, PublishCall, ProposeWaves, OpenWave],
})
export class CallsModule {}

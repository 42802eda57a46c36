import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { ActorOfToken } from './application/actor-of-token.js';
import { Desk } from './application/desk.js';
import { Directory } from './application/directory.js';
import { Sessions } from './application/sessions/sessions.js';
import { UiModule } from '@rebond/ui';
import { DemoController } from './http/demo/demo.controller.js';
import { IdentityController } from './http/identity.controller.js';
import { PolicyGuard } from './http/policy.guard.js';

@Module({
  imports: [UiModule],
  controllers: [IdentityController, DemoController],
  providers: [ActorOfToken, Desk, Directory, Sessions, { provide: APP_GUARD, useClass: PolicyGuard }],
  exports: [ActorOfToken, Desk, Directory, Sessions],
})
export class IdentityModule {}

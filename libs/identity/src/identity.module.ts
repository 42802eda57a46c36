import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { ActorOfToken } from './application/actor-of-token.js';
import { Desk } from './application/desk.js';
import { Directory } from './application/directory.js';
import { IdentityController } from './http/identity.controller.js';
import { PolicyGuard } from './http/policy.guard.js';

@Module({
  controllers: [IdentityController],
  providers: [ActorOfToken, Desk, Directory, { provide: APP_GUARD, useClass: PolicyGuard }],
  exports: [ActorOfToken, Desk, Directory],
})
export class IdentityModule {}

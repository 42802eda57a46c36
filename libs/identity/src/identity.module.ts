import { Module } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { ActorOfToken } from './application/actor-of-token.js';
import { Desk } from './application/desk.js';
import { Directory } from './application/directory.js';
import { Invitations } from './application/invitations/invitations.js';
import { OneTimeLinks } from './application/links/one-time-links.js';
import { Sessions } from './application/sessions/sessions.js';
import { UiModule } from '@rebond/ui';
import { DemoController } from './http/demo/demo.controller.js';
import { IdentityController } from './http/identity.controller.js';
import { InvitationLink } from './http/links/invitation-link.js';
import { LinkController } from './http/links/link.controller.js';
import { LinkPurposes } from './http/links/link-purposes.js';
import { PolicyGuard } from './http/policy.guard.js';

@Module({
  imports: [DiscoveryModule, UiModule],
  controllers: [IdentityController, DemoController, LinkController],
  providers: [
    ActorOfToken,
    Desk,
    Directory,
    InvitationLink,
    Invitations,
    LinkPurposes,
    OneTimeLinks,
    Sessions,
    { provide: APP_GUARD, useClass: PolicyGuard },
  ],
  exports: [ActorOfToken, Desk, Directory, Invitations, OneTimeLinks, Sessions],
})
export class IdentityModule {}

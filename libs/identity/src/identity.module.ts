import { Module } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { Account } from './application/account/account.js';
import { Authenticators } from './application/account/authenticators.js';
import { Delegations } from './application/account/delegations.js';
import { KeptFiles } from './application/kept-forms/kept-files.js';
import { KeptForms } from './application/kept-forms/kept-forms.js';
import { OpenId } from './application/openid/openid.js';
import { Enter } from './application/sign-in/enter.js';
import { MailedSignIn } from './application/sign-in/mailed-sign-in.js';
import { Throttle } from './application/sign-in/throttle.js';
import { AccountController } from './http/account/account.controller.js';
import { AuthenticatorController } from './http/account/authenticator.controller.js';
import { DelegationController } from './http/account/delegation.controller.js';
import { KeptFormController } from './http/kept-forms/kept-form.controller.js';
import { LostForms } from './http/kept-forms/lost-forms.js';
import { OpenIdController } from './http/openid/openid.controller.js';
import { SignInController } from './http/sign-in/sign-in.controller.js';
import { SignOutController } from './http/sign-in/sign-out.controller.js';
import { ActorOfToken } from './application/actor-of-token.js';
import { Desk } from './application/desk.js';
import { Directory } from './application/directory.js';
import { Invitations } from './application/invitations/invitations.js';
import { OneTimeLinks } from './application/links/one-time-links.js';
import { Sessions } from './application/sessions/sessions.js';
import { FilesModule } from '@rebond/platform';
import { UiModule } from '@rebond/ui';
import { DemoController } from './http/demo/demo.controller.js';
import { IdentityController } from './http/identity.controller.js';
import { InvitationLink } from './http/links/invitation-link.js';
import { LinkController } from './http/links/link.controller.js';
import { LinkPurposes } from './http/links/link-purposes.js';
import { PolicyGuard } from './http/policy.guard.js';

@Module({
  imports: [DiscoveryModule, FilesModule, UiModule],
  controllers: [
    IdentityController,
    DemoController,
    LinkController,
    SignInController,
    OpenIdController,
    SignOutController,
    AccountController,
    AuthenticatorController,
    DelegationController,
    KeptFormController,
  ],
  providers: [
    Account,
    ActorOfToken,
    Authenticators,
    Delegations,
    Desk,
    Directory,
    Enter,
    InvitationLink,
    Invitations,
    KeptFiles,
    KeptForms,
    LinkPurposes,
    LostForms,
    MailedSignIn,
    OneTimeLinks,
    OpenId,
    Sessions,
    Throttle,
    { provide: APP_GUARD, useClass: PolicyGuard },
  ],
  exports: [ActorOfToken, Desk, Directory, Invitations, OneTimeLinks, Sessions],
})
export class IdentityModule {}

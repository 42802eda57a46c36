import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import type { DomainError } from '@rebond/kernel';
import { Ctx, Transactions, type FormBody, type RequestContext, type Tx, parseForm } from '@rebond/platform';
import {
  faultAt,
  page,
  PageRoute,
  Reader,
  redirect,
  submitted,
  type PageAnswer,
  type Redirection,
  type Visitor,
} from '@rebond/ui';
import { Account } from '../../application/account/account.js';
import { Authenticators } from '../../application/account/authenticators.js';
import { onOwnAccount, type Person } from '../../application/account/registrar.js';
import type { Role } from '../../domain/roles.js';
import { ownPath } from '../../domain/own-path.js';
import { t } from '../../messages.fr.js';
import { Act } from '../policy.guard.js';
import { wayOn } from '../start.js';
import { CodesPage, EnrolledPage, EnrolPage } from './account-pages.js';

const input = z.object({ code: z.string().trim().min(4).max(30), retour: z.string().optional() });
const codeOf = (form: FormBody): string => parseForm(input, form).code;
const trail = () => [{ label: t('account.title'), href: '/compte' }];
const faultOf = (refusal: DomainError): string => faultAt(refusal.faults, '/code') ?? refusal.message;

/** The authenticator of the own account: enrolled once, so that signing in needs no mail. */
@Controller('compte/application')
export class AuthenticatorController {
  constructor(
    private readonly authenticators: Authenticators,
    private readonly account: Account,
    private readonly transactions: Transactions,
  ) {}

  @Get()
  @Act('account.manage')
  @PageRoute()
  show(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @Query('retour') retour: unknown,
  ): Promise<PageAnswer> {
    return this.pageOf(ctx, visitor, retour);
  }

  /** The recovery codes are in this answer only. */
  @Post()
  @Act('account.manage')
  @PageRoute()
  confirm(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @Body() form: FormBody,
  ): Promise<PageAnswer | Redirection> {
    return submitted(
      async () =>
        codesPage(
          await this.run(ctx, (tx, { personId }) => this.authenticators.confirm(tx, personId, codeOf(form))),
          onwards(ctx, form['retour']),
        ),
      (refusal) => this.pageOf(ctx, visitor, form['retour'], faultOf(refusal)),
    );
  }

  @Post('codes')
  @Act('account.manage')
  @PageRoute()
  renew(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @Body() form: FormBody,
  ): Promise<PageAnswer | Redirection> {
    return submitted(
      async () =>
        codesPage(
          await this.run(ctx, (tx, { personId }) => this.authenticators.renewCodes(tx, personId, codeOf(form))),
          '/compte',
        ),
      (refusal) => this.pageOf(ctx, visitor, '/compte', faultOf(refusal)),
    );
  }

  @Post('retrait')
  @Act('account.manage')
  @PageRoute()
  remove(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @Body() form: FormBody,
  ): Promise<PageAnswer | Redirection> {
    return submitted(
      async () => {
        await this.run(ctx, (tx, { personId }) => this.authenticators.remove(tx, personId, codeOf(form)));
        return redirect('/compte', t('app.removed'));
      },
      (refusal) => this.pageOf(ctx, visitor, '/compte', faultOf(refusal)),
    );
  }

  private async pageOf(
    ctx: RequestContext,
    visitor: Visitor | null,
    retour: unknown,
    fault?: string,
  ): Promise<PageAnswer> {
    const { enrolment, about } = await this.run(ctx, async (tx, person) => ({
      enrolment: await this.authenticators.enrolment(tx, person.personId),
      about: await this.account.about(tx, person, ''),
    }));
    const csrf = visitor?.csrf ?? null;
    const { uri, secret } = enrolment;
    return page({
      title: t('app.title'),
      trail: trail(),
      body:
        uri === null || secret === null ? (
          <EnrolledPage csrf={csrf} codesLeft={about.codesLeft} fault={fault} />
        ) : (
          <EnrolPage csrf={csrf} uri={uri} secret={secret} returnTo={onwards(ctx, retour)} fault={fault} />
        ),
    });
  }

  private run<T>(ctx: RequestContext, work: (tx: Tx, person: Person) => Promise<T>): Promise<T> {
    const person = onOwnAccount(ctx.actor);
    return this.transactions.run(person, (tx) => work(tx, person), { at: ctx.receivedAt, traceId: ctx.traceId });
  }
}

const onwards = ({ actor }: RequestContext, retour: unknown): string => wayOn(ownPath(retour), actor.role as Role);

const codesPage = (codes: readonly string[], returnTo: string): PageAnswer =>
  page({ title: t('app.codes'), trail: trail(), body: <CodesPage codes={codes} returnTo={returnTo} /> });

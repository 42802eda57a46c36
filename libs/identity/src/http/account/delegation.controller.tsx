import { Body, Controller, Get, Post } from '@nestjs/common';
import { z } from 'zod';
import { dateIn, formatDate, type Fault, type PersonId } from '@rebond/kernel';
import { Ctx, Transactions, type FormBody, type RequestContext, type Tx, parseForm } from '@rebond/platform';
import {
  page,
  PageRoute,
  Reader,
  redirect,
  submitted,
  type PageAnswer,
  type Redirection,
  type Visitor,
} from '@rebond/ui';
import { delegationInput, Delegations } from '../../application/account/delegations.js';
import { onOwnAccount, type Person } from '../../application/account/registrar.js';
import { t } from '../../messages.fr.js';
import { Act } from '../policy.guard.js';
import { DelegationPage } from './delegation-page.js';

const backInput = z.object({ person: z.uuid() });

/** Lending the own seat for a time: to a deputy during a leave, to a secretary who acts on behalf. */
@Controller('compte/suppleance')
export class DelegationController {
  constructor(
    private readonly delegations: Delegations,
    private readonly transactions: Transactions,
  ) {}

  @Get()
  @Act('account.manage')
  @PageRoute()
  show(@Ctx() ctx: RequestContext, @Reader() visitor: Visitor | null): Promise<PageAnswer> {
    return this.pageOf(ctx, visitor, [], {});
  }

  @Post()
  @Act('account.manage')
  @PageRoute()
  lend(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @Body() form: FormBody,
  ): Promise<PageAnswer | Redirection> {
    return submitted(
      async () => {
        const input = parseForm(delegationInput, form);
        await this.run(ctx, (tx, person) => this.delegations.lend(tx, person, input));
        return redirect('/compte/suppleance', t('delegation.done', { name: input.name }));
      },
      (refusal) => this.pageOf(ctx, visitor, refusal.faults, form),
    );
  }

  @Post('fin')
  @Act('account.manage')
  @PageRoute()
  takeBack(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @Body() form: FormBody,
  ): Promise<PageAnswer | Redirection> {
    return submitted(
      async () => {
        const { person: deputy } = parseForm(backInput, form);
        await this.run(ctx, (tx, person) => this.delegations.takeBack(tx, person, deputy as PersonId));
        return redirect('/compte/suppleance', t('delegation.ended'));
      },
      ({ message }) => this.pageOf(ctx, visitor, [{ pointer: '', code: 'refused', detail: message }], {}),
    );
  }

  private async pageOf(
    ctx: RequestContext,
    visitor: Visitor | null,
    faults: readonly Fault[],
    typed: FormBody,
  ): Promise<PageAnswer> {
    const lent = await this.run(ctx, (tx, person) => this.delegations.list(tx, person));
    const dayOf = (at: Temporal.Instant): string => formatDate(dateIn(at));
    return page({
      title: t('delegation.title'),
      trail: [{ label: t('account.title'), href: '/compte' }],
      lead: t('delegation.lead', { title: visitor?.seat.title ?? '' }),
      body: (
        <DelegationPage
          csrf={visitor?.csrf ?? null}
          faults={faults}
          typed={typed}
          lent={lent.map(({ personId, name, email, from, until }) => ({
            personId,
            who: `${name} (${email})`,
            from: dayOf(from),
            until: until === null ? '' : dayOf(until.subtract({ milliseconds: 1 })),
          }))}
        />
      ),
    });
  }

  private run<T>(ctx: RequestContext, work: (tx: Tx, person: Person) => Promise<T>): Promise<T> {
    const person = onOwnAccount(ctx.actor);
    return this.transactions.run(person, (tx) => work(tx, person), { at: ctx.receivedAt, traceId: ctx.traceId });
  }
}

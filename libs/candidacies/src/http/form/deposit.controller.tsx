import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { Calls } from '@rebond/calls';
import { Act, type Role, UuidPipe } from '@rebond/identity';
import { type CandidacyId, type DomainError, timeZoneOfDepartement } from '@rebond/kernel';
import { Ctx, inputOfForm, parseInput, SeenVersion, Verbs, type FormBody, type RequestContext } from '@rebond/platform';
import { Territories } from '@rebond/territories';
import { PageRoute, Reader, redirect, submitted, type PageAnswer, type Redirection, type Visitor } from '@rebond/ui';
import { Cases } from '../../application/cases.js';
import { Deposit } from '../../application/deposit/deposit.js';
import { namesOf } from '../../application/form/names-of.js';
import { ReadForm } from '../../application/form/read-form.js';
import { receiptOfDeposit } from '../../application/form/receipt-of-deposit.js';
import { t } from '../../messages.form.fr.js';
import { CaseFrame, caseUrl } from '../frame/case-frame.js';
import { CasePanel } from '../frame/panels.js';
import { DepositPage } from './deposit-page.js';
import { ReceiptPage } from './receipt-page.js';

const declarationInput = z.strictObject({
  declaration: z.literal(true, { error: () => t('deposit.declarationMissing') }),
});
/** Which deposit; the last when it is not said. */
export const receiptQuery = z.object({ n: z.coerce.number().pipe(z.int().min(1).max(10_000)).optional() });

/** The check before the deposit, the deposit itself, and its receipt. */
@Controller('candidatures/:id/depot')
@CasePanel({ key: 'depot', label: () => t('deposit.tab'), order: 20, action: 'candidacy.edit' })
export class DepositController {
  constructor(
    private readonly verbs: Verbs,
    private readonly cases: Cases,
    private readonly calls: Calls,
    private readonly forms: ReadForm,
    private readonly depositing: Deposit,
    private readonly frame: CaseFrame,
    private readonly territories: Territories,
  ) {}

  @Get()
  @Act('candidacy.edit')
  @PageRoute()
  check(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @Param('id', UuidPipe) id: CandidacyId,
  ): Promise<PageAnswer> {
    return this.page(ctx, visitor, id, null);
  }

  @Post()
  @Act('candidacy.deposit')
  @PageRoute()
  deposit(
    @Ctx() ctx: RequestContext,
    @SeenVersion() version: number,
    @Reader() visitor: Visitor | null,
    @Param('id', UuidPipe) id: CandidacyId,
    @Body() form: FormBody,
  ): Promise<PageAnswer | Redirection> {
    return submitted(
      async () => {
        parseInput(declarationInput, inputOfForm(declarationInput, { declaration: 'non', ...typedOf(form) }));
        await this.verbs.write(ctx, (tx) => this.depositing.deposit(tx, id, version));
        return redirect(caseUrl(id, 'depot', 'recepisse'), t('deposit.done'));
      },
      (refusal) => this.page(ctx, visitor, id, refusal),
    );
  }

  @Get('recepisse')
  @Act('candidacy.edit')
  @PageRoute()
  receipt(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: CandidacyId,
    @Query({ schema: receiptQuery }) { n }: z.output<typeof receiptQuery>,
  ): Promise<PageAnswer> {
    return this.verbs.read(ctx, async (tx) => {
      const candidacy = await this.cases.read(tx, id);
      const given = await receiptOfDeposit(tx, this.calls, candidacy, n ?? null);
      const { wave, definition } = await this.calls.waveAndDefinition(tx, candidacy.waveId);
      const body = (
        <ReceiptPage
          {...given}
          territory={candidacy.territory}
          callTitle={definition.title}
          waveName={wave.name}
          zone={timeZoneOfDepartement(candidacy.departement)}
          isSuspended={candidacy.state === 'incomplete'}
          pdfHref={`${caseUrl(id, 'depot', 'recepisse')}.pdf?n=${given.n}`}
        />
      );
      return this.frame.around(candidacy, ctx.actor.role as Role, {
        panel: 'depot',
        title: t('receipt.title'),
        body,
      });
    });
  }

  private page(
    ctx: RequestContext,
    visitor: Visitor | null,
    id: CandidacyId,
    refusal: DomainError | null,
  ): Promise<PageAnswer> {
    return this.verbs.read(ctx, async (tx) => {
      const state = await this.forms.read(tx, id);
      const isInput = refusal?.code === 'invalid-input';
      const body = (
        <DepositPage
          state={state}
          names={await namesOf(tx, this.territories, state)}
          csrf={visitor?.csrf ?? null}
          faults={isInput ? refusal.faults : []}
          refusal={refusal === null || isInput ? null : refusal.message}
          first={firstOf(refusal)}
        />
      );
      return this.frame.around(state.candidacy, ctx.actor.role as Role, {
        panel: 'depot',
        title: t('deposit.title'),
        body,
      });
    });
  }
}

/** What was ticked; the rest of the form belongs to the page. */
const typedOf = ({ declaration }: FormBody): FormBody => (declaration === undefined ? {} : { declaration });

function firstOf(refusal: DomainError | null): { id: string; receipt: string } | null {
  const first = refusal?.facts.first as { candidacyId?: string; receiptNumber?: string } | undefined;
  return first?.candidacyId === undefined ? null : { id: first.candidacyId, receipt: first.receiptNumber ?? '' };
}

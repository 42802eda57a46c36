import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Act, scopeOf, UuidPipe, type Role } from '@rebond/identity';
import { Cases } from '@rebond/candidacies';
import type { CandidacyId, DomainError, WaveId } from '@rebond/kernel';
import { Ctx, parseInput, SeenVersion, Verbs, type FormBody, type RequestContext, parseForm } from '@rebond/platform';
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
import { proposeInput } from '../../application/propose/input.js';
import { ProposeList } from '../../application/propose/propose-list.js';
import { listListsInput, listPage, readList } from '../../application/read/read-lists.js';
import { ValidateList } from '../../application/validate/validate-list.js';
import { WithdrawList } from '../../application/withdraw/withdraw-list.js';
import type { DecisionListId } from '../../domain/decision-list.js';
import { proposableOf } from '../../infrastructure/proposable.js';
import { t } from '../../messages.fr.js';
import { ListPage } from './list-page.js';
import { ListsPage } from './lists-page.js';
import { proposeForm, type ProposeForm } from './propose-form.js';
import { ProposePage } from './propose-page.js';
import { allWaves, closedWaves } from './waves.js';

const trail = () => [{ label: t('lists.title'), href: '/selection' }];
const UUID = /^[\da-f]{8}-([\da-f]{4}-){3}[\da-f]{12}$/;

/** What was proposed, when its form is shown again. */
interface Again {
  readonly form: ProposeForm;
  readonly title: string;
  readonly refusal: DomainError;
}

/** Decision lists in a browser: proposed by one person, validated by another. */
@Controller('selection')
export class SelectionPagesController {
  constructor(
    private readonly verbs: Verbs,
    private readonly cases: Cases,
    private readonly proposing: ProposeList,
    private readonly validating: ValidateList,
    private readonly withdrawing: WithdrawList,
  ) {}

  @Get()
  @Act('selection.read')
  @PageRoute()
  async lists(@Ctx() ctx: RequestContext, @Query() asked: FormBody): Promise<PageAnswer> {
    const query = parseForm(listListsInput, asked);
    const found = await this.verbs.read(ctx, async (tx) => ({
      page: await listPage(tx, query),
      waves: new Map((await allWaves(tx)).map(({ id, name }) => [id, name])),
    }));
    return page({
      title: t('lists.title'),
      lead: t('lists.lead'),
      body: <ListsPage {...found} proposes={scopeOf(ctx.actor.role as Role, 'selection.propose') !== null} />,
    });
  }

  @Get('nouvelle')
  @Act('selection.propose')
  @PageRoute()
  form(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @Query('wave') wave?: string,
  ): Promise<PageAnswer> {
    return this.proposePage(ctx, visitor, typeof wave === 'string' && UUID.test(wave) ? wave : null, null);
  }

  @Post('nouvelle')
  @Act('selection.propose')
  @PageRoute()
  propose(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @Body() sent: FormBody,
  ): Promise<PageAnswer | Redirection> {
    const form = proposeForm(sent);
    const { waveId, title } = sent;
    return submitted(
      async () => {
        const input = parseInput(proposeInput, form.input);
        const { id } = await this.verbs.write(ctx, (tx) => this.proposing.propose(tx, input));
        return redirect(`/selection/${id}`, t('propose.done'));
      },
      (refusal) =>
        this.proposePage(ctx, visitor, typeof waveId === 'string' && UUID.test(waveId) ? waveId : null, {
          form,
          title: typeof title === 'string' ? title : '',
          refusal,
        }),
    );
  }

  @Get(':id')
  @Act('selection.read')
  @PageRoute()
  list(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @Param('id', UuidPipe) id: DecisionListId,
  ): Promise<PageAnswer> {
    return this.listPage(ctx, visitor, id, null);
  }

  @Post(':id/validation')
  @Act('selection.validate')
  @PageRoute()
  validate(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @SeenVersion() version: number,
    @Param('id', UuidPipe) id: DecisionListId,
  ): Promise<PageAnswer | Redirection> {
    return submitted(
      async () => {
        await this.verbs.write(ctx, (tx) => this.validating.validate(tx, id, version));
        return redirect(`/selection/${id}`, t('list.validated'));
      },
      (refusal) => this.listPage(ctx, visitor, id, refusal),
    );
  }

  @Post(':id/retrait')
  @Act('selection.propose')
  @PageRoute()
  withdraw(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @SeenVersion() version: number,
    @Param('id', UuidPipe) id: DecisionListId,
  ): Promise<PageAnswer | Redirection> {
    return submitted(
      async () => {
        await this.verbs.write(ctx, (tx) => this.withdrawing.withdraw(tx, id, version));
        return redirect(`/selection/${id}`, t('list.withdrawn'));
      },
      (refusal) => this.listPage(ctx, visitor, id, refusal),
    );
  }

  private async listPage(
    ctx: RequestContext,
    visitor: Visitor | null,
    id: DecisionListId,
    refusal: DomainError | null,
  ): Promise<PageAnswer> {
    const role = ctx.actor.role as Role;
    const found = await this.verbs.read(ctx, async (tx) => {
      const list = await readList(tx, id);
      const ids = list.lines.map(({ candidacyId }) => candidacyId as CandidacyId);
      return {
        list,
        territories: new Map((await this.cases.readAll(tx, ids)).map((one) => [one.id as string, one.territory])),
        waves: new Map((await allWaves(tx)).map(({ id: wave, name }) => [wave, name])),
      };
    });
    return page({
      title: found.list.title,
      trail: trail(),
      body: (
        <ListPage
          {...found}
          csrf={visitor?.csrf ?? null}
          once={randomUUID}
          validates={scopeOf(role, 'selection.validate') !== null}
          withdraws={scopeOf(role, 'selection.propose') !== null && isProposer(found.list, ctx)}
          isOwn={found.list.proposed.personId === ctx.actor.personId}
          refusal={refusal?.message ?? null}
        />
      ),
    });
  }

  private async proposePage(
    ctx: RequestContext,
    visitor: Visitor | null,
    wave: string | null,
    again: Again | null,
  ): Promise<PageAnswer> {
    const found = await this.verbs.read(ctx, async (tx) => ({
      waves: await closedWaves(tx),
      later: (await allWaves(tx)).filter(({ id }) => id !== wave),
      cases: wave === null ? [] : await proposableOf(tx, wave as WaveId),
    }));
    return page({
      title: t('propose.title'),
      trail: trail(),
      body: (
        <ProposePage
          {...found}
          wave={wave}
          csrf={visitor?.csrf ?? null}
          once={randomUUID()}
          faults={again === null ? [] : again.refusal.faults.map(again.form.placed)}
          refusal={again?.refusal.message ?? null}
          title={again?.title ?? ''}
          typed={again?.form.rows ?? []}
        />
      ),
    });
  }
}

const isProposer = (
  { proposed }: { readonly proposed: { readonly personId: string; readonly seatId: string } },
  { actor }: RequestContext,
): boolean => proposed.personId === actor.personId || proposed.seatId === actor.seatId;

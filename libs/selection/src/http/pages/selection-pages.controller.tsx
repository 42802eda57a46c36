import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { Act, scopeOf, type Role } from '@rebond/identity';
import { isUuid, type DomainError, type WaveId } from '@rebond/kernel';
import { Ctx, parseInput, Verbs, type FormBody, type RequestContext, parseForm } from '@rebond/platform';
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
import { freePlaces } from '../../application/promotions/read-waiting-list.js';
import { proposeInput } from '../../application/propose/input.js';
import { ProposeList } from '../../application/propose/propose-list.js';
import { declaresFirst } from '../../application/recusals/require-declared.js';
import { listListsInput, listPage, readList } from '../../application/read/read-lists.js';
import type { DecisionListId } from '../../domain/decision-list.js';
import { proposableOf } from '../../infrastructure/proposable.js';
import { t } from '../../messages.fr.js';
import { t as recusals } from '../../messages.recusals.fr.js';
import { recusalsUrl } from '../recusals/recusals-url.js';
import { listTrail } from './list-views.js';
import { ListsPage } from './lists-page.js';
import { ProposePage } from './propose-page.js';
import { proposeForm, rowOf, type RowsForm } from './rows-form.js';
import { allWaves, closedWaves } from './waves.js';

const uuidOf = (value: unknown): string | null => (typeof value === 'string' && isUuid(value) ? value : null);

/** Of which wave a list is proposed, and which cancelled one it corrects. */
interface Asked {
  readonly wave: string | null;
  readonly replaces: string | null;
}

/** What was proposed, when its form is shown again. */
interface Again {
  readonly form: RowsForm;
  readonly title: string;
  readonly refusal: DomainError;
}

/** Decision lists in a browser, and their proposal. */
@Controller('selection')
export class SelectionPagesController {
  constructor(
    private readonly verbs: Verbs,
    private readonly proposing: ProposeList,
  ) {}

  @Get()
  @Act('selection.read')
  @PageRoute()
  async lists(@Ctx() ctx: RequestContext, @Query() asked: FormBody): Promise<PageAnswer> {
    const query = parseForm(listListsInput, asked);
    const found = await this.verbs.read(ctx, async (tx) => ({
      page: await listPage(tx, query),
      waves: new Map((await allWaves(tx)).map(({ id, name }) => [id, name])),
      free: await freePlaces(tx),
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
  async form(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @Query('wave') asked?: string,
    @Query('liste') list?: string,
  ): Promise<PageAnswer | Redirection> {
    const wave = uuidOf(asked);
    if (wave !== null && (await this.verbs.read(ctx, (tx) => declaresFirst(tx, wave as WaveId))))
      return redirect(recusalsUrl(wave), recusals('declare.before'));
    return this.proposePage(ctx, visitor, { wave, replaces: uuidOf(list) }, null);
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
        this.proposePage(
          ctx,
          visitor,
          { wave: uuidOf(waveId), replaces: uuidOf(sent['replaces']) },
          { form, title: typeof title === 'string' ? title : '', refusal },
        ),
    );
  }

  private async proposePage(
    ctx: RequestContext,
    visitor: Visitor | null,
    { wave, replaces }: Asked,
    again: Again | null,
  ): Promise<PageAnswer> {
    const found = await this.verbs.read(ctx, async (tx) => ({
      waves: await closedWaves(tx),
      later: (await allWaves(tx)).filter(({ id }) => id !== wave),
      cases: wave === null ? [] : await proposableOf(tx, wave as WaveId),
      corrected: replaces === null || again !== null ? null : await readList(tx, replaces as DecisionListId),
    }));
    return page({
      title: t('propose.title'),
      trail: listTrail(),
      body: (
        <ProposePage
          {...found}
          wave={wave}
          csrf={visitor?.csrf ?? null}
          once={randomUUID()}
          faults={again === null ? [] : again.refusal.faults.map(again.form.placed)}
          refusal={again?.refusal.message ?? null}
          replaces={replaces}
          title={again?.title ?? found.corrected?.title ?? ''}
          typed={again?.form.rows ?? found.corrected?.lines.map(rowOf) ?? []}
        />
      ),
    });
  }
}

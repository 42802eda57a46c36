import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Cases } from '@rebond/candidacies';
import { Act, UuidPipe } from '@rebond/identity';
import type { CandidacyId, DomainError } from '@rebond/kernel';
import { Ctx, parseInput, SeenVersion, Verbs, type FormBody, type RequestContext } from '@rebond/platform';
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
import { DifferList } from '../../application/differ/differ-list.js';
import { differInput } from '../../application/differ/input.js';
import { readList } from '../../application/read/read-lists.js';
import { nextStatus, type DecisionListId } from '../../domain/decision-list.js';
import { t } from '../../messages.fr.js';
import { DiffersPage } from './differs-page.js';
import { listTrail } from './list-views.js';
import { differForm, type RowsForm } from './rows-form.js';
import { allWaves } from './waves.js';

/** Where the minister's office decides otherwise of some lines of a proposal. */
@Controller('selection/:id/differences')
export class DiffersController {
  constructor(
    private readonly verbs: Verbs,
    private readonly cases: Cases,
    private readonly differing: DifferList,
  ) {}

  @Get()
  @Act('selection.differ')
  @PageRoute()
  form(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @Param('id', UuidPipe) id: DecisionListId,
  ): Promise<PageAnswer> {
    return this.page(ctx, visitor, id, null);
  }

  @Post()
  @Act('selection.differ')
  @PageRoute()
  differ(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @SeenVersion() version: number,
    @Param('id', UuidPipe) id: DecisionListId,
    @Body() sent: FormBody,
  ): Promise<PageAnswer | Redirection> {
    const form = differForm(sent);
    return submitted(
      async () => {
        const input = parseInput(differInput, form.input);
        await this.verbs.write(ctx, (tx) => this.differing.differ(tx, id, version, input));
        return redirect(`/selection/${id}`, t('differ.done'));
      },
      (refusal) => this.page(ctx, visitor, id, { form, refusal }),
    );
  }

  private async page(
    ctx: RequestContext,
    visitor: Visitor | null,
    id: DecisionListId,
    again: { readonly form: RowsForm; readonly refusal: DomainError } | null,
  ): Promise<PageAnswer> {
    const found = await this.verbs.read(ctx, async (tx) => {
      const list = await readList(tx, id);
      nextStatus(list.status, 'DIFFER');
      const ids = list.lines.map(({ candidacyId }) => candidacyId as CandidacyId);
      return {
        list,
        territories: new Map((await this.cases.readAll(tx, ids)).map((one) => [one.id as string, one.territory])),
        later: (await allWaves(tx)).filter((wave) => wave.id !== list.waveId),
      };
    });
    return page({
      title: t('list.differ'),
      trail: [...listTrail(), { label: found.list.title, href: `/selection/${id}` }],
      lead: t('differ.lead'),
      body: (
        <DiffersPage
          {...found}
          csrf={visitor?.csrf ?? null}
          once={randomUUID()}
          faults={again === null ? [] : again.refusal.faults.map(again.form.placed)}
          refusal={again?.refusal.message ?? null}
          typed={again?.form.rows ?? null}
        />
      ),
    });
  }
}

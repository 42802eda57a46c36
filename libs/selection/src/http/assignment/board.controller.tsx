import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Act, UuidPipe } from '@rebond/identity';
import type { Json, SeatId, WaveId } from '@rebond/kernel';
import {
  Ctx,
  parseForm,
  parseInput,
  SeenVersion,
  Verbs,
  type FormBody,
  type RequestContext,
  type Tx,
} from '@rebond/platform';
import { Territories } from '@rebond/territories';
import {
  page,
  PageRoute,
  Reader,
  redirect,
  submitted,
  type Again,
  type PageAnswer,
  type Redirection,
  type Visitor,
} from '@rebond/ui';
import { enrolInput, EnrolReviewer } from '../../application/assignment/enrol-reviewer.js';
import { giveInput, GiveReview } from '../../application/assignment/give-review.js';
import { keepInput, KeepPair } from '../../application/assignment/keep-pair.js';
import { proposeRoundInput } from '../../application/assignment/propose-round.js';
import { ReadBoard } from '../../application/assignment/read-board.js';
import { ValidateRound } from '../../application/assignment/validate-round.js';
import type { AssignmentId } from '../../infrastructure/assignment/assignment-rows.js';
import { t } from '../../messages.assignment.fr.js';
import { BoardPage } from './board-page.js';
import type { BoardForm } from './board-props.js';
import { boardUrl } from './board-url.js';
import { SolveRound } from './solve-round.js';
import { ticked } from './ticked.js';

interface Sent {
  readonly ctx: RequestContext;
  readonly visitor: Visitor | null;
  readonly id: WaveId;
  readonly form: BoardForm;
  readonly typed: FormBody;
}

/** The board on which the programme office assigns the reviewers of a wave. */
@Controller('selection/relectures/:id')
export class BoardController {
  constructor(
    private readonly verbs: Verbs,
    private readonly reading: ReadBoard,
    private readonly territories: Territories,
    private readonly solving: SolveRound,
    private readonly validating: ValidateRound,
    private readonly keeping: KeepPair,
    private readonly giving: GiveReview,
    private readonly enrolling: EnrolReviewer,
  ) {}

  @Get()
  @Act('review.assign')
  @PageRoute()
  show(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @Param('id', UuidPipe) id: WaveId,
  ): Promise<PageAnswer> {
    return this.page({ ctx, visitor, id, form: 'autre', typed: {} }, null);
  }

  @Post('proposition')
  @Act('review.assign')
  @PageRoute()
  propose(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @Param('id', UuidPipe) id: WaveId,
    @Body() typed: FormBody,
  ): Promise<PageAnswer | Redirection> {
    const sent: Sent = { ctx, visitor, id, form: 'proposition', typed };
    return submitted(
      async () => {
        const { proven } = await this.solving.solve(ctx, id, parseForm(proposeRoundInput, typed));
        return redirect(boardUrl(id), t(proven ? 'board.proposed' : 'board.notProven'));
      },
      (refusal) => this.page(sent, { form: sent.form, refusal, typed }),
    );
  }

  @Post('validation')
  @Act('review.assign')
  @PageRoute()
  validate(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @SeenVersion() version: number,
    @Param('id', UuidPipe) id: WaveId,
  ): Promise<PageAnswer | Redirection> {
    return this.act({ ctx, visitor, id, form: 'autre', typed: {} }, t('board.validated'), (tx) =>
      this.validating.validate(tx, id, version),
    );
  }

  @Post('verrous/:pairId')
  @Act('review.assign')
  @PageRoute()
  keep(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @SeenVersion() version: number,
    @Param('id', UuidPipe) id: WaveId,
    @Param('pairId', UuidPipe) pairId: AssignmentId,
    @Body() typed: FormBody,
  ): Promise<PageAnswer | Redirection> {
    const locked = typed['locked'] === 'true';
    return this.act({ ctx, visitor, id, form: 'autre', typed }, t(locked ? 'board.kept' : 'board.released'), (tx) =>
      this.keeping.keep(tx, pairId, version, parseInput(keepInput, { locked })),
    );
  }

  @Post('remplacement')
  @Act('review.assign')
  @PageRoute()
  give(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @SeenVersion() version: number,
    @Param('id', UuidPipe) id: WaveId,
    @Body() typed: FormBody,
  ): Promise<PageAnswer | Redirection> {
    return this.act({ ctx, visitor, id, form: 'autre', typed }, t('board.given'), (tx) =>
      this.giving.give(tx, id, version, parseForm(giveInput, typed)),
    );
  }

  @Post('relecteurs/:seatId')
  @Act('review.assign')
  @PageRoute()
  enrol(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @Param('id', UuidPipe) id: WaveId,
    @Param('seatId', UuidPipe) seatId: SeatId,
    @Body() typed: FormBody,
  ): Promise<PageAnswer | Redirection> {
    return this.act({ ctx, visitor, id, form: 'relecteur', typed }, t('reviewer.enrolled'), (tx) => {
      const { minLoad, maxLoad } = typed;
      const loads = { minLoad: Number(minLoad ?? 0), maxLoad: Number(maxLoad ?? Number.NaN) };
      return this.enrolling.enrol(tx, id, seatId, parseInput(enrolInput, { ...ticked(typed), ...loads }));
    });
  }

  @Post('relecteurs/:seatId/retrait')
  @Act('review.assign')
  @PageRoute()
  dismiss(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @Param('id', UuidPipe) id: WaveId,
    @Param('seatId', UuidPipe) seatId: SeatId,
  ): Promise<PageAnswer | Redirection> {
    return this.act({ ctx, visitor, id, form: 'autre', typed: {} }, t('reviewer.dismissed'), (tx) =>
      this.enrolling.dismiss(tx, id, seatId),
    );
  }

  private act(sent: Sent, said: string, work: (tx: Tx) => Promise<Json>): Promise<PageAnswer | Redirection> {
    return submitted(
      async () => {
        await this.verbs.write(sent.ctx, work);
        return redirect(boardUrl(sent.id), said);
      },
      (refusal) => this.page(sent, { form: sent.form, refusal, typed: sent.typed }),
    );
  }

  private async page({ ctx, visitor, id }: Sent, again: Again<BoardForm> | null): Promise<PageAnswer> {
    const found = await this.verbs.read(ctx, async (tx) => ({
      board: await this.reading.read(tx, id),
      regions: (await this.territories.areaNames(tx)).regions,
    }));
    return page({
      title: t('board.title', { wave: found.board.wave }),
      trail: [{ label: t('waves.title'), href: '/selection/relectures' }],
      lead: t('board.lead'),
      wide: true,
      body: <BoardPage {...found} csrf={visitor?.csrf ?? null} once={randomUUID} again={again} />,
    });
  }
}

import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Calls } from '@rebond/calls';
import { Act, UuidPipe } from '@rebond/identity';
import type { WaveId } from '@rebond/kernel';
import { Ctx, parseInput, Verbs, type FormBody, type RequestContext } from '@rebond/platform';
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
import { EnrolReviewer, expertiseInput } from '../../application/assignment/enrol-reviewer.js';
import { topicsOf } from '../../domain/assignment/topics.js';
import { enrolmentOf } from '../../infrastructure/assignment/reviewer-rows.js';
import { t } from '../../messages.reviews.fr.js';
import { ticked } from '../assignment/ticked.js';
import { ExpertisePage } from './expertise-page.js';

/** What a reviewer says they know, for the assignment of a wave. */
@Controller('relectures/connaissances/:waveId')
export class ExpertiseController {
  constructor(
    private readonly verbs: Verbs,
    private readonly calls: Calls,
    private readonly territories: Territories,
    private readonly enrolling: EnrolReviewer,
  ) {}

  @Get()
  @Act('review.write')
  @PageRoute()
  show(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @Param('waveId', UuidPipe) waveId: WaveId,
  ): Promise<PageAnswer> {
    return this.page(ctx, visitor, waveId, null);
  }

  @Post()
  @Act('review.write')
  @PageRoute()
  declare(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @Param('waveId', UuidPipe) waveId: WaveId,
    @Body() form: FormBody,
  ): Promise<PageAnswer | Redirection> {
    return submitted(
      async () => {
        const input = parseInput(expertiseInput, ticked(form));
        await this.verbs.write(ctx, (tx) => this.enrolling.declare(tx, waveId, input));
        return redirect('/relectures', t('expertise.saved'));
      },
      (refusal) => this.page(ctx, visitor, waveId, { form: 'connaissances', refusal, typed: form }),
    );
  }

  private async page(
    ctx: RequestContext,
    visitor: Visitor | null,
    waveId: WaveId,
    again: Again<'connaissances'> | null,
  ): Promise<PageAnswer> {
    const { wave, ...found } = await this.verbs.read(ctx, async (tx) => {
      const { wave, definition } = await this.calls.waveAndDefinition(tx, waveId);
      const { seatId } = tx.actor;
      const known = seatId === null ? null : await enrolmentOf(tx, waveId, seatId);
      const { regions } = await this.territories.areaNames(tx);
      return { wave, topics: topicsOf(definition), regions, expertise: known ?? { topics: [], regions: [] } };
    });
    return page({
      title: t('expertise.title'),
      trail: [{ label: t('mine.title'), href: '/relectures' }],
      lead: wave.name,
      body: <ExpertisePage {...found} waveId={waveId} csrf={visitor?.csrf ?? null} once={randomUUID()} again={again} />,
    });
  }
}

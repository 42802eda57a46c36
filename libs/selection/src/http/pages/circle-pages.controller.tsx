import { Body, Controller, Param, Post } from '@nestjs/common';
import { Act, UuidPipe } from '@rebond/identity';
import { RefusedError } from '@rebond/kernel';
import { Ctx, parseInput, Verbs, type FormBody, type RequestContext } from '@rebond/platform';
import { PageRoute, Reader, redirect, submitted, type PageAnswer, type Redirection, type Visitor } from '@rebond/ui';
import { EmbargoCircle, readerInput } from '../../application/embargo/circle.js';
import type { DecisionListId } from '../../domain/decision-list.js';
import type { EmbargoReaderId } from '../../domain/embargo.js';
import { seatsByName, type KnownSeat } from '../../infrastructure/embargo-seats.js';
import { t } from '../../messages.embargo.fr.js';
import { ListViews } from './list-views.js';

const filled = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;

/** The function that a field names. @throws RefusedError `unknown-seat` */
function seatNamed(seats: ReadonlyMap<string, KnownSeat>, name: string): KnownSeat {
  const found = seats.get(name);
  if (found) return found;
  const detail = t('circle.unknownSeat');
  throw new RefusedError('unknown-seat', detail, [{ pointer: '/seatId', code: 'unknown-seat', detail }]);
}

/**
 * What the form says, as the API would: dates and times of Paris, codes separated by commas, nothing for an empty field. A
 * function says by itself who holds it, and in what quality.
 */
function readerOf(typed: FormBody, seats: ReadonlyMap<string, KnownSeat>): unknown {
  const named = filled(typed['seat']);
  const seat = named === undefined ? null : seatNamed(seats, named);
  return {
    name: filled(typed['name']) ?? seat?.holder ?? '',
    quality: filled(typed['quality']) ?? seat?.quality ?? '',
    seatId: seat?.seatId,
    email: filled(typed['email']),
    departements: filled(typed['departements'])
      ?.split(/[\s,;]+/)
      .filter((code) => code !== ''),
    from: { date: typed['from'], time: typed['fromTime'] },
    until: { date: typed['until'], time: typed['untilTime'] },
  };
}

/** Who is let in to read a list before its announcement. */
@Controller('selection/:id/embargo')
export class CirclePagesController {
  constructor(
    private readonly verbs: Verbs,
    private readonly views: ListViews,
    private readonly circle: EmbargoCircle,
  ) {}

  @Post()
  @Act('selection.announce')
  @PageRoute()
  add(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @Param('id', UuidPipe) id: DecisionListId,
    @Body() typed: FormBody,
  ): Promise<PageAnswer | Redirection> {
    return submitted(
      async () => {
        await this.verbs.write(ctx, async (tx) =>
          this.circle.add(tx, id, parseInput(readerInput, readerOf(typed, await seatsByName(tx)))),
        );
        return redirect(`/selection/${id}`, t('circle.added'));
      },
      (refusal) => this.views.show(ctx, visitor, id, { form: 'reader', refusal, typed }),
    );
  }

  @Post(':readerId/retrait')
  @Act('selection.announce')
  @PageRoute()
  revoke(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @Param('id', UuidPipe) id: DecisionListId,
    @Param('readerId', UuidPipe) readerId: EmbargoReaderId,
  ): Promise<PageAnswer | Redirection> {
    return submitted(
      async () => {
        await this.verbs.write(ctx, (tx) => this.circle.revoke(tx, id, readerId));
        return redirect(`/selection/${id}`, t('circle.revokedDone'));
      },
      (refusal) => this.views.show(ctx, visitor, id, { form: 'act', refusal, typed: {} }),
    );
  }
}

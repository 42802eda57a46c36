import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import {
  Act,
  asRegistrar,
  openSessionsOf,
  revokeSessions,
  revokeSessionsOfPerson,
  Sessions,
  UuidPipe,
} from '@rebond/identity';
import { RefusedError, type DomainError, type SeatId } from '@rebond/kernel';
import { Ctx, parseForm, type FormBody, type RequestContext, Verbs } from '@rebond/platform';
import {
  faultsToShow,
  page,
  PageRoute,
  Reader,
  redirect,
  submitted,
  type PageAnswer,
  type Redirection,
  type Visitor,
} from '@rebond/ui';
import { readSeat } from '../../application/seats/registry.js';
import { t } from '../../messages.office.fr.js';
import { officeCrumb } from './office-frame.js';
import { SEATS_HREF } from './seat-pages.js';
import { OF_SEAT, SeatSessions } from './seat-sessions.js';

const endInput = z.strictObject({ of: z.string().max(40).default('') });

/** Ends the sessions of a seat, or those of a person who sits there, after a page that says what that means. */
@Controller('programme/fonctions/:id/sessions')
export class SeatSessionPages {
  constructor(
    private readonly verbs: Verbs,
    private readonly sessions: Sessions,
  ) {}

  @Get()
  @Act('session.revoke')
  @PageRoute()
  show(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @Param('id', UuidPipe) id: SeatId,
  ): Promise<PageAnswer> {
    return this.confirmation(ctx, visitor, id, null);
  }

  @Post()
  @Act('session.revoke')
  @PageRoute()
  end(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @Param('id', UuidPipe) id: SeatId,
    @Body() form: FormBody,
  ): Promise<PageAnswer | Redirection> {
    return submitted(
      async () => {
        const { of } = parseForm(endInput, form);
        const registrar = { ...ctx, actor: asRegistrar(ctx.actor) };
        const { ended } = await this.verbs.write(registrar, async (tx) => {
          if (of === OF_SEAT) return revokeSessions(tx, this.sessions, id);
          const person = (await openSessionsOf(tx, id)).find(({ personId }) => personId === of);
          if (person) return revokeSessionsOfPerson(tx, this.sessions, person.personId);
          const fault = { pointer: '/of', code: 'unknown-person', detail: t('sessions.choose') };
          throw new RefusedError('unknown-person', t('sessions.choose'), [fault]);
        });
        return redirect(`${SEATS_HREF}/${id}`, t('sessions.ended', { count: ended }));
      },
      (refusal) => this.confirmation(ctx, visitor, id, refusal),
    );
  }

  private async confirmation(
    ctx: RequestContext,
    visitor: Visitor | null,
    id: SeatId,
    refusal: DomainError | null,
  ): Promise<PageAnswer> {
    const seat = await this.verbs.read(ctx, (tx) => readSeat(tx, id));
    const people = await this.verbs.read({ ...ctx, actor: asRegistrar(ctx.actor) }, (tx) => openSessionsOf(tx, id));
    const faults = refusal === null ? [] : faultsToShow(refusal);
    return page({
      title: t('sessions.title'),
      trail: [
        officeCrumb(),
        { label: t('office.seats'), href: SEATS_HREF },
        { label: seat.title, href: `${SEATS_HREF}/${id}` },
      ],
      body: <SeatSessions {...{ seat, people, csrf: visitor?.csrf ?? null, faults }} />,
    });
  }
}

import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Act, Desk, Invitations, organisationInput, tokenInput, UuidPipe } from '@rebond/identity';
import type { DomainError, SeatId } from '@rebond/kernel';
import { Ctx, type FormBody, type RequestContext, Verbs, parseForm } from '@rebond/platform';
import {
  page,
  PageRoute,
  Reader,
  redirect,
  submitted,
  type PageAnswer,
  type Redirection,
  type Visitor,
  faultsToShow,
} from '@rebond/ui';
import { inviteInput, InviteToSeat, personInput } from '../../application/seats/invite-to-seat.js';
import { readOrganisations, readSeat, readSeats, readTokens } from '../../application/seats/registry.js';
import { t } from '../../messages.office.fr.js';
import { officeCrumb } from './office-frame.js';
import { SeatBody, SEATS_HREF, SeatsBody, type SeatProps, type SeatsProps } from './seat-pages.js';

type Answer = Promise<PageAnswer | Redirection>;

/** Organisations, seats and tokens: who is who in the programme. */
@Controller('programme/fonctions')
export class SeatPages {
  constructor(
    private readonly verbs: Verbs,
    private readonly desk: Desk,
    private readonly invitations: Invitations,
    private readonly inviting: InviteToSeat,
  ) {}

  @Get()
  @Act('programme.read')
  @PageRoute()
  list(@Ctx() ctx: RequestContext, @Reader() visitor: Visitor | null): Promise<PageAnswer> {
    return this.listPage(ctx, visitor, { refused: null, faults: [], form: {} });
  }

  @Post()
  @Act('seat.create')
  @PageRoute()
  invite(@Ctx() ctx: RequestContext, @Reader() visitor: Visitor | null, @Body() form: FormBody): Answer {
    return submitted(
      async () => {
        const input = parseForm(inviteInput, form);
        await this.verbs.write(ctx, async (tx) => ({ ...(await this.inviting.handle(tx, input)) }));
        return redirect(SEATS_HREF, t('seats.invited'));
      },
      (refusal) => this.listPage(ctx, visitor, { refused: 'seat', faults: faultsToShow(refusal), form }),
    );
  }

  @Post('organisations')
  @Act('organisation.create')
  @PageRoute()
  register(@Ctx() ctx: RequestContext, @Reader() visitor: Visitor | null, @Body() form: FormBody): Answer {
    return submitted(
      async () => {
        const input = parseForm(organisationInput, form);
        await this.verbs.write(ctx, (tx) => this.desk.createOrganisation(tx, input));
        return redirect(SEATS_HREF, t('seats.organisationDone'));
      },
      (refusal) => this.listPage(ctx, visitor, { refused: 'organisation', faults: faultsToShow(refusal), form }),
    );
  }

  @Get(':id')
  @Act('programme.read')
  @PageRoute()
  read(@Ctx() ctx: RequestContext, @Reader() visitor: Visitor | null, @Param('id', UuidPipe) id: SeatId) {
    return this.seatPage(ctx, visitor, id);
  }

  @Post(':id/transmission')
  @Act('seat.create')
  @PageRoute()
  handOver(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @Param('id', UuidPipe) id: SeatId,
    @Body() form: FormBody,
  ): Answer {
    return submitted(
      async () => {
        const to = parseForm(personInput, form);
        await this.verbs.write(ctx, async (tx) => ({ ...(await this.invitations.handOver(tx, { seatId: id, to })) }));
        return redirect(`${SEATS_HREF}/${id}`, t('seats.handedOver'));
      },
      (refusal) => this.seatPage(ctx, visitor, id, { refusal, form }),
    );
  }

  @Post(':id/fin')
  @Act('seat.create')
  @PageRoute()
  async end(@Ctx() ctx: RequestContext, @Param('id', UuidPipe) id: SeatId): Promise<Redirection> {
    await this.verbs.write(ctx, async (tx) => ({ ...(await this.invitations.removeHolder(tx, { seatId: id })) }));
    return redirect(`${SEATS_HREF}/${id}`, t('seats.ended'));
  }

  /** Answers with the page itself: the token is shown once and kept nowhere. */
  @Post(':id/jetons')
  @Act('token.create')
  @PageRoute()
  createToken(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @Param('id', UuidPipe) id: SeatId,
    @Body() form: FormBody,
  ): Answer {
    return submitted(
      async () => {
        const input = parseForm(tokenInput, form);
        const { token, expiresAt } = await this.verbs.write(
          ctx,
          (tx) => this.desk.createToken(tx, id, input),
          (answer) => ({ ...answer, token: '' }),
        );
        return this.seatPage(ctx, visitor, id, { shown: { token, expiresAt } });
      },
      (refusal) => this.seatPage(ctx, visitor, id, { refusal, form }),
    );
  }

  @Post(':id/jetons/:tokenId/revocation')
  @Act('token.revoke')
  @PageRoute()
  async revoke(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: SeatId,
    @Param('tokenId', UuidPipe) tokenId: string,
  ): Promise<Redirection> {
    await this.verbs.write(ctx, (tx) => this.desk.revokeToken(tx, tokenId));
    return redirect(`${SEATS_HREF}/${id}`, t('seats.tokenRevoked'));
  }

  private listPage(
    ctx: RequestContext,
    visitor: Visitor | null,
    sent: Pick<SeatsProps, 'refused' | 'faults' | 'form'>,
  ): Promise<PageAnswer> {
    return this.verbs.read(ctx, async (tx) => {
      const [seats, organisations] = [await readSeats(tx), await readOrganisations(tx)];
      const csrf = visitor?.csrf ?? null;
      return page({
        title: t('office.seats'),
        trail: [officeCrumb()],
        body: <SeatsBody {...{ seats, organisations, csrf, ...sent }} />,
      });
    });
  }

  private seatPage(
    ctx: RequestContext,
    visitor: Visitor | null,
    id: SeatId,
    { refusal, form = {}, shown = null }: { refusal?: DomainError; form?: FormBody; shown?: SeatProps['shown'] } = {},
  ): Promise<PageAnswer> {
    return this.verbs.read(ctx, async (tx) => {
      const [seat, tokens] = [await readSeat(tx, id), await readTokens(tx, id)];
      const faults = refusal ? faultsToShow(refusal) : [];
      return page({
        title: t('seats.one', { title: seat.title, organisation: seat.organisation }),
        trail: [officeCrumb(), { label: t('office.seats'), href: SEATS_HREF }],
        body: <SeatBody {...{ seat, tokens, shown, csrf: visitor?.csrf ?? null, faults, form }} />,
      });
    });
  }
}

import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import type { SeatId } from '@rebond/kernel';
import { Ctx, Verbs, type RequestContext } from '@rebond/platform';
import { Desk, organisationInput, seatInput, tokenInput, type IssuedToken } from '../application/desk.js';
import { asRegistrar } from '../application/account/registrar.js';
import { revokeSessions, type SessionsEnded } from '../application/sessions/revoke-sessions.js';
import { Sessions } from '../application/sessions/sessions.js';
import { UuidPipe } from './uuid.pipe.js';
import { Act } from './policy.guard.js';

@ApiTags('Identité')
@Controller('api')
export class IdentityController {
  constructor(
    private readonly verbs: Verbs,
    private readonly desk: Desk,
    private readonly sessions: Sessions,
  ) {}

  @Get('me')
  @Act('me.read')
  me(@Ctx() ctx: RequestContext): {
    role: string;
    seatId: string | null;
    personId: string | null;
    organisationId: string | null;
  } {
    const { role, seatId, personId, organisationId } = ctx.actor;
    return { role, seatId, personId, organisationId };
  }

  @Post('organisations')
  @Act('organisation.create')
  createOrganisation(
    @Ctx() ctx: RequestContext,
    @Body({ schema: organisationInput }) body: z.output<typeof organisationInput>,
  ) {
    return this.verbs.write(ctx, (tx) => this.desk.createOrganisation(tx, body));
  }

  @Post('seats')
  @Act('seat.create')
  createSeat(@Ctx() ctx: RequestContext, @Body({ schema: seatInput }) body: z.output<typeof seatInput>) {
    return this.verbs.write(ctx, (tx) => this.desk.createSeat(tx, body));
  }

  /** The token is in the first answer only: a repeat under the same Idempotency-Key gets null in its place. */
  @Post('seats/:id/tokens')
  @Act('token.create')
  createToken(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) seatId: string,
    @Body({ schema: tokenInput }) body: z.output<typeof tokenInput>,
  ): Promise<IssuedToken> {
    return this.verbs.write<IssuedToken>(
      ctx,
      (tx) => this.desk.createToken(tx, seatId as SeatId, body),
      (answer) => ({ ...answer, token: null }),
    );
  }

  /** Whoever sits there is signed out with the next request; signing in again stays possible while the seat is held. */
  @Post('seats/:id/sessions/revocation')
  @Act('session.revoke')
  revokeSessions(@Ctx() ctx: RequestContext, @Param('id', UuidPipe) seatId: string): Promise<SessionsEnded> {
    const registrar = { ...ctx, actor: asRegistrar(ctx.actor) };
    return this.verbs.write(registrar, (tx) => revokeSessions(tx, this.sessions, seatId as SeatId));
  }

  @Post('tokens/:id/revocation')
  @Act('token.revoke')
  revokeToken(@Ctx() ctx: RequestContext, @Param('id', UuidPipe) tokenId: string) {
    return this.verbs.write(ctx, (tx) => this.desk.revokeToken(tx, tokenId));
  }
}

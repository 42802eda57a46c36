import {
  applyDecorators,
  type CanActivate,
  type ExecutionContext,
  Inject,
  Injectable,
  SetMetadata,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ApiBearerAuth } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { ForbiddenError, say, UnauthenticatedError, type Clock } from '@rebond/kernel';
import { ACTION, type Actor, ANONYMOUS, CLOCK, PAGE, RateLimits } from '@rebond/platform';
import { ActorOfToken } from '../application/actor-of-token.js';
import { Sessions } from '../application/sessions/sessions.js';
import { type Action, scopeOf } from '../domain/policy.js';
import type { Role } from '../domain/roles.js';
import { LostForms } from './kept-forms/lost-forms.js';
import { isSafe, requireOurOwn } from './same-site.js';
import { sessionOf } from './session-cookie.js';
import { visitorOf } from './visitor-of.js';

/** Names the action of the policy table that a route is. A route without it is refused at start. */
export const Act = (action: Action): MethodDecorator =>
  applyDecorators(SetMetadata(ACTION, action), ...(scopeOf('anonymous', action) === 'public' ? [] : [ApiBearerAuth()]));

const BEARER = /^Bearer ([\w-]{20,200})$/;

/** Who asks, and may that role do this at all? Which objects it may do it to is row-level security's affair. */
@Injectable()
export class PolicyGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly actors: ActorOfToken,
    private readonly sessions: Sessions,
    private readonly lostForms: LostForms,
    private readonly limits: RateLimits,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const action = this.reflector.get<Action | undefined>(ACTION, context.getHandler());
    if (action === undefined) throw new Error(`${context.getClass().name}.${context.getHandler().name} has no policy`);
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const actor = await this.countedActor(request, action);
    request.actor = actor;
    const isPage = this.reflector.get<boolean | undefined>(PAGE, context.getHandler()) === true;
    const isAllowed = scopeOf(actor.role as Role, action) !== null;
    if (isPage && !isSafe(request)) await this.lostForms.keep(request, http.getResponse(), isAllowed);
    // Who acts without a bearer token acts by a browser, whose cookie another site could make it send.
    if (request.visitor || (isPage && request.headers.authorization === undefined))
      requireOurOwn(request, request.visitor?.csrf ?? null);
    if (isPage && isAllowed && !isSafe(request)) await this.lostForms.giveBack(request);
    if (isAllowed) return true;
    if (actor.role === 'anonymous')
      throw new UnauthenticatedError('token-required', say`Cette demande exige un jeton (Authorization: Bearer …).`);
    throw new ForbiddenError('not-allowed', say`Votre fonction n'autorise pas cette action.`);
  }

  /** Who asks; a request counts for its seat, or for the address where a proof fails or there is none. */
  private async countedActor(request: FastifyRequest, action: Action): Promise<Actor> {
    const isCounted = action !== 'health.read';
    try {
      const actor = await this.actorOf(request);
      if (isCounted) this.limits.count(actor.seatId, request.ip);
      return actor;
    } catch (error) {
      if (isCounted && error instanceof UnauthenticatedError) this.limits.count(null, request.ip);
      throw error;
    }
  }

  private async actorOf(request: FastifyRequest): Promise<Actor> {
    const header = request.headers.authorization;
    if (header === undefined) return this.actorOfSession(request);
    const token = BEARER.exec(header)?.[1];
    if (token === undefined) throw new UnauthenticatedError('bad-token', say`En-tête Authorization illisible.`);
    return this.actors.find(token, request.receivedAt ?? this.clock.now());
  }

  private async actorOfSession(request: FastifyRequest): Promise<Actor> {
    const token = sessionOf(request);
    const signed = token === null ? null : await this.sessions.find(token, request.receivedAt ?? this.clock.now());
    request.visitor = signed === null ? null : visitorOf(signed);
    return request.visitor && signed ? signed.actor : ANONYMOUS;
  }
}

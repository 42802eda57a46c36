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
import { ForbiddenError, UnauthenticatedError, type Clock } from '@rebond/kernel';
import { ACTION, ANONYMOUS, CLOCK } from '@rebond/platform';
import { ActorOfToken } from '../application/actor-of-token.js';
import { type Action, scopeOf } from '../domain/policy.js';
import type { Role } from '../domain/roles.js';

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
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const action = this.reflector.get<Action | undefined>(ACTION, context.getHandler());
    if (action === undefined) throw new Error(`${context.getClass().name}.${context.getHandler().name} has no policy`);
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    request.actor = await this.actorOf(request);
    if (scopeOf(request.actor.role as Role, action) !== null) return true;
    if (request.actor.role === 'anonymous')
      throw new UnauthenticatedError('token-required', 'Cette demande exige un jeton (Authorization: Bearer …).');
    throw new ForbiddenError('not-allowed', "Votre fonction n'autorise pas cette action.");
  }

  private async actorOf(request: FastifyRequest): Promise<typeof ANONYMOUS> {
    const header = request.headers.authorization;
    if (header === undefined) return ANONYMOUS;
    const token = BEARER.exec(header)?.[1];
    if (token === undefined) throw new UnauthenticatedError('bad-token', 'En-tête Authorization illisible.');
    return this.actors.find(token, request.receivedAt ?? this.clock.now());
  }
}

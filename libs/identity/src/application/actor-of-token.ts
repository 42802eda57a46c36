import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { say, UnauthenticatedError } from '@rebond/kernel';
import { poolOf, sha256, statement, type Actor } from '@rebond/platform';
import { DECLARING_FIRST, PARTIES } from '../domain/recusals.js';
import { actorOfRow, type ActorRow } from './actor-of-row.js';
import { RECUSALS, recusalsOf } from './recusals/recusals-of-actor.js';

const AUTHENTICATE = statement(
  'authenticate',
  `select a.seat_id, a.person_id, a.organisation_id, a.role, a.cases, ${RECUSALS}
     from identity.authenticate($1, $2) a ${recusalsOf('a', '$2', '$3', '$4')}`,
);

export const hashToken = (token: string): Buffer => sha256(token);

/** Turns a bearer token into the actor it is bound to; asked at each request, so that a revocation holds at once. */
@Injectable()
export class ActorOfToken {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  /** @throws UnauthenticatedError when the token is unknown, expired, revoked, or its person has left the seat */
  async find(token: string, at: Temporal.Instant): Promise<Actor> {
    const { rows } = await poolOf(this.dataSource).query<ActorRow & Record<string, unknown>>({
      ...AUTHENTICATE,
      values: [hashToken(token), at.toString(), DECLARING_FIRST, PARTIES],
    });
    const [seat] = rows;
    if (!seat) throw new UnauthenticatedError('bad-token', say`Ce jeton est inconnu, expiré ou révoqué.`);
    return actorOfRow(seat);
  }
}

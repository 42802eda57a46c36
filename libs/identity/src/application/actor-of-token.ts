import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { CandidacyId, OrganisationId, PersonId, SeatId } from '@rebond/kernel';
import { UnauthenticatedError } from '@rebond/kernel';
import { poolOf, sha256, statement, type Actor } from '@rebond/platform';
import { DECLARING_FIRST, PARTIES } from '../domain/recusals.js';
import { READING, type SeatRole } from '../domain/roles.js';
import { RECUSALS, recusals, recusalsOf, type RecusalsRow } from './recusals/recusals-of-actor.js';

const AUTHENTICATE = statement(
  'authenticate',
  `select a.seat_id, a.person_id, a.organisation_id, a.role, a.cases, ${RECUSALS}
     from identity.authenticate($1, $2) a ${recusalsOf('a', '$2', '$3', '$4')}`,
);

interface SeatRow extends RecusalsRow {
  readonly seat_id: SeatId;
  readonly person_id: PersonId;
  readonly organisation_id: OrganisationId;
  readonly role: SeatRole;
  readonly cases: readonly CandidacyId[];
}

export const hashToken = (token: string): Buffer => sha256(token);

/** Turns a bearer token into the actor it is bound to; asked at each request, so that a revocation holds at once. */
@Injectable()
export class ActorOfToken {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  /** @throws UnauthenticatedError when the token is unknown, expired, revoked, or its person has left the seat */
  async find(token: string, at: Temporal.Instant): Promise<Actor> {
    const { rows } = await poolOf(this.dataSource).query<SeatRow>({
      ...AUTHENTICATE,
      values: [hashToken(token), at.toString(), DECLARING_FIRST, PARTIES],
    });
    const [seat] = rows;
    if (!seat) throw new UnauthenticatedError('bad-token', 'Ce jeton est inconnu, expiré ou révoqué.');
    return {
      role: seat.role,
      seatId: seat.seat_id,
      personId: seat.person_id,
      organisationId: seat.organisation_id,
      cases: seat.cases,
      ...recusals(seat),
      ...READING[seat.role],
    };
  }
}

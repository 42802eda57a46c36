import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { CandidacyId, OrganisationId, PersonId, SeatId } from '@rebond/kernel';
import { UnauthenticatedError } from '@rebond/kernel';
import { poolOf, sha256, statement, type Actor } from '@rebond/platform';
import { READING, type SeatRole } from '../domain/roles.js';

const AUTHENTICATE = statement(
  'authenticate',
  'select seat_id, person_id, organisation_id, role, cases from identity.authenticate($1, $2)',
);

interface SeatRow {
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
      values: [hashToken(token), at.toString()],
    });
    const [seat] = rows;
    if (!seat) throw new UnauthenticatedError('bad-token', 'Ce jeton est inconnu, expiré ou révoqué.');
    return {
      role: seat.role,
      seatId: seat.seat_id,
      personId: seat.person_id,
      organisationId: seat.organisation_id,
      cases: seat.cases,
      recused: [],
      ...READING[seat.role],
    };
  }
}

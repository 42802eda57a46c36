import { Injectable } from '@nestjs/common';
import {
  AbsentError,
  ConflictError,
  type CandidacyId,
  type OrganisationId,
  type PersonId,
  say,
  type SeatId,
} from '@rebond/kernel';
import type { Effect, Tx } from '@rebond/platform';
import type { SeatRole } from '../../domain/roles.js';
import { personNamed, type PersonName } from '../people.js';
import { hold, holdersOf, leave, openSeat, recordSeat, seatHeldBy, seatRow } from './staffing.js';

/** Message that has an invitation written; the link itself is made with the mail, so that no message holds it. */
export const SEAT_INVITED = 'seat.invited';

const invited = (seat: SeatId, person: PersonId): Effect => ({ kind: SEAT_INVITED, payload: { seat, person } });

export interface NewInvitation extends PersonName {
  readonly organisationId: OrganisationId;
  readonly role: SeatRole;
  /** As the header shows it: « Cheffe de projet ». */
  readonly title: string;
  /** The case whose team it is: required of a territory's seats, whose journal is the case's. */
  readonly candidacyId?: CandidacyId;
}

export interface Staffed {
  readonly seatId: SeatId;
  readonly personId: PersonId;
}

/** Seats given to people by those who may: a new colleague, a successor, a departure. */
@Injectable()
export class Invitations {
  /**
   * Gives the person a seat in this organisation and writes to them; who holds one there in this role already is only
   * written to again.
   * @throws ForbiddenError `not-your-seat`
   */
  async invite(tx: Tx, input: NewInvitation): Promise<Staffed & { readonly isNew: boolean }> {
    const { organisationId, role, title, candidacyId = null } = input;
    const personId = await personNamed(tx, input);
    const held = await seatHeldBy(tx, organisationId, role, personId);
    const seatId = held ?? (await openSeat(tx, { organisationId, role, title }));
    if (held === null) await hold(tx, { seatId, personId, from: tx.at, until: null, onBehalfOf: null });
    await recordSeat(
      tx,
      seatId,
      candidacyId,
      {
        action: held === null ? 'seat.created' : 'seat.invited',
        facts: { id: seatId, organisation: organisationId, role, person: personId },
      },
      [invited(seatId, personId)],
    );
    return { seatId, personId, isNew: held === null };
  }

  /**
   * Passes a seat on: what it wrote, was assigned or has open stays with it, its sessions and tokens end.
   * @throws AbsentError when there is no such seat; ConflictError `seat-handed-over` when somebody did it meanwhile
   */
  async handOver(
    tx: Tx,
    { seatId, to, candidacyId = null }: { seatId: SeatId; to: PersonName; candidacyId?: CandidacyId | null },
  ): Promise<Staffed> {
    if (!(await seatRow(tx, seatId))) throw new AbsentError();
    const before = await holdersOf(tx, seatId);
    const personId = await personNamed(tx, to);
    if (before.length === 1 && before[0] === personId) return { seatId, personId };
    const left = await leave(tx, seatId, null, tx.at);
    if (before.length > 0 && left.length === 0)
      throw new ConflictError('seat-handed-over', say`Cette fonction vient d’être transmise.`);
    await hold(tx, { seatId, personId, from: tx.at, until: null, onBehalfOf: null });
    await recordSeat(
      tx,
      seatId,
      candidacyId,
      { action: 'seat.handed-over', facts: { id: seatId, from: [...before], to: personId } },
      [invited(seatId, personId)],
    );
    return { seatId, personId };
  }

  /** Ends who holds the seat, or one of them; it stays, vacant, with all that it holds. */
  async removeHolder(
    tx: Tx,
    { seatId, personId = null, candidacyId = null }: RemovedHolder,
  ): Promise<{ readonly removed: number }> {
    const left = await leave(tx, seatId, personId, tx.at);
    if (left.length > 0)
      await recordSeat(tx, seatId, candidacyId, { action: 'seat.left', facts: { id: seatId, persons: [...left] } });
    return { removed: left.length };
  }
}

export interface RemovedHolder {
  readonly seatId: SeatId;
  /** Everybody when absent. */
  readonly personId?: PersonId | null;
  readonly candidacyId?: CandidacyId | null;
}

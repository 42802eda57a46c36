import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import {
  dateIn,
  type Fault,
  ForbiddenError,
  formatDate,
  inFrench,
  instantAt,
  type PersonId,
  RefusedError,
  say,
} from '@rebond/kernel';
import { instantOf, instantOrNull, statement, type Effect, type Tx } from '@rebond/platform';
import { hold, leave, recordSeat } from '../invitations/staffing.js';
import { personNamed } from '../people.js';
import type { Person } from './registrar.js';

/** Longest time for which a seat is lent at once. */
const MOST_DAYS = 366;

const LENT = statement(
  'seat_lent',
  `select h.person_id, p.name, p.email, h.from_at, h.until_at from identity.holding h
     join identity.person p on p.id = h.person_id
    where h.seat_id = $1 and h.on_behalf_of = $2 and (h.until_at is null or h.until_at > $3)
      and (h.until_at is null or h.until_at > h.from_at)
    order by h.from_at, p.email`,
);

export const delegationInput = z.strictObject({
  name: z.string().trim().min(2).max(200),
  email: z.string().trim().pipe(z.email()),
  /** First and last day, in Paris. */
  from: z.iso.date(),
  until: z.iso.date(),
});
export type DelegationInput = z.output<typeof delegationInput>;

export interface Delegation {
  readonly personId: PersonId;
  readonly name: string;
  readonly email: string;
  readonly from: Temporal.Instant;
  readonly until: Temporal.Instant | null;
}

/** Message that has the mail to the deputy written. */
export const SEAT_LENT = 'seat.lent';

const fault = (pointer: string, detail: string): Fault => ({ pointer, code: 'date', detail });

function faultsOf(from: Temporal.PlainDate, until: Temporal.PlainDate, today: Temporal.PlainDate): Fault[] {
  if (Temporal.PlainDate.compare(from, today) < 0) return [fault('/from', say`Cette date est passée.`)];
  if (Temporal.PlainDate.compare(until, from) < 0) return [fault('/until', say`La fin précède le début.`)];
  return from.until(until).days < MOST_DAYS ? [] : [fault('/until', say`Une suppléance dure un an au plus.`)];
}

/** A seat lent for a time: to a deputy during a leave, to a secretary who acts on behalf. */
@Injectable()
export class Delegations {
  async list(tx: Tx, { seatId, personId }: Person): Promise<readonly Delegation[]> {
    const rows = await tx.query<{ person_id: PersonId; name: string; email: string; from_at: Date; until_at: Date }>(
      LENT,
      [seatId, personId, tx.at.toString()],
    );
    return rows.map((row) => ({
      personId: row.person_id,
      name: row.name,
      email: row.email,
      from: instantOf(row.from_at),
      until: instantOrNull(row.until_at),
    }));
  }

  /**
   * Lends the own seat. What the deputy does is journalled under the deputy's name, on behalf of the holder.
   * @throws RefusedError `invalid-dates`, `own-deputy`; ForbiddenError `deputy` when a deputy lends on
   */
  async lend(tx: Tx, person: Person, { name, email, ...days }: DelegationInput): Promise<void> {
    requireHolder(person);
    const [first, last] = [Temporal.PlainDate.from(days.from), Temporal.PlainDate.from(days.until)];
    const faults = faultsOf(first, last, dateIn(tx.at));
    if (faults.length > 0)
      throw new RefusedError('invalid-dates', say`Les dates de la suppléance sont à revoir.`, faults);
    const deputy = await personNamed(tx, { name, email });
    if (deputy === person.personId)
      throw new RefusedError('own-deputy', say`Vous ne pouvez pas vous suppléer vous-même.`, [
        { pointer: '/email', code: 'own-deputy', detail: say`Indiquez l’adresse de la personne qui vous supplée.` },
      ]);
    const starts = instantAt(first, '00:00');
    const from = Temporal.Instant.compare(starts, tx.at) < 0 ? tx.at : starts;
    const until = instantAt(last.add({ days: 1 }), '00:00');
    await hold(tx, { seatId: person.seatId, personId: deputy, from, until, onBehalfOf: person.personId });
    const facts = { seat: person.seatId, from: person.personId, to: deputy, fromAt: from.toString() };
    const effect: Effect = {
      kind: SEAT_LENT,
      payload: {
        seat: person.seatId,
        holder: person.personId,
        deputy,
        days: inFrench(() => [formatDate(first), formatDate(last)]),
      },
    };
    await recordSeat(tx, person.seatId, null, { action: 'seat.lent', facts: { ...facts, untilAt: until.toString() } }, [
      effect,
    ]);
  }

  /** Takes the seat back before the day; the deputy's sessions on it end at once. */
  async takeBack(tx: Tx, person: Person, deputy: PersonId): Promise<void> {
    requireHolder(person);
    const lent = (await this.list(tx, person)).some(({ personId }) => personId === deputy);
    if (!lent) throw new RefusedError('not-lent', say`Cette suppléance est déjà terminée.`);
    await leave(tx, person.seatId, deputy, tx.at);
    await recordSeat(tx, person.seatId, null, {
      action: 'seat.taken-back',
      facts: { seat: person.seatId, from: deputy, to: person.personId },
    });
  }
}

function requireHolder({ onBehalfOf }: Person): void {
  if (onBehalfOf)
    throw new ForbiddenError('deputy', say`Cette fonction vous est prêtée : vous ne pouvez pas la confier.`);
}

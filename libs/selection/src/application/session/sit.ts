import { Injectable } from '@nestjs/common';
import { Cases } from '@rebond/candidacies';
import { recuse } from '@rebond/identity';
import { AbsentError, type SeatId } from '@rebond/kernel';
import { requireProxy } from '@rebond/meetings';
import type { Actor, Tx } from '@rebond/platform';
import type { ItemId, SessionId, SessionMember } from '../../domain/session/session.js';
import { itemsOf, recordRecusals } from '../../infrastructure/session/item-rows.js';
import { membersOf, writeProxy } from '../../infrastructure/session/member-rows.js';
import type { ProxyInput } from './input.js';
import { held, noted, sessionOf } from './session-of.js';

/** @throws AbsentError when the seat is no member's */
const memberOn = (members: readonly SessionMember[], seat: string | null): SessionMember => {
  const member = members.find((one) => one.seatId === seat);
  if (!member) throw new AbsentError();
  return member;
};

/** What a member does of their own: gives a proxy, leaves a point. */
@Injectable()
export class Sit {
  constructor(private readonly cases: Cases) {}

  /** @throws RefusedError `proxy-…`, `session-…` */
  async giveProxy(tx: Tx, id: SessionId, { holder }: ProxyInput): Promise<void> {
    const session = await held(tx, id, 'GIVE_PROXY');
    const members = await membersOf(tx, id);
    const giver = memberOn(members, tx.actor.seatId);
    if (holder !== null)
      requireProxy({ giver, holder: memberOn(members, holder), members }, { now: tx.at, startsAt: session.startsAt });
    await writeProxy(tx, id, giver.seatId, holder as SeatId | null);
    await noted(tx, id, holder === null ? 'proxy-withdrawn' : 'proxy-given', { giver: giver.seatId, holder });
  }

  /**
   * Declares a conflict with the case of a point: the member leaves it, and sees nothing more of the case.
   * @param tx of the system, in the member's name
   * @throws AbsentError when the point is none that the member sees
   */
  async declare(tx: Tx, actor: Actor, id: SessionId, itemId: ItemId): Promise<void> {
    const { waveId } = await sessionOf(tx, id);
    const { seatId, personId } = memberOn(await membersOf(tx, id), actor.seatId);
    const item = (await itemsOf(tx, id)).find((one) => one.id === itemId);
    const candidacyId = item?.candidacyId;
    if (!candidacyId || actor.recused.includes(candidacyId)) throw new AbsentError();
    await this.cases.lockOne(tx, candidacyId);
    await held(tx, id, 'DECLARE');
    await recuse(tx, { personId, waveId, cases: [{ candidacyId, grounds: ['other'] }] });
    await recordRecusals(tx, id, [{ itemId, candidacyId, seatId, personId, source: 'declared' }]);
    await this.cases.record(tx, candidacyId, [
      { action: 'recusal.declared', audience: 'state', facts: { person: personId, grounds: ['other'] } },
    ]);
  }
}

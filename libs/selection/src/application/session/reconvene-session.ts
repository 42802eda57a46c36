import { randomUUIDv7 } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Calls } from '@rebond/calls';
import { RefusedError, say } from '@rebond/kernel';
import type { Tx } from '@rebond/platform';
import { itemsToReconvene } from '../../domain/session/second-convocation.js';
import type { ItemId, Session, SessionId, SessionMember } from '../../domain/session/session.js';
import { decisionsOf } from '../../infrastructure/session/decision-rows.js';
import { itemsOf, type NewItem } from '../../infrastructure/session/item-rows.js';
import { eligibleMembers, membersOf, type Eligible } from '../../infrastructure/session/member-rows.js';
import { sessionAfter } from '../../infrastructure/session/session-rows.js';
import { Convoke, faulty, memberOf, requireNotice } from './convoke.js';
import type { ReconveneInput } from './input.js';
import { heldToRun } from './session-of.js';

/** Convenes a session anew that lacked its quorum: same body, same agenda, and no quorum is asked (CRPA R133-10). */
@Injectable()
export class ReconveneSession {
  constructor(
    private readonly calls: Calls,
    private readonly convoking: Convoke,
  ) {}

  /**
   * Functions that nobody holds any more are left out; whoever holds one since is convened in the place of who did.
   * @throws RefusedError `quorum-was-there`, `reconvened-already`, `not-eligible` when nobody chairs or keeps the minutes,
   * `date-is-past`, `too-short-notice` unless urgency is recorded
   */
  async handle(tx: Tx, id: SessionId, seen: number, input: ReconveneInput): Promise<SessionId> {
    const first = await heldToRun(tx, id, seen, 'RECONVENE');
    if (await sessionAfter(tx, id))
      throw new RefusedError('reconvened-already', say`Cette séance est déjà convoquée à nouveau.`);
    const items = await this.agenda(tx, first);
    const { definition } = await this.calls.waveAndDefinition(tx, first.waveId);
    requireNotice(tx, input, definition);
    const { members, people } = await sameBody(tx, first);
    const session = {
      ...{ id: randomUUIDv7() as string as SessionId, waveId: first.waveId, kind: first.kind, title: first.title },
      ...{ startsAt: input.startsAt, durationMinutes: input.durationMinutes, place: input.place },
      ...{ chair: first.chair, secretary: first.secretary },
      ...{ convenedAt: tx.at, urgency: input.urgency ?? null, followsId: id },
    };
    await this.convoking.send(tx, { session, members, people, items, definition, follows: first });
    return session.id;
  }

  private async agenda(tx: Tx, { id, status }: Session): Promise<readonly NewItem[]> {
    const decided = new Set((await decisionsOf(tx, id)).map((one) => one.itemId));
    const dealt = (await itemsOf(tx, id)).map((one) => ({ ...one, isDecided: decided.has(one.id) }));
    return itemsToReconvene(status, dealt).map(({ candidacyId, title }) => ({
      id: randomUUIDv7() as string as ItemId,
      candidacyId,
      title,
    }));
  }
}

async function sameBody(
  tx: Tx,
  { id, chair, secretary }: Session,
): Promise<{ readonly members: readonly SessionMember[]; readonly people: readonly Eligible[] }> {
  const eligible = new Map((await eligibleMembers(tx)).map((one) => [one.seatId, one]));
  const kept = (await membersOf(tx, id)).flatMap(({ seatId, hasVote }) => {
    const one = eligible.get(seatId);
    return one ? [{ one, hasVote }] : [];
  });
  const members = [...new Map(kept.map(({ one, hasVote }) => [one.personId, memberOf(one, hasVote)])).values()];
  if (![chair, secretary].every((seat) => members.some(({ seatId }) => seatId === seat)))
    faulty(
      '',
      'not-eligible',
      say`Personne n’occupe plus la présidence ou le secrétariat : convoquez une autre séance.`,
    );
  return { members, people: kept.map(({ one }) => one) };
}

import type { PersonId } from '@rebond/kernel';
import type { Tx } from '@rebond/platform';
import type { ItemId, SessionId, SessionMember } from '../../domain/session/session.js';
import {
  recordRecusals,
  recusalsOf,
  type AgendaItem,
  type ItemRecusal,
} from '../../infrastructure/session/item-rows.js';
import { conflictsOf } from '../recusals/conflicts.js';

/** Who leaves which point: those recorded at the session, and the recusals in force. The programme director's question. */
export async function recusalsNow(
  tx: Tx,
  id: SessionId,
  members: readonly SessionMember[],
  items: readonly AgendaItem[],
): Promise<readonly Omit<ItemRecusal, 'at'>[]> {
  const known = await recusalsOf(tx, id);
  const itemOf = new Map(items.map((one) => [one.candidacyId, one.id]));
  const seatOf = new Map(members.map((one) => [one.personId, one.seatId]));
  const isKnown = (itemId: ItemId, personId: PersonId): boolean =>
    known.some((one) => one.itemId === itemId && one.personId === personId);
  const conflicts = await conflictsOf(
    tx,
    members.map((one) => one.personId),
    items.flatMap((one) => one.candidacyId ?? []),
  );
  const standing = conflicts.flatMap(({ personId, candidacyId, isRecused }) => {
    const itemId = itemOf.get(candidacyId);
    const seatId = seatOf.get(personId);
    if (!isRecused || !itemId || !seatId || isKnown(itemId, personId)) return [];
    return [{ itemId, candidacyId, seatId, personId, source: 'standing' as const }];
  });
  const asked = new Set(items.map((one) => one.id));
  return [...known.filter((one) => asked.has(one.itemId)), ...standing];
}

/** The same, written down: these points are dealt with now. */
export async function leavingItems(
  tx: Tx,
  id: SessionId,
  members: readonly SessionMember[],
  items: readonly AgendaItem[],
): Promise<ReadonlyMap<ItemId, ReadonlySet<PersonId>>> {
  const recusals = await recusalsNow(tx, id, members, items);
  await recordRecusals(
    tx,
    id,
    recusals.filter((one) => one.source === 'standing'),
  );
  return byItem(recusals);
}

export const byItem = (
  recusals: readonly Pick<ItemRecusal, 'itemId' | 'personId'>[],
): ReadonlyMap<ItemId, ReadonlySet<PersonId>> =>
  new Map(
    [...Map.groupBy(recusals, (one) => one.itemId)].map(([item, some]) => [
      item,
      new Set(some.map((one) => one.personId)),
    ]),
  );

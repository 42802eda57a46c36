import { cents, eurosOfCents, type Cents, type WaveId } from '@rebond/kernel';
import type { Tx } from '@rebond/platform';
import { ranked, type Departure } from '../../domain/waiting-list.js';
import { declaresFirst, requireDeclared } from '../recusals/require-declared.js';
import { departuresOf, waitingOf, wavesWithWaiting } from '../../infrastructure/promotions/waiting-rows.js';

const presentDeparture = (one: Departure) => ({
  candidacyId: one.candidacyId as string,
  territory: one.territory,
  /** What its decision had given; null: to be fixed. */
  envelopeEur: one.envelopeCents === null ? null : eurosOfCents(one.envelopeCents),
  personDays: one.personDays as number | null,
  /** List that gives its place to another; null while the place is free. */
  answeredBy: one.answeredBy as string | null,
});

/** The waiting list of a wave and the places that its laureates left; a type, so that it is JSON. */
export type WaitingListView = Awaited<ReturnType<typeof readWaitingList>>;

/**
 * Cases that the reader may not see are not there, nor counted in the ranks.
 * @throws ForbiddenError `recusals-first`
 */
export async function readWaitingList(tx: Tx, waveId: WaveId) {
  await requireDeclared(tx, waveId);
  const waiting = ranked(await waitingOf(tx, waveId));
  return {
    waveId: waveId as string,
    waiting: waiting.map((one, i) => ({
      rank: i + 1,
      candidacyId: one.candidacyId,
      territory: one.territory,
      score: one.score,
      listId: one.listId,
    })),
    departures: (await departuresOf(tx, waveId)).map(presentDeparture),
  };
}

/** Those of every wave that has one, and the waves whose reader declares their conflicts first. */
export async function readWaitingLists(tx: Tx) {
  const lists: (WaitingListView & { readonly wave: string })[] = [];
  const closed: { readonly id: WaveId; readonly name: string }[] = [];
  for (const { id, name } of await wavesWithWaiting(tx))
    if (await declaresFirst(tx, id)) closed.push({ id, name });
    else lists.push({ ...(await readWaitingList(tx, id)), wave: name });
  return { lists, closed };
}

/** Places that laureates left and nobody was proposed for, and what their decisions had given. */
export interface FreePlaces {
  readonly places: number;
  readonly envelopeCents: Cents;
}

/** Those that the reader sees, of every wave. */
export async function freePlaces(tx: Tx): Promise<FreePlaces> {
  const free = (await departuresOf(tx, null)).filter(({ answeredBy }) => answeredBy === null);
  return {
    places: free.length,
    envelopeCents: cents(free.reduce((sum, { envelopeCents }) => sum + (envelopeCents ?? 0), 0)),
  };
}

import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Calls } from '@rebond/calls';
import { Cases } from '@rebond/candidacies';
import { requireUnrecused } from '@rebond/identity';
import { AbsentError, eurosOfCents, type CandidacyId, type WaveId } from '@rebond/kernel';
import { record, type Tx } from '@rebond/platform';
import { recusedFromList } from '../../domain/decision-list.js';
import { nextInLine, requireFree, type Departure } from '../../domain/waiting-list.js';
import { departuresOf, hidesLines, markPlaceOf, waitingOf } from '../../infrastructure/promotions/waiting-rows.js';
import { t } from '../../messages.promotions.fr.js';
import { proposeInput } from '../propose/input.js';
import { ProposeList } from '../propose/propose-list.js';
import type { ListWithLinesView } from '../read/present.js';
import { listStream } from '../sign.js';

export const promoteInput = z.strictObject({
  /** Laureate that left. */
  departed: z.uuid().toLowerCase(),
});
export type PromoteInput = z.output<typeof promoteInput>;

/** Proposes the list that gives a departed laureate's place to the next of the waiting list; it goes the ordinary road. */
@Injectable()
export class Promote {
  constructor(
    private readonly cases: Cases,
    private readonly calls: Calls,
    private readonly proposing: ProposeList,
  ) {}

  /**
   * @throws AbsentError when nobody left so, or none that the actor may see
   * @throws ForbiddenError `recused-in-wave`, `recused-from-list`
   * @throws RefusedError `place-taken`, `nobody-waits`, and as `ProposeList`
   */
  async promote(tx: Tx, waveId: WaveId, input: PromoteInput): Promise<ListWithLinesView> {
    requireUnrecused(tx.actor, waveId);
    // Whoever does not see all who wait cannot say who is next.
    if (await hidesLines(tx, waveId)) throw recusedFromList();
    const departed = input.departed as CandidacyId;
    const { candidacyId } = nextInLine(await waitingOf(tx, waveId));
    await this.cases.lock(tx, [departed, candidacyId]);
    // Read again behind the lock: another person may have been as quick.
    const departure = await departureOf(tx, waveId, departed);
    requireFree(departure);
    const next = nextInLine(await waitingOf(tx, waveId));
    const { definition } = await this.calls.waveAndDefinition(tx, waveId);
    const list = await this.proposing.propose(
      tx,
      proposeInput.parse({
        waveId,
        title: t('promote.listTitle', { territory: departure.territory }).slice(0, 300),
        lines: [
          {
            ...{ candidacyId: next.candidacyId, expectedVersion: next.version, outcome: 'select' },
            ...awardOf(departure, definition.phases.engineering),
          },
        ],
      }),
    );
    await markPlaceOf(tx, list.id, departed);
    await record(tx, listStream(list.id), null, [
      {
        action: 'decision-list.promoted',
        audience: 'state',
        facts: { list: list.id, departed, promoted: next.candidacyId },
      },
    ]);
    return list;
  }
}

async function departureOf(tx: Tx, waveId: WaveId, departed: CandidacyId): Promise<Departure> {
  const found = (await departuresOf(tx, waveId)).find((one) => one.candidacyId === departed);
  if (!found) throw new AbsentError();
  return found;
}

/** What the departed had; the minister may decide otherwise. */
const awardOf = ({ envelopeCents, personDays }: Departure, engineering: boolean) => ({
  ...(envelopeCents === null ? {} : { envelopeEur: eurosOfCents(envelopeCents) }),
  ...(personDays === null || !engineering ? {} : { personDays }),
});

import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { AssignOfficer, Cases, type Recorded } from '@rebond/candidacies';
import { recuse, rememberDeclaration } from '@rebond/identity';
import { RefusedError, type CandidacyId, type PersonId, say, type SeatId, type WaveId } from '@rebond/kernel';
import { record, type Actor, type Tx } from '@rebond/platform';
import { personOf, ReadNames, type NamedCase } from './read-names.js';

export const declareInput = z.strictObject({
  /** Cases that the person has no part in. */
  cases: z.array(z.uuid()).max(2_000).default([]),
  /** None but these: said, not supposed. */
  noneElse: z.literal(true, { error: say`Confirmez que vous n’avez de conflit d’intérêts avec aucun autre dossier.` }),
  /** When the names were shown: cases deposited since are asked about again. */
  shownAt: z.iso.datetime(),
  /** Seat of the colleague who takes over the cases in charge; absent: the programme office finds one. */
  successor: z.uuid().optional(),
});
export type DeclareInput = z.output<typeof declareInput>;

/** A type, so that it is JSON. */
export type Declared = { readonly wave: string; readonly recused: number; readonly handedOver: number };

const earlier = (a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant =>
  Temporal.Instant.compare(a, b) < 0 ? a : b;

/**
 * Declares, in one act, the cases of a wave from which a person is to be kept: written without delay and for every seat
 * of theirs (décret 2014-90). What was declared before stands; only the programme director lifts it.
 */
@Injectable()
export class Declare {
  constructor(
    private readonly names: ReadNames,
    private readonly cases: Cases,
    private readonly assigning: AssignOfficer,
  ) {}

  /**
   * @param tx of the system, in the person's name
   * @throws RefusedError `not-in-wave`, `not-an-officer`
   */
  async handle(tx: Tx, actor: Actor, waveId: WaveId, input: DeclareInput): Promise<Declared> {
    const personId = personOf(actor);
    const { cases: shown } = await this.names.read(tx, actor, waveId);
    const chosen = chosenOf(shown, input);
    const added = chosen.filter((one) => !one.isRecused);
    const setAside = shown.filter((one) => one.grounds.length > 0 && !one.isRecused && !chosen.includes(one));
    await this.cases.lock(
      tx,
      [...added, ...setAside].map((one) => one.candidacyId),
    );
    await recuse(tx, {
      ...{ personId, waveId },
      cases: added.map(({ candidacyId, grounds }) => ({
        candidacyId,
        grounds: grounds.length > 0 ? grounds : (['other'] as const),
      })),
    });
    const at = earlier(Temporal.Instant.from(input.shownAt), tx.at);
    await rememberDeclaration(tx, personId, waveId, at);
    await this.cases.recordAll(tx, [
      ...added.map((one) => entry('recusal.declared', personId, one)),
      ...setAside.map((one) => entry('recusal.set-aside', personId, one)),
    ]);
    // No case is named here: the journal of who declared what and when is read by people who may be recused themselves.
    await record(tx, `recusals:${personId}`, null, [
      { action: 'recusals.declared', audience: 'state', facts: { wave: waveId, person: personId } },
    ]);
    const handedOver = await this.handOver(tx, actor.seatId, input.successor as SeatId | undefined, added);
    return { wave: waveId, recused: added.length, handedOver };
  }

  /** To a colleague, and without a word: a recused person gives no instruction (CGFP L121-5). */
  private handOver(tx: Tx, from: SeatId | null, to: SeatId | undefined, added: readonly NamedCase[]): Promise<number> {
    if (from === null || to === undefined) return Promise.resolve(0);
    const ids = added.map((one) => one.candidacyId);
    return this.assigning.pass(tx, ids, { from, to });
  }
}

function chosenOf(shown: readonly NamedCase[], input: DeclareInput): readonly NamedCase[] {
  const named = new Map(shown.map((one) => [one.candidacyId, one]));
  return input.cases.map((id) => {
    const one = named.get(id as CandidacyId);
    if (!one) throw new RefusedError('not-in-wave', say`Un des dossiers choisis n’est pas de cette relève.`);
    return one;
  });
}

const entry = (action: string, person: PersonId, { candidacyId, grounds }: NamedCase): Recorded => ({
  id: candidacyId,
  records: [{ action, audience: 'state', facts: { person, grounds: [...grounds] } }],
});

import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { AbsentError, ConflictError, ForbiddenError, RefusedError, type CandidacyId, say } from '@rebond/kernel';
import { statement, type Tx } from '@rebond/platform';
import { Cases } from '../cases.js';
import { opinion, STANCES, type Opinion } from './opinion-rows.js';
import { presentOpinion, type OpinionView } from './present-opinion.js';

export const giveOpinionInput = z
  .strictObject({
    stance: z.enum(STANCES, { error: say`Dites si l’avis est favorable, favorable avec réserves ou défavorable.` }),
    text: z.string().trim().max(20_000).optional(),
  })
  .refine(({ stance, text = '' }) => stance === 'favourable' || text !== '', {
    message: say`Écrivez vos réserves, ou ce qui motive un avis défavorable.`,
    path: ['text'],
  });
export type GiveOpinionInput = z.output<typeof giveOpinionInput>;

const GIVE = statement(
  'opinion_give',
  `update candidacies.opinion
      set stance = $3, text = $4, given_at = $5, given_by = $6, given_by_person = $7, signed = $8
    where candidacy_id = $1 and id = $2 and given_at is null returning id`,
);

/** States in which an opinion still serves. */
const OPEN: ReadonlySet<string> = new Set(['submitted', 'incomplete', 'waitlisted']);

/** Gives an opinion that was asked, once. One that comes after its deadline is taken as long as it can still serve. */
@Injectable()
export class GiveOpinion {
  constructor(private readonly cases: Cases) {}

  /**
   * By a seat of the organisation that was asked.
   * @param signed name and function of who gives it
   * @throws ForbiddenError @throws ConflictError `already-given` @throws RefusedError `too-late`
   */
  async give(
    tx: Tx,
    candidacyId: CandidacyId,
    id: string,
    signed: string,
    input: GiveOpinionInput,
  ): Promise<OpinionView> {
    await this.cases.lockOne(tx, candidacyId);
    const asked = await opinion(tx, candidacyId, id);
    if (!asked) throw new AbsentError();
    if (asked.organisation?.id !== tx.actor.organisationId)
      throw new ForbiddenError('not-asked', say`Cet avis est demandé à une autre instance.`);
    return this.store(tx, asked, signed, input);
  }

  /** By the person whom the link was sent to; the link itself is used up by its page. */
  async giveByLink(tx: Tx, candidacyId: CandidacyId, id: string, input: GiveOpinionInput): Promise<OpinionView> {
    await this.cases.lockOne(tx, candidacyId);
    const asked = await opinion(tx, candidacyId, id);
    if (!asked?.adviser) throw new AbsentError();
    return this.store(tx, asked, asked.adviser.name, input);
  }

  private async store(
    tx: Tx,
    asked: Opinion,
    signed: string,
    { stance, text }: GiveOpinionInput,
  ): Promise<OpinionView> {
    const { candidacyId, id } = asked;
    const { state } = await this.cases.read(tx, candidacyId);
    if (!OPEN.has(state)) throw new RefusedError('too-late', say`La candidature n’est plus à l’examen.`);
    const { seatId, personId } = tx.actor;
    const given = await tx.query(GIVE, [
      ...[candidacyId, id, stance, text ?? null, tx.at.toString(), seatId, personId, signed],
    ]);
    if (given.length === 0) throw new ConflictError('already-given', say`Cet avis a déjà été donné.`);
    await this.cases.record(tx, candidacyId, [
      {
        action: 'opinion.given',
        audience: 'state',
        facts: { opinion: id, key: asked.key, stance, byLink: asked.adviser !== null },
        personal: { signed, text: text ?? null },
      },
    ]);
    return presentOpinion({ ...asked, given: { at: tx.at, stance, text: text ?? null, signed } });
  }
}

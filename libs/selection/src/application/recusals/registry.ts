import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Cases } from '@rebond/candidacies';
import { liftRecusal, recusalsInForce, type Recusal } from '@rebond/identity';
import type { Tx } from '@rebond/platform';

export const liftInput = z.strictObject({ reason: z.string().trim().min(1).max(2_000) });
export type LiftInput = z.output<typeof liftInput>;

/** A recusal in force, as the programme director sees it. */
export interface RegisteredRecusal extends Recusal {
  readonly territory: string;
}

/** Recusals in force as the programme director reads and lifts them; those of cases closed to the director are not there. */
@Injectable()
export class RecusalRegistry {
  constructor(private readonly cases: Cases) {}

  async list(tx: Tx): Promise<readonly RegisteredRecusal[]> {
    const recusals = await recusalsInForce(tx, {});
    const cases = await this.cases.readAll(tx, [...new Set(recusals.map((one) => one.candidacyId))]);
    const names = new Map(cases.map((one) => [one.id, one.territory]));
    return recusals.flatMap((one) => {
      const territory = names.get(one.candidacyId);
      return territory === undefined ? [] : [{ ...one, territory }];
    });
  }

  /** @throws AbsentError when it is not in force, or its case is closed to who lifts it */
  async lift(tx: Tx, id: string, { reason }: LiftInput): Promise<{ lifted: string }> {
    const { candidacyId, personId } = await liftRecusal(tx, id, reason);
    await this.cases.lock(tx, [candidacyId]);
    await this.cases.record(tx, candidacyId, [
      { action: 'recusal.lifted', audience: 'state', facts: { person: personId, recusal: id }, personal: { reason } },
    ]);
    return { lifted: id };
  }
}

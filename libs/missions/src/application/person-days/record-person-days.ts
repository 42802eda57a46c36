import { randomUUIDv7 } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Cases } from '@rebond/candidacies';
import {
  type CandidacyId,
  dateIn,
  ForbiddenError,
  formatNumber,
  type OrganisationId,
  RefusedError,
  say,
} from '@rebond/kernel';
import type { Tx } from '@rebond/platform';
import { PersonDaysRow } from '../../infrastructure/entities.js';
import { readFigures } from '../../infrastructure/figures-rows.js';
import { requireOpenMission } from '../open-mission.js';

export const recordPersonDaysInput = z.strictObject({
  organisationId: z.uuid(),
  date: z.iso.date(say`Donnez le jour travaillé.`),
  /** In half-days; negative to correct what was recorded. */
  personDays: z
    .number(say`Un nombre de jours est attendu.`)
    .min(-10_000)
    .max(10_000)
    .multipleOf(0.5)
    .refine((days) => days !== 0, say`Zéro jour ne se déclare pas.`),
});
export type RecordPersonDaysInput = z.output<typeof recordPersonDaysInput>;

// A type, so that it is JSON.
export type PersonDaysBalance = {
  readonly organisationId: string;
  readonly personDays: number;
  readonly personDaysUsed: number;
  readonly personDaysLeft: number;
};

/** Days worked by a firm on a mission. They only add up: a mistake is corrected by a negative line. */
@Injectable()
export class RecordPersonDays {
  constructor(private readonly cases: Cases) {}

  /**
   * @throws RefusedError `person-days-exceeded` with the balance, `firm-not-engaged`, `date-outside-mission`
   * @throws ForbiddenError `another-firm` when a firm declares another's days
   */
  async record(tx: Tx, id: CandidacyId, input: RecordPersonDaysInput): Promise<PersonDaysBalance> {
    const organisationId = input.organisationId as OrganisationId;
    const candidacy = await this.cases.lockOne(tx, id);
    const mission = await requireOpenMission(tx, candidacy);
    if (tx.actor.role === 'consultancy' && tx.actor.organisationId !== organisationId)
      throw new ForbiddenError('another-firm', say`Un cabinet ne déclare que ses propres jours-hommes.`);
    if (input.date < mission.startsOn || input.date > dateIn(tx.at).toString())
      throw new RefusedError('date-outside-mission', say`Cette date précède la mission ou n’est pas encore passée.`);
    const firms = (await readFigures(tx, [id])).get(id)?.firms ?? [];
    const firm = firms.find((one) => one.organisationId === organisationId);
    if (!firm) throw new RefusedError('firm-not-engaged', say`Ce cabinet n'est pas engagé sur cette mission.`);
    const used = firm.personDaysUsed + input.personDays;
    const balance = { personDays: firm.personDays, personDaysLeft: firm.personDays - firm.personDaysUsed };
    if (used > firm.personDays || used < 0)
      throw new RefusedError(
        'person-days-exceeded',
        say`Il reste ${formatNumber(balance.personDaysLeft)} jours-hommes à ce cabinet sur ${formatNumber(firm.personDays)}.`,
        [],
        balance,
      );
    await tx.manager.insert(PersonDaysRow, {
      ...{ id: randomUUIDv7(), candidacyId: id, organisationId },
      ...{ workedOn: input.date, personDays: input.personDays, recordedAt: tx.at, recordedBy: tx.actor.seatId },
    });
    await this.cases.record(tx, id, [
      { action: 'mission.person-days-recorded', audience: 'everyone', facts: { ...input, used } },
    ]);
    return {
      organisationId,
      personDays: firm.personDays,
      personDaysUsed: used,
      personDaysLeft: firm.personDays - used,
    };
  }
}

import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Calls } from '@rebond/calls';
import { Cases, type Candidacy } from '@rebond/candidacies';
import { Directory, type Organisation } from '@rebond/identity';
import { RefusedError, type CandidacyId, type OrganisationId, say } from '@rebond/kernel';
import type { Tx } from '@rebond/platform';
import { teamFaults } from '../../domain/team.js';
import { FirmRow, MissionRow } from '../../infrastructure/entities.js';
import { personDaysInput } from '../inputs.js';

export const engageInput = z
  .strictObject({
    firms: z
      .array(z.strictObject({ organisationId: z.uuid(), personDays: personDaysInput }))
      .min(1)
      .max(20),
    /** Without it, those of the call's definition. */
    personDays: personDaysInput.optional(),
    startsOn: z.iso.date(),
    endsOn: z.iso.date().optional(),
  })
  .refine(({ startsOn, endsOn }) => endsOn === undefined || endsOn >= startsOn, {
    path: ['endsOn'],
    message: say`La mission finit avant de commencer.`,
  });
export type EngageInput = z.output<typeof engageInput>;

/** Engages one or several firms on a laureate's mission, opens the case to them and moves it to engineering. */
@Injectable()
export class Engage {
  constructor(
    private readonly cases: Cases,
    private readonly calls: Calls,
    private readonly directory: Directory,
  ) {}

  /** @throws RefusedError `bad-team` with every fault, or the machine's reason; StaleVersionError */
  async engage(tx: Tx, id: CandidacyId, expectedVersion: number, input: EngageInput): Promise<Candidacy> {
    const candidacy = await this.cases.lockFor(tx, id, expectedVersion, 'ENGAGE');
    const definition = await this.calls.definition(tx, candidacy.callId, candidacy.definitionVersion);
    const team = input.firms.map((firm) => ({ ...firm, organisationId: firm.organisationId as OrganisationId }));
    const sum = team.reduce((total, firm) => total + firm.personDays, 0);
    const personDays = input.personDays ?? definition.amounts.engineering?.personDays ?? sum;
    const names = await this.firmNames(tx, team, personDays);
    await this.store(tx, id, team, personDays, input);
    const facts = { personDays, startsOn: input.startsOn, endsOn: input.endsOn ?? null };
    await this.cases.record(tx, id, [
      {
        action: 'mission.engaged',
        audience: 'everyone',
        facts: { ...facts, firms: team.map((firm) => ({ ...firm })) },
        personal: { firms: names },
      },
    ]);
    const event = { type: 'ENGAGE', facts: { firms: team.length, personDays } } as const;
    const [moved] = await this.cases.move(tx, { id, expectedVersion, event, payload: { firmNames: names } });
    if (!moved) throw new Error('an engagement moves one case');
    return moved;
  }

  private async firmNames(
    tx: Tx,
    team: readonly { organisationId: OrganisationId; personDays: number }[],
    personDays: number,
  ): Promise<readonly string[]> {
    const firms: (Organisation | null)[] = [];
    for (const { organisationId } of team) firms.push(await this.directory.organisation(tx, organisationId));
    const strangers = firms.flatMap((firm, i) =>
      firm?.kind === 'consultancy'
        ? []
        : [
            {
              pointer: `/firms/${i}/organisationId`,
              code: 'not-a-consultancy',
              detail: say`Cette organisation n'est pas un cabinet inscrit.`,
            },
          ],
    );
    const faults = [...strangers, ...teamFaults(team, personDays)];
    if (faults.length > 0) throw new RefusedError('bad-team', say`Cette équipe ne peut pas être engagée.`, faults);
    return firms.flatMap((firm) => (firm ? [firm.name] : []));
  }

  private async store(
    tx: Tx,
    id: CandidacyId,
    team: readonly { organisationId: OrganisationId; personDays: number }[],
    personDays: number,
    { startsOn, endsOn }: EngageInput,
  ): Promise<void> {
    await tx.manager.insert(MissionRow, {
      ...{ candidacyId: id, personDays, startsOn, endsOn: endsOn ?? null },
      ...{ engagedAt: tx.at, engagedBy: tx.actor.seatId, closedAt: null },
    });
    await tx.manager.insert(
      FirmRow,
      team.map((firm) => ({ candidacyId: id, ...firm })),
    );
    await this.directory.grant(
      tx,
      team.map(({ organisationId }) => ({ candidacyId: id, organisationId, basis: 'mission' as const })),
    );
  }
}

import { Injectable } from '@nestjs/common';
import { Calls } from '@rebond/calls';
import { scopeOf, type Role } from '@rebond/identity';
import { RefusedError, type CandidacyId, say, type Siren } from '@rebond/kernel';
import type { Tx } from '@rebond/platform';
import { perimeterName, Territories, type TerritoryBody } from '@rebond/territories';
import { requireKnown } from '../../domain/decide.js';
import { branches } from '../../domain/machine.js';
import { changeBetween, isSamePerimeter, perimeterOf, type PerimeterChange } from '../../domain/perimeter.js';
import type { Candidacy } from '../../infrastructure/case-row.js';
import { Cases } from '../cases.js';
import { movedOf, type Moved } from '../read/moved.js';
import { CaseAccess } from './case-access.js';
import type { PerimeterInput } from './perimeter-input.js';
import { TakePerimeter } from './take-perimeter.js';
import { asWritten, preparePerimeter, type NamedPerimeter } from './written-perimeter.js';

/** A perimeter as it was and as it would be. */
export interface PlannedPerimeter {
  readonly before: Candidacy;
  readonly after: NamedPerimeter;
  readonly change: PerimeterChange;
  /** Members after the change, the lead first. */
  readonly members: readonly TerritoryBody[];
}

export type PerimeterChanged = Moved &
  PerimeterChange & {
    readonly perimeter: readonly Siren[];
    readonly departement: string;
    readonly regions: readonly string[];
    /** A deposit stands with its own perimeter: the next one brings the change. */
    readonly effect: 'now' | 'next-deposit';
  };

/** The lead changes who is candidate with it, and the authorities that the case comes under. */
@Injectable()
export class ChangePerimeter {
  constructor(
    private readonly cases: Cases,
    private readonly calls: Calls,
    private readonly territories: Territories,
    private readonly access: CaseAccess,
    private readonly taking: TakePerimeter,
  ) {}

  /** Whether who acts may change it now. */
  async isOpen(tx: Tx, candidacy: Candidacy, cutoffAt: Temporal.Instant): Promise<boolean> {
    const { state } = candidacy;
    return (
      scopeOf(tx.actor.role as Role, 'candidacy.change-perimeter') !== null &&
      branches(state, 'CHANGE_PERIMETER').length > 0 &&
      Temporal.Instant.compare(tx.at, cutoffAt) < 0 &&
      (await this.access.isLead(tx, candidacy))
    );
  }

  /** @throws ForbiddenError `not-the-lead`; RefusedError `illegal-event` */
  async requireOpen(tx: Tx, candidacy: Candidacy): Promise<void> {
    await this.access.requireLead(tx, candidacy);
    requireKnown(candidacy.state, 'CHANGE_PERIMETER');
  }

  /** @throws RefusedError `unknown-siren`, `outside-perimeter`, `departement-needed`; ForbiddenError `not-the-lead` */
  async plan(tx: Tx, standing: Candidacy, { members: others, ...choice }: PerimeterInput): Promise<PlannedPerimeter> {
    await this.access.requireLead(tx, standing);
    const { cutoffAt } = await this.calls.wave(tx, standing.waveId);
    const before = await asWritten(tx, standing, cutoffAt);
    const sirens = [...new Set([standing.leadSiren, ...(others as Siren[])])];
    const members = await this.territories.requirePerimeter(tx, sirens, (siren) => `/members/${others.indexOf(siren)}`);
    const after = { ...perimeterOf(members, choice, before), territory: perimeterName(members) };
    return { before, after, change: changeBetween(before.perimeter, after.perimeter), members };
  }

  /** @throws what `plan` throws; RefusedError `perimeter-unchanged`, `perimeterStillOpen`; StaleVersionError */
  async change(tx: Tx, id: CandidacyId, expectedVersion: number, input: PerimeterInput): Promise<PerimeterChanged> {
    const standing = await this.cases.lockFor(tx, id, expectedVersion, 'CHANGE_PERIMETER');
    const { cutoffAt } = await this.calls.wave(tx, standing.waveId);
    const { before, after, change } = await this.plan(tx, standing, input);
    if (isSamePerimeter(before, after))
      throw new RefusedError('perimeter-unchanged', say`Le périmètre est déjà celui-ci : rien n’est à changer.`);
    const { perimeter, departement, regions } = after;
    const isDraft = standing.state === 'draft';
    if (isDraft) await this.taking.take(tx, standing, after);
    else await preparePerimeter(tx, id, isSamePerimeter(standing, after) ? null : after);
    const moved = await this.cases.move(tx, {
      id,
      expectedVersion,
      event: {
        type: 'CHANGE_PERIMETER',
        facts: {
          now: tx.at.toString(),
          cutoffAt: cutoffAt.toString(),
          perimeter: [...perimeter],
          departement,
          regions: [...regions],
          joined: [...change.joined],
          left: [...change.left],
        },
      },
    });
    return { ...movedOf(moved), ...change, perimeter, departement, regions, effect: isDraft ? 'now' : 'next-deposit' };
  }
}

import { randomUUIDv7 } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Calls, type CallDefinition } from '@rebond/calls';
import { Cases, type Candidacy } from '@rebond/candidacies';
import {
  cents,
  centsOfEuros,
  dateIn,
  formatEuros,
  RefusedError,
  say,
  StaleVersionError,
  type CandidacyId,
  type Cents,
} from '@rebond/kernel';
import { ENVELOPE, Missions } from '@rebond/missions';
import type { Tx } from '@rebond/platform';
import { committedTotal } from '../../domain/envelope.js';
import { insertAward, NO_ENVELOPE, readBalances, type EnvelopeBalances } from '../../infrastructure/envelope-rows.js';

export const awardInput = z.strictObject({
  /** Reference of a project routed to the envelope; without it the agreement is for a collective project. */
  projectRef: z.string().min(1).max(100).optional(),
  beneficiary: z
    .string(say`Donnez le bénéficiaire.`)
    .trim()
    .min(2, say`Donnez le bénéficiaire.`)
    .max(200),
  amountEur: z.number(say`Un montant en euros est attendu.`).positive(say`Ce montant n’est pas positif.`),
  form: z.enum(['grant', 'recoverableAdvance'], say`Choisissez la forme de l’aide.`),
  signedOn: z.iso.date(say`Donnez la date de signature.`),
  /** Made up for a demonstration. */
  invented: z.boolean().default(false),
});
export type AwardInput = z.output<typeof awardInput>;

export interface Awarded {
  readonly id: string;
  readonly candidacy: Candidacy;
  /** Left in the envelope, in cents. */
  readonly left: Cents;
}

/** An award agreement, taken from the envelope; the first one signed brings the case into the investment phase. */
@Injectable()
export class Award {
  constructor(
    private readonly cases: Cases,
    private readonly calls: Calls,
    private readonly missions: Missions,
  ) {}

  /**
   * @throws RefusedError `envelope-exceeded` with what is left, `project-not-routed`, `form-not-offered`,
   *   `signed-in-the-future`, `money-overflow`, or the machine's reason; StaleVersionError
   */
  async award(tx: Tx, id: CandidacyId, expectedVersion: number, input: AwardInput): Promise<Awarded> {
    const candidacy = await this.lock(tx, id, expectedVersion);
    const definition = await this.calls.definition(tx, candidacy.callId, candidacy.definitionVersion);
    const amount = centsOfEuros(input.amountEur);
    if (!definition.amounts.aidForms.includes(input.form))
      throw new RefusedError('form-not-offered', say`Cet appel ne prévoit pas cette forme d’aide.`);
    if (input.signedOn > dateIn(tx.at).toString())
      throw new RefusedError('signed-in-the-future', say`Cette date de signature n'est pas encore passée.`);
    const projectId = input.projectRef === undefined ? null : await this.routed(tx, id, input.projectRef);
    const balances = (await readBalances(tx, [id])).get(id) ?? NO_ENVELOPE;
    const left = leftAfter(balances, amount);
    const award = { id: randomUUIDv7() as string, projectId, cents: amount };
    const { beneficiary, form, signedOn, invented } = input;
    await insertAward(tx, id, { ...award, beneficiary, form, signedOn, invented });
    const facts = { award: award.id, project: projectId, amountCents: amount, form, signedOn, invented };
    await this.cases.record(tx, id, [
      { action: 'funding.agreement-signed', audience: 'everyone', facts, personal: { beneficiary } },
    ]);
    if (candidacy.state === 'funded') return { id: award.id, candidacy, left };
    const moved = await this.fund(tx, candidacy, expectedVersion, definition, { balances, amount, signedOn });
    return { id: award.id, candidacy: moved, left };
  }

  /** A case that is funded already takes further awards without moving. */
  private async lock(tx: Tx, id: CandidacyId, expectedVersion: number): Promise<Candidacy> {
    const candidacy = await this.cases.lockOne(tx, id);
    if (candidacy.state !== 'funded') return this.cases.lockFor(tx, id, expectedVersion, 'FUND');
    if (candidacy.version !== expectedVersion) throw new StaleVersionError(candidacy.version);
    return candidacy;
  }

  private async routed(tx: Tx, id: CandidacyId, reference: string): Promise<string> {
    const project = await this.missions.project(tx, id, reference);
    if (project?.schemes.includes(ENVELOPE)) return project.id;
    throw new RefusedError('project-not-routed', say`« ${reference} » n'est pas un projet orienté vers l'enveloppe.`);
  }

  private async fund(
    tx: Tx,
    candidacy: Candidacy,
    expectedVersion: number,
    definition: CallDefinition,
    { balances, amount, signedOn }: { balances: EnvelopeBalances; amount: Cents; signedOn: string },
  ): Promise<Candidacy> {
    const mission = await this.missions.figures(tx, candidacy.id);
    const closingCommitteeHeld = mission !== null && mission.closedAt !== null;
    const funders = definition.amounts.funders.filter((one) => (balances.committed.get(one.key) ?? 0) > 0);
    const [moved] = await this.cases.move(tx, {
      id: candidacy.id,
      expectedVersion,
      event: { type: 'FUND', facts: { closingCommitteeHeld, agreementsSigned: balances.awards + 1 } },
      payload: { amountCents: amount, signedOn, funders: funders.map((one) => one.label) },
    });
    if (!moved) throw new Error('a first award moves one case');
    return moved;
  }
}

function leftAfter(balances: EnvelopeBalances, amount: Cents): Cents {
  const available = cents(committedTotal(balances) - balances.awarded);
  if (amount <= available) return cents(available - amount);
  throw new RefusedError('envelope-exceeded', say`Il reste ${formatEuros(available)} dans l'enveloppe.`, [], {
    leftEur: available / 100,
  });
}

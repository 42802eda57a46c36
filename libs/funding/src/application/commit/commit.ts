import { randomUUIDv7 } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Calls, type CallDefinition } from '@rebond/calls';
import { Cases } from '@rebond/candidacies';
import { Directory } from '@rebond/identity';
import { centsOfEuros, RefusedError, type CandidacyId, say } from '@rebond/kernel';
import type { Tx } from '@rebond/platform';
import { commitmentFaults, type EnvelopeLimits } from '../../domain/envelope.js';
import { insertCommitments, NO_ENVELOPE, openEnvelope, readBalances } from '../../infrastructure/envelope-rows.js';
import { readEnvelope, type EnvelopeView } from '../envelope-view.js';

export const commitInput = z.strictObject({
  /** Committed together: the call's limits hold for the envelope that they make. */
  commitments: z
    .array(
      z.strictObject({
        /** Key of a funder of the call's definition. */
        funder: z.string(say`Choisissez un financeur.`).max(60),
        /** Euros; negative to correct. */
        amountEur: z
          .number(say`Un montant en euros est attendu.`)
          .refine((amount) => amount !== 0, say`Un engagement de zéro euro ne se note pas.`),
        label: z.string().trim().min(1).max(200).optional(),
      }),
    )
    .min(1)
    .max(20),
});
export type CommitInput = z.output<typeof commitInput>;

const FOLLOWED: ReadonlySet<string> = new Set(['selected', 'engineering', 'funded']);

export const limitsOf = ({ amounts }: CallDefinition): EnvelopeLimits => ({
  min: centsOfEuros(amounts.envelope.minEur),
  max: centsOfEuros(amounts.envelope.maxEur),
  funders: amounts.funders.map((funder) => funder.key),
});

/** Funders commit amounts to a laureate's envelope. */
@Injectable()
export class CommitFunds {
  constructor(
    private readonly cases: Cases,
    private readonly calls: Calls,
    private readonly directory: Directory,
  ) {}

  /** @throws RefusedError `not-a-laureate`, `bad-commitments` with every fault, `money-overflow` */
  async commit(tx: Tx, id: CandidacyId, input: CommitInput): Promise<EnvelopeView> {
    const candidacy = await this.cases.lockOne(tx, id);
    if (!FOLLOWED.has(candidacy.state))
      throw new RefusedError('not-a-laureate', say`Une enveloppe ne s'engage que pour un territoire lauréat.`);
    const definition = await this.calls.definition(tx, candidacy.callId, candidacy.definitionVersion);
    const added = input.commitments.map(({ funder, amountEur, label }) => ({
      ...{ id: randomUUIDv7(), funder, cents: centsOfEuros(amountEur), label: label ?? null },
    }));
    const before = (await readBalances(tx, [id])).get(id) ?? NO_ENVELOPE;
    const faults = commitmentFaults(before, added, limitsOf(definition));
    if (faults.length > 0)
      throw new RefusedError('bad-commitments', faults[0]?.detail ?? say`Engagements refusés.`, faults);
    if (await openEnvelope(tx, id)) await this.openToBpifrance(tx, id);
    await insertCommitments(tx, id, added);
    const view = await readEnvelope(tx, id);
    const { envelopeEur, fundersEur } = view;
    await this.cases.record(
      tx,
      id,
      [
        {
          action: 'funding.committed',
          audience: 'everyone',
          facts: {
            commitments: input.commitments.map(({ funder, amountEur }) => ({ funder, amountEur })),
            envelopeEur,
            fundersEur,
          },
          personal: { labels: added.map((one) => one.label) },
        },
      ],
      [{ kind: 'funding.committed', payload: { candidacy: id } }],
    );
    return view;
  }

  /** Bpifrance examines the projects of an envelope, hence sees the case once there is one. */
  private async openToBpifrance(tx: Tx, candidacyId: CandidacyId): Promise<void> {
    const desks = await this.directory.organisationsOf(tx, 'bpifrance');
    await this.directory.grant(
      tx,
      desks.map((organisationId) => ({ candidacyId, organisationId, basis: 'funding' as const })),
    );
  }
}

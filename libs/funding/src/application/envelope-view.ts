import { eurosOfCents, type CandidacyId } from '@rebond/kernel';
import type { Tx } from '@rebond/platform';
import { committedTotal } from '../domain/envelope.js';
import {
  NO_ENVELOPE,
  readAwards,
  readBalances,
  type AwardForm,
  type EnvelopeBalances,
} from '../infrastructure/envelope-rows.js';

// Types, so that they are JSON; amounts in euros.
export type EnvelopeSums = {
  readonly envelopeEur: number;
  /** By funder's key. */
  readonly fundersEur: Readonly<Record<string, number>>;
  readonly awardedEur: number;
  /** Number of award agreements signed. */
  readonly agreements: number;
};
export type AwardView = {
  readonly id: string;
  readonly projectRef: string | null;
  readonly beneficiary: string;
  readonly amountEur: number;
  readonly form: AwardForm;
  readonly signedOn: string;
  readonly invented: boolean;
};
export type EnvelopeView = EnvelopeSums & { readonly awards: readonly AwardView[] };

export const sumsOf = (balances: EnvelopeBalances): EnvelopeSums => ({
  envelopeEur: eurosOfCents(committedTotal(balances)),
  fundersEur: Object.fromEntries([...balances.committed].map(([funder, sum]) => [funder, eurosOfCents(sum)])),
  awardedEur: eurosOfCents(balances.awarded),
  agreements: balances.awards,
});

/** The envelope of a case; all zeros before the first commitment. */
export async function readEnvelope(tx: Tx, id: CandidacyId): Promise<EnvelopeView> {
  const balances = (await readBalances(tx, [id])).get(id) ?? NO_ENVELOPE;
  const awards = await readAwards(tx, id);
  return {
    ...sumsOf(balances),
    awards: awards.map(({ id: award, reference, beneficiary, amount_cents, form, signed_on, invented }) => ({
      ...{ id: award, projectRef: reference, beneficiary, amountEur: eurosOfCents(amount_cents) },
      ...{ form, signedOn: signed_on, invented },
    })),
  };
}

import { formatEuros, type Cents, type Fault, say } from '@rebond/kernel';

/** What an envelope may amount to, all funders together. */
export interface EnvelopeLimits {
  readonly min: Cents;
  readonly max: Cents;
  /** Keys of those who may pay into it. */
  readonly funders: readonly string[];
}

export interface Commitment {
  readonly funder: string;
  readonly cents: Cents;
}

export interface Balances {
  /** By funder, in cents. */
  readonly committed: ReadonlyMap<string, number>;
  readonly awarded: number;
}

const total = (balances: Iterable<number>): number => [...balances].reduce((sum, one) => sum + one, 0);

export const committedTotal = ({ committed }: Balances): number => total(committed.values());

/** What keeps commitments, negative ones included, from joining an envelope. An envelope may also be emptied. */
export function commitmentFaults(
  before: Balances,
  added: readonly Commitment[],
  { min, max, funders }: EnvelopeLimits,
): readonly Fault[] {
  const after = new Map(before.committed);
  const faults: Fault[] = [];
  added.forEach(({ funder, cents }, i) => {
    after.set(funder, (after.get(funder) ?? 0) + cents);
    if (!funders.includes(funder))
      faults.push({
        pointer: `/commitments/${i}/funder`,
        code: 'unknown-funder',
        detail: say`« ${funder} » n'est pas un financeur de cet appel (${funders.join(', ')}).`,
      });
  });
  const fault = (code: string, detail: string): Fault => ({ pointer: '/commitments', code, detail });
  for (const [funder, sum] of after)
    if (sum < 0) faults.push(fault('below-zero', say`Les engagements de « ${funder} » passeraient sous zéro.`));
  const sum = total(after.values());
  if (sum < before.awarded)
    faults.push(fault('below-awards', say`${formatEuros(before.awarded as Cents)} sont déjà attribués.`));
  if (sum !== 0 && (sum < min || sum > max))
    faults.push(
      fault(
        'outside-limits',
        say`L'enveloppe serait de ${formatEuros(sum as Cents)} : l'appel prévoit de ${formatEuros(min)} à ${formatEuros(max)}.`,
      ),
    );
  return faults;
}

import { byLanguage } from '@rebond/kernel';

export type EurosProps = { readonly cents: number } | { readonly euros: number };

const format = byLanguage(
  (name) =>
    new Intl.NumberFormat([name, 'fr'], {
      style: 'currency',
      currency: 'EUR',
      trailingZeroDisplay: 'stripIfInteger',
    }),
);

/** « 80 000 € »; cents only when there are any. */
export const formatRoundEuros = (euros: number): string => format().format(euros);

export const Euros = (props: EurosProps) => (
  <span class="rb-money">{formatRoundEuros('cents' in props ? props.cents / 100 : props.euros)}</span>
);

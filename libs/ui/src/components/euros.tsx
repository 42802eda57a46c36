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

/** « 80 000 € », where words and not an element are asked for; cents only when there are any. */
export const eurosText = (amount: EurosProps): string =>
  format().format('cents' in amount ? amount.cents / 100 : amount.euros);

/** As {@link eurosText}, never broken over two lines. */
export const Euros = (props: EurosProps) => <span class="rb-money">{eurosText(props)}</span>;

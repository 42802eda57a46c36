export type EurosProps = { readonly cents: number } | { readonly euros: number };

const format = new Intl.NumberFormat('fr-FR', {
  style: 'currency',
  currency: 'EUR',
  trailingZeroDisplay: 'stripIfInteger',
});

/** « 80 000 € »; cents only when there are any. */
export const Euros = (props: EurosProps) => (
  <span class="rb-money">{format.format('cents' in props ? props.cents / 100 : props.euros)}</span>
);

import type { ComponentChildren } from 'preact';

export interface Figure {
  readonly label: string;
  readonly value: ComponentChildren;
}

/** A few figures side by side, each above its name. */
export const Figures = ({ figures }: { readonly figures: readonly Figure[] }) => (
  <dl class="rb-figures">
    {figures.map(({ label, value }) => (
      <div key={label}>
        <dt>{label}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
);

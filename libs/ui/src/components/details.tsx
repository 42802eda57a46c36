import type { ComponentChildren } from 'preact';

export interface DetailsProps {
  readonly summary: ComponentChildren;
  readonly open?: boolean | undefined;
  readonly id?: string | undefined;
  readonly children: ComponentChildren;
}

/** What only some readers need, folded; the browser's own, hence without scripts. */
export const Details = ({ summary, open, id, children }: DetailsProps) => (
  <details class="rb-details" open={open ?? false} id={id}>
    <summary>{summary}</summary>
    <div class="rb-details__content">{children}</div>
  </details>
);

import type { ComponentChildren } from 'preact';
import { Heading, type HeadingLevel } from './card.js';

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

export interface FoldProps extends Omit<DetailsProps, 'summary'> {
  /** Names the part; links lead to it. */
  readonly id: string;
  readonly title: ComponentChildren;
  /** Beside the title, also while folded: a count, a state. */
  readonly aside?: ComponentChildren;
  readonly level?: HeadingLevel | undefined;
}

/** A part of a long page, with its heading, that the reader puts away once it is read. */
export const Fold = ({ id, title, aside, level = 2, open = true, children }: FoldProps) => (
  <details class="rb-fold" open={open} id={id}>
    <summary>
      <Heading level={level}>{title}</Heading>
      {aside ? <span class="rb-fold__aside">{aside}</span> : null}
    </summary>
    {children}
  </details>
);

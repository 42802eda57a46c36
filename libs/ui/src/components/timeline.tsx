import type { ComponentChildren } from 'preact';
import { Time, type TimeProps } from './time.js';

export interface TimelineItem {
  readonly at: TimeProps['at'];
  readonly title: ComponentChildren;
  readonly detail?: ComponentChildren;
  readonly who?: ComponentChildren;
}

/** What happened, in the order given. */
export const Timeline = ({ items, zone }: { readonly items: readonly TimelineItem[]; readonly zone?: string }) => (
  <ol class="rb-timeline">
    {items.map(({ at, title, detail, who }, rank) => (
      <li key={rank} class="rb-timeline__item">
        <p class="rb-timeline__when">
          <Time at={at} zone={zone} />
          {who ? <span class="rb-timeline__who">{who}</span> : null}
        </p>
        <p class="rb-timeline__title">{title}</p>
        {detail ? <div class="rb-timeline__detail">{detail}</div> : null}
      </li>
    ))}
  </ol>
);

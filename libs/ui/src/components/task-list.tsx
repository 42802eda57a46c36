import type { ComponentChildren } from 'preact';
import { Badge, type BadgeKind } from './badge.js';

export interface Task {
  readonly label: ComponentChildren;
  readonly href?: string | undefined;
  readonly hint?: ComponentChildren;
  readonly status: { readonly kind: BadgeKind; readonly label: string };
}

/** What is to be done, in order, each with how far it is. */
export const TaskList = ({ items }: { readonly items: readonly Task[] }) => (
  <ol class="rb-tasks">
    {items.map(({ label, href, hint, status }, rank) => (
      <li key={href ?? rank} class="rb-task">
        <div class="rb-task__name">
          {href === undefined ? <span>{label}</span> : <a href={href}>{label}</a>}
          {hint ? <p class="fr-hint-text">{hint}</p> : null}
        </div>
        <Badge kind={status.kind}>{status.label}</Badge>
      </li>
    ))}
  </ol>
);

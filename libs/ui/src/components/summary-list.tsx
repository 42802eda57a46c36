import type { ComponentChildren } from 'preact';

export interface SummaryRow {
  readonly term: ComponentChildren;
  readonly value: ComponentChildren;
  /** `about` completes the link's text for whom hears it out of its row. */
  readonly action?: { readonly href: string; readonly label: string; readonly about: string } | undefined;
}

/** Facts of one thing, each with its name, and with where to change it. */
export const SummaryList = ({ rows }: { readonly rows: readonly SummaryRow[] }) => (
  <dl class="rb-summary">
    {rows.map(({ term, value, action }, rank) => (
      <div key={rank} class="rb-summary__row">
        <dt>{term}</dt>
        <dd>{value}</dd>
        {action === undefined ? null : (
          <dd class="rb-summary__action">
            <a class="fr-link" href={action.href}>
              {action.label}
              <span class="fr-sr-only"> {action.about}</span>
            </a>
          </dd>
        )}
      </div>
    ))}
  </dl>
);

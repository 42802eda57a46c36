import type { ComponentChildren } from 'preact';

export interface CalloutProps {
  readonly title: ComponentChildren;
  readonly kind?: 'info' | 'success' | 'warning' | undefined;
  readonly children?: ComponentChildren;
}

/** What the reader should see first on the page. */
export const Callout = ({ title, kind, children }: CalloutProps) => (
  <div class={`fr-callout${kind ? ` rb-callout--${kind}` : ''}`}>
    <p class="fr-callout__title">{title}</p>
    {children ? <div class="fr-callout__text">{children}</div> : null}
  </div>
);

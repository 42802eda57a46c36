import type { ComponentChildren } from 'preact';

export type BadgeKind = 'none' | 'info' | 'success' | 'warning' | 'error' | 'new';

/** A word or two that say a state; the colour only helps. */
export const Badge = ({ kind, children }: { readonly kind: BadgeKind; readonly children: ComponentChildren }) => (
  <p class={kind === 'none' ? 'fr-badge fr-badge--no-icon' : `fr-badge fr-badge--${kind} fr-badge--no-icon`}>
    {children}
  </p>
);

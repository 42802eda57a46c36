import type { ComponentChildren } from 'preact';

export interface AlertProps {
  readonly kind: 'info' | 'success' | 'warning' | 'error';
  readonly title: string;
  readonly children?: ComponentChildren;
}

/** A message that stands out; an error is announced at once, the others when the reader pauses. */
export const Alert = ({ kind, title, children }: AlertProps) => (
  <div class={`fr-alert fr-alert--${kind}`} role={kind === 'error' ? 'alert' : 'status'}>
    <p class="fr-alert__title">{title}</p>
    {children}
  </div>
);

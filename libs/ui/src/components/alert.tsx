import type { ComponentChildren } from 'preact';
import { t } from '../messages.fr.js';

export interface AlertProps {
  readonly kind: 'info' | 'success' | 'warning' | 'error';
  readonly title: string;
  /** May be put away, where scripts run. */
  readonly closable?: boolean | undefined;
  readonly children?: ComponentChildren;
}

/** A message that stands out; an error is announced at once, the others when the reader pauses. */
export const Alert = ({ kind, title, closable, children }: AlertProps) => (
  <div
    class={`fr-alert fr-alert--${kind}`}
    role={kind === 'error' ? 'alert' : 'status'}
    {...(closable ? { 'data-close': t('alert.close') } : {})}
  >
    <p class="fr-alert__title">{title}</p>
    {children}
  </div>
);

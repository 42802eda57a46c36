import type { ComponentChildren } from 'preact';
import { t } from '../messages.fr.js';

export interface StepperProps {
  readonly current: number;
  readonly total: number;
  readonly title: ComponentChildren;
  /** Title of the step that follows. */
  readonly next?: ComponentChildren;
}

/** Where one is in a form of several pages. */
export const Stepper = ({ current, total, title, next }: StepperProps) => (
  <div class="fr-stepper">
    <h2 class="fr-stepper__title">
      {title}
      <span class="fr-stepper__state">{t('stepper.state', { current, total })}</span>
    </h2>
    <div class="fr-stepper__steps" data-fr-current-step={current} data-fr-steps={total} />
    {next ? (
      <p class="fr-stepper__details">
        <span class="fr-text--bold">{t('stepper.next')}</span> {next}
      </p>
    ) : null}
  </div>
);

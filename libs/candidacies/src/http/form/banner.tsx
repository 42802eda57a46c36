import type { ComponentChildren } from 'preact';
import { timeZoneOfDepartement } from '@rebond/kernel';
import { Callout } from '@rebond/ui';
import type { FormState } from '../../application/form/read-form.js';
import { t } from '../../messages.form.fr.js';
import { CutoffTime } from './cutoff-time.js';
import { leftText, standingKind, standingText } from './words.js';

/** When the wave closes, in Paris and where the territory is, and how long is left. */
export const Cutoff = ({ state: { wave, candidacy, now } }: { readonly state: FormState }) => (
  <p class="rb-cutoff">
    {t('mine.cutoff')} : <CutoffTime at={wave.cutoffAt} zone={timeZoneOfDepartement(candidacy.departement)} />,{' '}
    {leftText(now, wave.cutoffAt)}.
  </p>
);

/** Where one stands, in one line, and the time left. */
export const StandingBanner = ({
  state,
  children,
}: {
  readonly state: FormState;
  /** What to do next. */
  readonly children?: ComponentChildren;
}) => (
  <Callout title={standingText(state.standing, state.depositor)} kind={standingKind(state.standing)}>
    {['late', 'frozen', 'completing'].includes(state.standing.kind) ? null : <Cutoff state={state} />}
    {children}
  </Callout>
);

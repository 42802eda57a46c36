import type { Again } from '@rebond/ui';
import type { ItemView, SessionView } from '../../application/session/present.js';
import { t } from '../../messages.session.fr.js';

export interface SessionPageProps {
  readonly session: SessionView;
  /** Seat of the reader. */
  readonly seat: string | null;
  /** Does the reader run sessions, this one included? */
  readonly runs: boolean;
  readonly readsLists: boolean;
  readonly now: Temporal.Instant;
  readonly csrf: string | null;
  readonly once: () => string;
  readonly again: Again | null;
}

export const quorumText = ({ isReached, ...quorum }: ItemView['quorum']): string =>
  t('session.quorumValue', { ...quorum, reached: String(isReached) });

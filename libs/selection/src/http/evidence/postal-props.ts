import type { Again } from '@rebond/ui';
import type { AppealView, StandingView } from '../../application/appeals/present.js';
import type { NoticeView } from '../../application/evidence/present-notice.js';

export const PROVE = 'prove';

export interface PostalProps {
  readonly candidacyId: string;
  readonly notices: readonly NoticeView[];
  /** The decision that stands; null while there is none. */
  readonly standing: StandingView | null;
  readonly appeals: readonly AppealView[];
  /** The reader may record and strike proofs. */
  readonly proves: boolean;
  readonly again: Again | null;
  readonly csrf: string | null;
  readonly once: () => string;
}

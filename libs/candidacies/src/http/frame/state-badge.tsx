import { Badge, type BadgeKind } from '@rebond/ui';
import type { CaseState } from '../../domain/machine.js';
import { t } from '../../messages.fr.js';

const KINDS: Readonly<Record<CaseState, BadgeKind>> = {
  draft: 'new',
  submitted: 'info',
  incomplete: 'warning',
  inadmissible: 'error',
  waitlisted: 'info',
  rejected: 'error',
  withdrawn: 'none',
  expired: 'none',
  selected: 'success',
  engineering: 'success',
  funded: 'success',
  closed: 'none',
  abandoned: 'none',
};

/** The state of a case in words and colour; the words alone say it. */
export const StateBadge = ({ state }: { readonly state: CaseState }) => (
  <Badge kind={KINDS[state]}>{t(`state.${state}`)}</Badge>
);

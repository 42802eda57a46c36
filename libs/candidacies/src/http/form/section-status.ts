import type { BadgeKind, Task } from '@rebond/ui';
import type { SectionProgress, SectionStatus } from '../../application/form/progress.js';
import { t } from '../../messages.form.fr.js';

const KINDS: Readonly<Record<SectionStatus, BadgeKind>> = {
  todo: 'none',
  ongoing: 'info',
  complete: 'success',
  optional: 'none',
  faulty: 'error',
};

/** How far a part of the form is, as the list of parts shows it. */
export const sectionStatus = ({ status, faults }: SectionProgress): Task['status'] => ({
  kind: KINDS[status],
  label: status === 'faulty' ? t('form.status.faulty', { count: faults }) : t(`form.status.${status}`),
});

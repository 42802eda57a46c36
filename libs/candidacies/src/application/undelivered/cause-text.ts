import type { FailureCause } from '@rebond/platform';
import { t } from '../../messages.mail-returned.fr.js';

/** Why a mail did not arrive: « adresse ou domaine inconnu ». */
export const causeText = (cause: FailureCause): string => t(`returned.${cause}`);

import { t } from '../messages.fr.js';

/** Stands for a figure that is withheld from a recused reader. */
export const NOT_TOLD = t('recusal.notTold');

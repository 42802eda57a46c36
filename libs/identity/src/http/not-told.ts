import { t } from '../messages.fr.js';

/** Stands for a figure that is withheld from a recused reader. */
export const notTold = (): string => t('recusal.notTold');

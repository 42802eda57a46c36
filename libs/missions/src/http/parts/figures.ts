import { eurosText, type Figure } from '@rebond/ui';
import type { FiguresView } from '../../application/read/figures-view.js';
import { t } from '../../messages.fr.js';
import { count } from './words.js';

/** What the API and the frozen figures say, in the same order everywhere. */
export const tilesOf = (figures: FiguresView): Figure[] => [
  { label: t('figures.interviews'), value: count(figures.interviews) },
  { label: t('figures.projects'), value: count(figures.projects) },
  { label: t('figures.capex'), value: eurosText({ euros: figures.capexEur }) },
  { label: t('figures.jobsPotential'), value: count(figures.jobsPotential) },
  { label: t('figures.jobsPlanned'), value: count(figures.jobsPlanned) },
  { label: t('figures.structuring'), value: count(figures.structuringProjects) },
  {
    label: t('figures.personDays'),
    value: t('missions.usedOf', { used: count(figures.personDaysUsed), engaged: count(figures.personDays) }),
  },
];

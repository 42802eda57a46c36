import type { FiguresView } from '../../application/read/figures-view.js';
import { t } from '../../messages.fr.js';
import { count, eurosText } from './words.js';

export interface FigureTile {
  readonly label: string;
  readonly value: string;
}

/** A few figures side by side, each under its name. */
export const Tiles = ({ tiles }: { readonly tiles: readonly FigureTile[] }) => (
  <dl class="rb-figures">
    {tiles.map(({ label, value }) => (
      <div key={label}>
        <dt>{label}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
);

/** What the API and the frozen figures say, in the same order everywhere. */
export const tilesOf = (figures: FiguresView): FigureTile[] => [
  { label: t('figures.interviews'), value: count(figures.interviews) },
  { label: t('figures.projects'), value: count(figures.projects) },
  { label: t('figures.capex'), value: eurosText(figures.capexEur) },
  { label: t('figures.jobsPotential'), value: count(figures.jobsPotential) },
  { label: t('figures.jobsPlanned'), value: count(figures.jobsPlanned) },
  { label: t('figures.structuring'), value: count(figures.structuringProjects) },
  {
    label: t('figures.personDays'),
    value: t('missions.usedOf', { used: count(figures.personDaysUsed), engaged: count(figures.personDays) }),
  },
];

import type { Grid } from '@rebond/calls';
import { Details, Fold } from '@rebond/ui';
import { t } from '../../messages.worklist.fr.js';

/** The definition's grid: each criterion with its weight and what each level means. */
export const GridView = ({ grid }: { readonly grid: Grid }) => (
  <Fold id="grille" title={t('review.grid')}>
    {grid.criteria.map(({ key, label, help, weight, levels }) => (
      <Details
        key={key}
        summary={
          <>
            {label} <span class="fr-hint-text">{t('review.weight', { weight })}</span>
          </>
        }
      >
        {help === undefined ? null : <p>{help}</p>}
        <dl class="rb-levels">
          {levels.map((level) => (
            <div key={level.score}>
              <dt>{t('review.score', { score: level.score, label: level.label })}</dt>
              <dd>{level.anchor}</dd>
            </div>
          ))}
        </dl>
      </Details>
    ))}
  </Fold>
);

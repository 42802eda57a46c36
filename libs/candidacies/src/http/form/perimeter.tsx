import { formatNumber } from '@rebond/kernel';
import type { TerritoryBody } from '@rebond/territories';
import { FranceMap, Table } from '@rebond/ui';
import type { Candidacy } from '../../infrastructure/case-row.js';
import { t } from '../../messages.form.fr.js';
import { t as change } from '../../messages.perimeter.fr.js';
import { caseUrl } from '../frame/case-frame.js';

/** How many members of a perimeter each département has, by code. */
export function countByDepartement(members: readonly TerritoryBody[]): Record<string, number> {
  const codes = members.flatMap(({ departements }) => departements);
  return Object.fromEntries(codes.map((code) => [code, codes.filter((one) => one === code).length]));
}

export const PerimeterMap = ({ members }: { readonly members: readonly TerritoryBody[] }) => (
  <FranceMap
    title={t('start.map')}
    values={countByDepartement(members)}
    valueLabel={t('perimeter.list')}
    format={(count) => t('start.mapCount', { count })}
  />
);

export interface PerimeterProps {
  readonly candidacy: Candidacy;
  readonly members: readonly TerritoryBody[];
  /** The reader may change it now. */
  readonly mayChange: boolean;
  /** It is not that of the deposit that stands. */
  readonly isReshaped: boolean;
}

/** Who is in the perimeter; the map is on the page that chooses it. */
export const Perimeter = ({ candidacy, members, mayChange, isReshaped }: PerimeterProps) => (
  <section>
    <h2>{t('perimeter.title')}</h2>
    {isReshaped ? <p>{change('preparedHint')}</p> : null}
    <Table
      caption={t('perimeter.list')}
      captionHidden
      columns={[
        { key: 'name', label: t('perimeter.name'), rowHeader: true },
        { key: 'siren', label: t('perimeter.siren') },
        { key: 'departements', label: t('perimeter.departements') },
        { key: 'population', label: t('perimeter.population'), numeric: true },
      ]}
      rows={members.map((body) => ({
        key: body.siren,
        cells: {
          name: body.siren === candidacy.leadSiren ? `${body.name} (${t('perimeter.lead')})` : body.name,
          siren: body.siren,
          departements: body.departements.join(', '),
          population: formatNumber(body.population),
        },
      }))}
    />
    {mayChange ? (
      <p>
        <a class="fr-link" href={caseUrl(candidacy.id, 'perimetre')}>
          {change('change')}
        </a>
      </p>
    ) : null}
  </section>
);

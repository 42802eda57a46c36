import { formatNumber } from '@rebond/kernel';
import type { TerritoryBody } from '@rebond/territories';
import { FranceMap, Table } from '@rebond/ui';
import { t } from '../../messages.form.fr.js';

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

/** Who is in the perimeter; the map, which weighs more than all the rest, is on the page that chooses it. */
export const Perimeter = ({ lead, members }: { readonly lead: string; readonly members: readonly TerritoryBody[] }) => (
  <section>
    <h2>{t('perimeter.title')}</h2>
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
          name: body.siren === lead ? `${body.name} (${t('perimeter.lead')})` : body.name,
          siren: body.siren,
          departements: body.departements.join(', '),
          population: formatNumber(body.population),
        },
      }))}
    />
  </section>
);

import { formatInstant, formatNumber } from '@rebond/kernel';
import { Euros, Figures, FranceMap, Table, Time, type Figure, type Row } from '@rebond/ui';
import type { Laureate } from '../../application/laureates/laureate-rows.js';
import { byDepartement, totalsOf, type LaureateTotals } from '../../application/laureates/totals.js';
import { t } from '../../messages.fr.js';

const shown = (value: number | null): string => (value === null ? t('laureates.unknown') : formatNumber(value));
const amount = (cents: number | null) => (cents === null ? t('laureates.unknown') : <Euros cents={cents} />);

interface Props {
  readonly laureates: readonly Laureate[];
}

/** What closing committees froze. */
const frozenRows = (totals: LaureateTotals): readonly Figure[] => [
  { label: t('laureates.interviews'), value: formatNumber(totals.interviews) },
  { label: t('laureates.projects'), value: formatNumber(totals.projects) },
  { label: t('laureates.investment'), value: <Euros cents={totals.investmentCents} /> },
  { label: t('laureates.jobs'), value: formatNumber(totals.jobsPotential) },
];

/** Sums of what is published, and of how many territories. */
export function LaureateFigures({ laureates }: Props) {
  const totals = totalsOf(laureates);
  return (
    <>
      <Figures
        figures={[
          { label: t('laureates.count'), value: formatNumber(totals.laureates) },
          { label: t('laureates.personDays'), value: formatNumber(totals.personDays) },
          { label: t('laureates.envelope'), value: <Euros cents={totals.envelopeCents} /> },
          ...(totals.withFigures === 0 ? [] : frozenRows(totals)),
        ]}
      />
      <p class="fr-hint-text">
        {t('laureates.note', { count: totals.withFigures })}{' '}
        {totals.asOf === null ? '' : t('laureates.asOf', { at: formatInstant(totals.asOf) })}
      </p>
    </>
  );
}

const rowOf = (one: Laureate): Row => ({
  key: one.candidacyId,
  cells: {
    territory: one.territory,
    departements: one.departements.join(', '),
    state: t(`state.${one.state}`),
    announced: <Time at={one.announcedAt} dateOnly />,
    personDays: shown(one.personDays),
    envelope: amount(one.envelopeCents),
    interviews: shown(one.interviews),
    projects: shown(one.projects),
    investment: amount(one.investmentCents),
    jobs: shown(one.jobsPotential),
  },
});

const LaureateTable = ({ laureates }: Props) => (
  <Table
    caption={t('laureates.listCaption')}
    captionHidden
    columns={[
      { key: 'territory', label: t('laureates.territory'), rowHeader: true },
      { key: 'departements', label: t('laureates.departements') },
      { key: 'state', label: t('laureates.state') },
      { key: 'announced', label: t('laureates.announced'), narrow: true },
      ...(['personDays', 'envelope', 'interviews', 'projects', 'investment', 'jobs'] as const).map((key) => ({
        key,
        label: t(`laureates.${key}`),
        numeric: true,
      })),
    ]}
    rows={laureates.map(rowOf)}
    dense
  />
);

export const LaureateMap = ({ laureates }: Props) => (
  <FranceMap
    title={t('laureates.map')}
    values={byDepartement(laureates)}
    valueLabel={t('laureates.count')}
    format={(count) => t('laureates.mapCount', { count })}
  />
);

/** Every laureate: the map, the sums, and the waves they are from. */
export function LaureatesPage({ laureates }: Props) {
  if (laureates.length === 0) return <p>{t('laureates.none')}</p>;
  const byWave = waveByWave(laureates);
  return (
    <>
      <div class="rb-columns">
        <LaureateMap laureates={laureates} />
        <div>
          <h2>{t('laureates.figures')}</h2>
          <LaureateFigures laureates={laureates} />
          <h2>{t('laureates.byWave')}</h2>
          <ul class="rb-plain-list">
            {byWave.map(([wave, ofWave]) => (
              <li key={wave.id}>
                <a class="fr-link" href={`/laureats/${wave.id}`}>
                  {wave.name}
                </a>
                <span class="fr-hint-text">
                  {t('laureates.summary', { count: ofWave.length, days: totalsOf(ofWave).personDays })}
                </span>
              </li>
            ))}
          </ul>
        </div>
      </div>
      <h2>{t('laureates.list')}</h2>
      <LaureateTable laureates={laureates} />
    </>
  );
}

interface WaveOf {
  readonly id: string;
  readonly name: string;
}

/** The laureates of each wave, the last wave first. */
function waveByWave(laureates: readonly Laureate[]): readonly (readonly [WaveOf, readonly Laureate[]])[] {
  return [...Map.groupBy(laureates, ({ waveId }) => waveId)].map(
    ([id, ofWave]) => [{ id, name: ofWave[0]?.waveName ?? '' }, ofWave] as const,
  );
}

/** The laureates of one wave. */
export const WaveLaureatesPage = ({ laureates }: Props) =>
  laureates.length === 0 ? (
    <p>{t('laureates.noneOfWave')}</p>
  ) : (
    <>
      <LaureateTable laureates={laureates} />
      <div class="rb-columns">
        <LaureateMap laureates={laureates} />
        <div>
          <h2>{t('laureates.figures')}</h2>
          <LaureateFigures laureates={laureates} />
        </div>
      </div>
    </>
  );

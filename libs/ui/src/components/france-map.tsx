import { formatNumber } from '@rebond/kernel';
import { asset } from '../assets.js';
import { t } from '../messages.fr.js';
import { MAP_SIZE, OTHER_OVERSEAS, OUTLINES, OVERSEAS, PARIS_REGION } from '../map/departments.js';
import { MARGIN, PARIS_REGION_AT, VIEW_BOX } from '../map/ground.js';
import { overseasAt } from '../map/overseas.js';
import { MOST_STEPS, type Step, stepOf, stepsOf } from '../map/steps.js';
import { Details } from './details.js';
import { fieldId } from './field-frame.js';
import { Table } from './table.js';

export interface FranceMapProps {
  readonly title: string;
  /** By code of the département: 01, 2A, 974. Zero is drawn as none. */
  readonly values: Readonly<Record<string, number>>;
  /** Head of the column of values: « Lauréats ». */
  readonly valueLabel?: string | undefined;
  /** How a value is read; the number itself unless said. */
  readonly format?: ((value: number) => string) | undefined;
  /** Least values of the classes, ascending, at most four; drawn from the values unless given. */
  readonly steps?: readonly number[] | undefined;
  /** Where the département's row of the table leads. */
  readonly hrefOf?: ((code: string) => string) | undefined;
  /** Opens the table at once. */
  readonly tableOpen?: boolean | undefined;
}

const RANKS = Array.from({ length: MOST_STEPS }, (_, rank) => rank + 1);

/** Each class has a shade and a hatching, so that neither sight of colour nor a colour printer is needed. */
const Patterns = ({ id }: { readonly id: string }) => (
  <defs>
    {RANKS.map((rank) => (
      <pattern key={rank} id={`${id}-${rank}`} width="5" height="5" patternUnits="userSpaceOnUse">
        <rect class={`rb-map__shade--${rank}`} width="5" height="5" />
        {rank === 1 ? <circle class="rb-map__hatch" cx="2.5" cy="2.5" r="0.7" /> : null}
        {rank === 2 ? <path class="rb-map__line" d="M-1 1 1 -1M0 5 5 0M4 6 6 4" /> : null}
        {rank === 3 ? <path class="rb-map__line rb-map__line--light" d="M0 0 5 5M0 5 5 0" /> : null}
      </pattern>
    ))}
  </defs>
);

const legendText = ({ from, to }: Step, format: (value: number) => string): string =>
  from === to ? format(from) : t('map.range', { from: format(from), to: format(to) });

/** Values by département as shades of a map, with the same figures in a table below. */
export function FranceMap(props: FranceMapProps) {
  const { title, values, valueLabel = t('chart.value'), format = formatNumber, tableOpen } = props;
  const id = `${fieldId(title)}-carte`;
  const steps = stepsOf(
    Object.values(values).filter((value) => value > 0),
    props.steps,
  );
  const fillOf = (code: string): string | undefined => {
    const rank = stepOf(steps, values[code]);
    return rank === 0 ? undefined : `url(#${id}-${rank})`;
  };
  const said = (code: string, name: string): string =>
    t('map.place', { name, value: values[code] ? format(values[code]) : t('map.none') });
  const overseas = [...OVERSEAS, ...OTHER_OVERSEAS.filter(({ code }) => values[code])];
  const known = [...OUTLINES, ...OVERSEAS, ...OTHER_OVERSEAS].filter(({ code }) => values[code]);
  const area = (code: string, name: string, path: string) => (
    <path key={code} class="rb-map__area" d={path} fill={fillOf(code)}>
      <title>{said(code, name)}</title>
    </path>
  );
  return (
    <figure class="rb-map" aria-labelledby={`${id}-titre`}>
      <figcaption class="rb-map__title" id={`${id}-titre`}>
        {title}
      </figcaption>
      <svg
        class="rb-map__drawing"
        role="img"
        aria-label={t('map.drawing', { title })}
        viewBox={VIEW_BOX}
        width={MAP_SIZE.width + MARGIN}
        height={MAP_SIZE.height}
      >
        <Patterns id={id} />
        <image href={asset('france.svg')} x={-MARGIN} width={MAP_SIZE.width + MARGIN} height={MAP_SIZE.height} />
        {OUTLINES.filter(({ code }) => values[code]).map(({ code, name, path }) => area(code, name, path))}
        <g transform={PARIS_REGION_AT}>
          {PARIS_REGION.filter(({ code }) => values[code]).map(({ code, name, path }) => area(code, name, path))}
        </g>
        <text class="rb-map__name" x={-66} y={118}>
          {t('map.parisRegion')}
        </text>
        {overseas.map(({ code, name }, rank) => {
          const { x, y, size } = overseasAt(rank);
          return (
            <g key={code}>
              <rect class="rb-map__area" x={x} y={y} width={size} height={size} rx="4" fill={fillOf(code)}>
                <title>{said(code, name)}</title>
              </rect>
              <text class="rb-map__name" x={x} y={y + size + 13}>
                {name}
              </text>
            </g>
          );
        })}
      </svg>
      {steps.length === 0 ? (
        <p>{t('map.empty')}</p>
      ) : (
        <ul class="rb-map__legend">
          {steps.map((step, rank) => (
            <li key={step.from}>
              <svg width="28" height="18" aria-hidden="true" focusable="false">
                <rect class="rb-map__area" width="28" height="18" fill={`url(#${id}-${rank + 1})`} />
              </svg>
              {legendText(step, format)}
            </li>
          ))}
        </ul>
      )}
      {known.length === 0 ? null : (
        <Details summary={t('map.table')} open={tableOpen}>
          <Table
            caption={title}
            captionHidden
            dense
            stacked={false}
            columns={[
              { key: 'code', label: t('map.code') },
              { key: 'name', label: t('map.department'), rowHeader: true },
              { key: 'value', label: valueLabel, numeric: true },
            ]}
            rows={known.map(({ code, name }) => ({
              key: code,
              cells: {
                code,
                name: props.hrefOf === undefined ? name : <a href={props.hrefOf(code)}>{name}</a>,
                value: format(values[code] ?? 0),
              },
            }))}
          />
        </Details>
      )}
      <p class="rb-map__source">
        {t('map.source')}{' '}
        <a href="https://creativecommons.org/licenses/by/4.0/" hreflang="en">
          CC BY 4.0
        </a>
      </p>
    </figure>
  );
}

import { t } from '../messages.fr.js';
import { MAP_SIZE, OTHER_OVERSEAS, OUTLINES, OVERSEAS, PARIS_REGION, type Outline, type Point } from './departments.js';
import { MARGIN, PARIS_REGION_AT, VIEW_BOX } from './ground.js';
import { overseasAt } from './overseas.js';
import { stepOf, stepsOf, type Step } from './steps.js';

interface Shade {
  readonly fill: string;
  /** Of what is written on it. */
  readonly ink: string;
}

/** From the fewest to the most, each darker than the one before by more than a grey printer needs. */
const [LIGHTEST, LIGHT, DARK, DARKEST] = [
  { fill: '#cfe5df', ink: '#1d2624' },
  { fill: '#8fc3b7', ink: '#1d2624' },
  { fill: '#3a8577', ink: '#ffffff' },
  { fill: '#0f4c43', ink: '#ffffff' },
] as const satisfies readonly Shade[];
/** By number of classes: few of them are far from each other, and from none. */
const SHADES: readonly (readonly Shade[])[] = [
  [],
  [DARK],
  [LIGHT, DARKEST],
  [LIGHT, DARK, DARKEST],
  [LIGHTEST, LIGHT, DARK, DARKEST],
];
const NONE: Shade = { fill: '#f3f5f4', ink: '#5b6664' };
const BORDER = '#8a9694';

/** A map that stands by itself: no style sheet, no picture beside it. */
export interface MapPicture {
  readonly svg: string;
  /** Classes of its values, each with its shade. */
  readonly legend: readonly (Step & { readonly shade: string })[];
}

type ShadeOf = (code: string) => Shade;

const written = (text: string, [x, y]: Point, size: number, ink: string): string =>
  `<text x="${x}" y="${y}" font-size="${size}" text-anchor="middle" fill="${ink}">${text}</text>`;

const outlined = (outlines: readonly Outline[], shadeOf: ShadeOf): string =>
  outlines
    .map(({ code, path }) => `<path d="${path}" fill="${shadeOf(code).fill}" stroke="${BORDER}" stroke-width=".6"/>`)
    .join('');

/** Outlines with their codes, which stand above all of them. */
const coded = (outlines: readonly Outline[], shadeOf: ShadeOf): string =>
  outlined(outlines, shadeOf) +
  outlines.map(({ code, middle: [x, y] }) => written(code, [x, y + 3], 8.5, shadeOf(code).ink)).join('');

function square(code: string, name: string, rank: number, { fill, ink }: Shade): string {
  const { x, y, size } = overseasAt(rank);
  const side = `width="${size}" height="${size}" rx="4"`;
  return (
    `<rect x="${x}" y="${y}" ${side} fill="${fill}" stroke="${BORDER}" stroke-width=".6"/>` +
    written(code, [x + size / 2, y + size / 2 + 4], 12, ink) +
    `<text x="${x}" y="${y + size + 12}" font-size="10" fill="${NONE.ink}">${name}</text>`
  );
}

/**
 * Values by département, each written with its code, as an SVG that a document holds.
 * @param values by code of the département: 01, 2A, 974; zero is drawn as none
 * @param font family of the codes and names
 */
export function mapPicture(values: Readonly<Record<string, number>>, font: string): MapPicture {
  const steps = stepsOf(Object.values(values).filter((value) => value > 0));
  const shades = SHADES[steps.length] ?? [];
  const shadeOf: ShadeOf = (code) => shades[stepOf(steps, values[code]) - 1] ?? NONE;
  const apart = new Set(PARIS_REGION.map(({ code }) => code));
  const overseas = [...OVERSEAS, ...OTHER_OVERSEAS.filter(({ code }) => values[code])];
  const size = `width="${MAP_SIZE.width + MARGIN}" height="${MAP_SIZE.height}"`;
  const drawn = [
    outlined(
      OUTLINES.filter(({ code }) => apart.has(code)),
      shadeOf,
    ),
    coded(
      OUTLINES.filter(({ code }) => !apart.has(code)),
      shadeOf,
    ),
    `<g transform="${PARIS_REGION_AT}">${coded(PARIS_REGION, shadeOf)}</g>`,
    `<text x="-66" y="118" font-size="10" fill="${NONE.ink}">${t('map.parisRegion')}</text>`,
    ...overseas.map(({ code, name }, rank) => square(code, name, rank, shadeOf(code))),
  ];
  return {
    svg: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${VIEW_BOX}" ${size} font-family="${font}">${drawn.join('')}</svg>`,
    legend: steps.map((step, rank) => ({ ...step, shade: (shades[rank] ?? NONE).fill })),
  };
}

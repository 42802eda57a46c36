import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** The folder of what browsers load: style sheets, scripts, the icon; the build leaves it where it is. */
const FOLDER =
  [join(__dirname, '../assets'), join(__dirname, '../../../../libs/ui/assets')].find((one) => existsSync(one)) ?? '';

const filesUnder = (folder: string): [name: string, path: string][] =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((one) => one.isFile())
    .map((one) => join(one.parentPath, one.name))
    .map((path) => [relative(folder, path).split(sep).join('/'), path]);

/** Files by the name under which pages ask for them; the font stays in its package. */
const files: ReadonlyMap<string, string> = new Map([
  ...filesUnder(FOLDER),
  [
    'fonts/public-sans.woff2',
    require.resolve('@fontsource-variable/public-sans/files/public-sans-latin-wght-normal.woff2'),
  ],
]);

const printOf = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex').slice(0, 10);

/** One print for all: a module imports its neighbours by relative addresses, which then carry the same print. */
export const ASSETS_PRINT = createHash('sha256')
  .update(
    [...files]
      .map(([name, path]) => `${name} ${printOf(path)}`)
      .sort()
      .join(),
  )
  .digest('hex')
  .slice(0, 12);

/** Where the file of this name is; null when there is none. */
export const assetPath = (name: string): string | null => files.get(name) ?? null;

/**
 * The address of an asset, changed by the content of them all so that browsers may keep it for ever.
 * @throws RangeError when there is no such file: a page doesn't name what is not there
 */
export function asset(name: string): string {
  if (!files.has(name)) throw new RangeError(`${name} is not an asset`);
  return `/assets/${ASSETS_PRINT}/${name}`;
}

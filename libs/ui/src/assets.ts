import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** The folder of what browsers load: style sheets, scripts, fonts, the icon; the build leaves it where it is. */
export const ASSETS_FOLDER =
  [join(__dirname, '../assets'), join(__dirname, '../../../../libs/ui/assets')].find((one) => existsSync(one)) ?? '';

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((one) => one.isFile())
    .map((one) => relative(folder, join(one.parentPath, one.name)).split(sep).join('/'));
}

const prints = new Map<string, string>(
  filesUnder(ASSETS_FOLDER).map((name) => [
    name,
    createHash('sha256')
      .update(readFileSync(join(ASSETS_FOLDER, name)))
      .digest('hex')
      .slice(0, 10),
  ]),
);

/** One print for all: a module imports its neighbours by relative addresses, which then carry the same print. */
export const ASSETS_PRINT = createHash('sha256')
  .update([...prints].sort().join())
  .digest('hex')
  .slice(0, 12);

export const isAsset = (name: string): boolean => prints.has(name);

/**
 * The address of a file of `libs/ui/assets`, changed by its content so that browsers may keep it for ever.
 * @throws RangeError when there is no such file: a page doesn't name what is not there
 */
export function asset(name: string): string {
  if (!isAsset(name)) throw new RangeError(`${name} is not an asset`);
  return `/assets/${ASSETS_PRINT}/${name}`;
}

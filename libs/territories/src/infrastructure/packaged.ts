import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type ReferenceFiles, referenceFiles } from '../domain/reference.js';

export interface TerritoriesSource {
  /** Year of the administrative map. */
  readonly vintage: number;
  readonly source: string;
  readonly files: ReferenceFiles;
}

const PACKAGE = '@etalab/decoupage-administratif';
const NAMES = ['regions', 'departements', 'communes', 'epci', 'ept'] as const;

const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

/** Reads a folder of `regions.json`, `departements.json`, `communes.json`, `epci.json` and `ept.json`. */
export const readReferenceFiles = (folder: string): ReferenceFiles =>
  referenceFiles.parse(Object.fromEntries(NAMES.map((name) => [name, readJson(join(folder, `${name}.json`))])));

/** The vintage that is installed with the product: the package's major version counts the years from 2020. */
export function packagedTerritories(): TerritoriesSource {
  // Its main module reads from the current folder, so only the files are used.
  const manifest = require.resolve(`${PACKAGE}/package.json`);
  const { version } = z.object({ version: z.string() }).parse(readJson(manifest));
  return {
    vintage: 2020 + Number.parseInt(version, 10),
    source: `${PACKAGE} ${version}`,
    files: readReferenceFiles(join(manifest, '..', 'data')),
  };
}

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileOf, type ArchiveFile } from './manifest.js';

/** The build leaves them where they are. */
const FOLDER =
  [join(__dirname, '../../../assets/archive'), join(__dirname, '../../../../../../libs/reporting/assets/archive')].find(
    (one) => existsSync(one),
  ) ?? '';

/** What every archive carries to be understood without the product: how to check it by hand, and the check itself. */
export const STANDING_FILES: readonly ArchiveFile[] = ['LISEZMOI.txt', 'verify.mjs'].map((name) =>
  fileOf(name, readFileSync(join(FOLDER, name))),
);

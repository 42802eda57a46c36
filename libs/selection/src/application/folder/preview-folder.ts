import type { Cases } from '@rebond/candidacies';
import { requireUnrecused } from '@rebond/identity';
import { AbsentError } from '@rebond/kernel';
import type { Tx } from '@rebond/platform';
import { requireWhole, stands, type DecisionListId, type StandingList } from '../../domain/decision-list.js';
import { isLaureate, tallyOf, type Tally } from '../../domain/folder.js';
import { productionsOf, type Production } from '../../infrastructure/folder-rows.js';
import { readLines } from '../../infrastructure/line-rows.js';
import { findList } from '../../infrastructure/list-rows.js';
import { listStream } from '../sign.js';
import { countedBy } from './folder-words.js';

export interface FolderPreview {
  readonly list: StandingList;
  readonly tally: Tally;
  /** Number of laureates by code of their département. */
  readonly laureates: Readonly<Record<string, number>>;
  readonly productions: readonly Production[];
}

/**
 * What the folder of a list would say, without making it.
 * @throws AbsentError, ForbiddenError `recused-in-wave`, as the folder itself
 */
export async function previewFolder(tx: Tx, cases: Cases, id: DecisionListId): Promise<FolderPreview> {
  const list = await findList(tx, id);
  if (!list || !stands(list)) throw new AbsentError();
  requireUnrecused(tx.actor, list.waveId);
  const lines = await readLines(tx, id);
  requireWhole(list, lines);
  const laureates = lines.filter(isLaureate).map((line) => line.candidacyId);
  return {
    list,
    tally: tallyOf(lines),
    laureates: countedBy(await cases.readAll(tx, laureates), (one) => one.departement),
    productions: await productionsOf(tx, listStream(id)),
  };
}

import { Injectable } from '@nestjs/common';
import { ArchivePart, type ArchiveContributor, type ArchivedFile, type Candidacy } from '@rebond/candidacies';
import type { CandidacyId } from '@rebond/kernel';
import { statement, type Tx } from '@rebond/platform';
import type { DecisionListId } from '../../domain/decision-list.js';
import { lettersOf } from '../../infrastructure/letter-rows.js';
import { readList } from '../read/read-lists.js';

const LISTS = statement(
  'archive_decision_lists',
  'select list_id from selection.decision_line where candidacy_id = $1 order by list_id',
);

/** Lists that decide, or decided, of a case; those that the reader may read. */
const listsOf = async (tx: Tx, id: CandidacyId): Promise<readonly DecisionListId[]> =>
  (await tx.query<{ list_id: DecisionListId }>(LISTS, [id])).map((row) => row.list_id);

/**
 * What each list decides of this case, with its differences and the letter that the freezing bound; other cases' lines are
 * no part of it.
 */
@Injectable()
@ArchivePart({ key: 'decisions', action: 'selection.read' })
export class DecisionsPart implements ArchiveContributor {
  async files(tx: Tx, { id }: Candidacy): Promise<readonly ArchivedFile[]> {
    const decisions = [];
    const letters: ArchivedFile[] = [];
    for (const listId of await listsOf(tx, id)) {
      const { lines, differences, ...list } = await readList(tx, listId);
      const letter = list.number === null ? undefined : (await lettersOf(tx, listId)).get(id);
      const path = `lettre-${listId}.pdf`;
      if (letter) letters.push({ path, stored: letter });
      decisions.push({
        ...list,
        line: lines.find((one) => one.candidacyId === id) ?? null,
        differences: differences.filter((one) => one.candidacyId === id),
        letter: letter ? { path, sha256: letter.sha256, sizeBytes: letter.sizeBytes } : null,
      });
    }
    return [{ path: 'decisions.json', json: decisions }, ...letters];
  }
}

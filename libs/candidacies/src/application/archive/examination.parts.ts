import { Injectable } from '@nestjs/common';
import { statement, type Tx } from '@rebond/platform';
import type { Candidacy } from '../../infrastructure/case-row.js';
import { listCompletions } from '../completion/list-completions.js';
import { notesOf } from '../notes/notes.js';
import { opinionsOf } from '../opinions/opinion-rows.js';
import { presentOpinion } from '../opinions/present-opinion.js';
import { ArchivePart, type ArchiveContributor, type ArchivedFile } from './archive-part.js';
import { withSalts } from './with-salts.js';

/** What was asked of the territory, and what it answered. */
@Injectable()
@ArchivePart({ key: 'complements', action: 'candidacy.read' })
export class CompletionsPart implements ArchiveContributor {
  async files(tx: Tx, { id }: Candidacy): Promise<readonly ArchivedFile[]> {
    return [{ path: 'complements.json', json: await listCompletions(tx, id) }];
  }
}

/** Opinions asked and given: the Région's own to the Région, all of them to the State's side. */
@Injectable()
@ArchivePart({ key: 'avis', action: 'opinion.read' })
export class OpinionsPart implements ArchiveContributor {
  async files(tx: Tx, { id }: Candidacy): Promise<readonly ArchivedFile[]> {
    return [{ path: 'avis.json', json: (await opinionsOf(tx, id)).map(presentOpinion) }];
  }
}

const NOTE_SALTS = statement('archive_note_salts', 'select id, salt from candidacies.note where candidacy_id = $1');

/** Remarks of the State's side among itself. */
@Injectable()
@ArchivePart({ key: 'notes', action: 'note.read' })
export class NotesPart implements ArchiveContributor {
  async files(tx: Tx, { id }: Candidacy): Promise<readonly ArchivedFile[]> {
    return [{ path: 'notes.json', json: await withSalts(tx, NOTE_SALTS, id, await notesOf(tx, id)) }];
  }
}

import { Injectable } from '@nestjs/common';
import type { Tx } from '@rebond/platform';
import type { Candidacy } from '../../infrastructure/case-row.js';
import { ReadTimeline, type TimelineLine } from '../timeline/timeline.js';
import { ArchivePart, type ArchiveContributor, type ArchivedFile } from './archive-part.js';

const PAGE = 500;
/** Taking an archive is an act about the case, and no part of it: two archives of the same case are the same bytes. */
export const CASE_EXPORTED = 'candidacy.exported';

/** What happened, in sentences, as far as the reader may see it; the journal's own bytes are another part. */
@Injectable()
@ArchivePart({ key: 'chronologie', action: 'candidacy.timeline' })
export class TimelinePart implements ArchiveContributor {
  constructor(private readonly timeline: ReadTimeline) {}

  async files(tx: Tx, { id }: Candidacy): Promise<readonly ArchivedFile[]> {
    const lines: TimelineLine[] = [];
    for (let after: string | null | undefined; after !== null;) {
      const page = await this.timeline.read(tx, id, { limit: PAGE, ...(after === undefined ? {} : { after }) });
      lines.push(...page.items.filter(({ action }) => action !== CASE_EXPORTED));
      after = page.next;
    }
    return [{ path: 'chronologie.json', json: lines }];
  }
}

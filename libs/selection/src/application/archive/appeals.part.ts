import { Injectable } from '@nestjs/common';
import {
  ArchivePart,
  safeFileName,
  type ArchiveContributor,
  type ArchivedFile,
  type Candidacy,
} from '@rebond/candidacies';
import { dateIn } from '@rebond/kernel';
import type { Tx } from '@rebond/platform';
import { appealFilesOf } from '../../infrastructure/appeals/appeal-file-rows.js';
import { appealsOf } from '../../infrastructure/appeals/appeal-rows.js';
import { postalNoticesOf } from '../../infrastructure/evidence/postal-rows.js';
import { presentAppeal } from '../appeals/present.js';
import { presentNotice } from '../evidence/present-notice.js';

const pathOf = (id: string, filename: string): string => `${id}-${safeFileName(filename)}`;

/** The appeals against the decisions on a case, with what came with them and with their answers. */
@Injectable()
@ArchivePart({ key: 'recours', action: 'appeal.read' })
export class AppealsPart implements ArchiveContributor {
  async files(tx: Tx, { id }: Candidacy): Promise<readonly ArchivedFile[]> {
    const files = await appealFilesOf(tx, id);
    const today = dateIn(tx.at);
    const appeals = (await appealsOf(tx, id)).map((one) => {
      const { isImplied: _, ...appeal } = presentAppeal(one, today, files);
      return {
        ...appeal,
        files: files
          .filter(({ appealId }) => appealId === one.id)
          .map(({ appealId: __, ...file }) => ({ ...file, path: pathOf(file.id, file.filename) })),
      };
    });
    return [
      { path: 'recours.json', json: appeals },
      ...files.map(({ id: file, filename, sha256, sizeBytes }) => ({
        path: pathOf(file, filename),
        stored: { sha256, sizeBytes },
      })),
    ];
  }
}

/** What registered letters prove of the notifications, with what was scanned. */
@Injectable()
@ArchivePart({ key: 'plis', action: 'notification.read' })
export class PostalNoticesPart implements ArchiveContributor {
  async files(tx: Tx, { id }: Candidacy): Promise<readonly ArchivedFile[]> {
    const notices = (await postalNoticesOf(tx, id)).map((one) => {
      const { scan, ...notice } = presentNotice(one);
      return { ...notice, scan: scan === null ? null : { ...scan, path: pathOf(one.id, scan.filename) } };
    });
    return [
      { path: 'plis.json', json: notices },
      ...notices.flatMap(({ scan }) =>
        scan === null ? [] : [{ path: scan.path, stored: { sha256: scan.sha256, sizeBytes: scan.sizeBytes } }],
      ),
    ];
  }
}

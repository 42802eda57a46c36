import { Injectable } from '@nestjs/common';
import { ArchivePart, type ArchiveContributor, type ArchivedFile, type Candidacy } from '@rebond/candidacies';
import { scopeOf, type Role } from '@rebond/identity';
import type { Actor, Tx } from '@rebond/platform';
import { KINDS } from '../evidence/kinds.js';
import { mailsAbout } from '../evidence/read-evidence.js';

/** Evidence of sending, recipient by recipient: of the decision for who follows the case, of every mail for who reads them. */
@Injectable()
@ArchivePart({ key: 'envois', action: 'notification.read', bySystem: true })
export class NotificationsPart implements ArchiveContributor {
  async files(tx: Tx, { id }: Candidacy, reader: Actor): Promise<readonly ArchivedFile[]> {
    const kinds = scopeOf(reader.role as Role, 'mail.read') === null ? Object.values(KINDS) : null;
    return [{ path: 'envois.json', json: await mailsAbout(tx, [id], kinds) }];
  }
}

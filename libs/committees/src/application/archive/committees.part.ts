import { Injectable } from '@nestjs/common';
import { ArchivePart, type ArchiveContributor, type ArchivedFile, type Candidacy } from '@rebond/candidacies';
import type { Tx } from '@rebond/platform';
import { present } from '../../http/present.js';
import { Committees } from '../committees.js';

/** The steering committees of a case: dates, who attended, what they decided. */
@Injectable()
@ArchivePart({ key: 'comites', action: 'committee.read' })
export class CommitteesPart implements ArchiveContributor {
  constructor(private readonly committees: Committees) {}

  async files(tx: Tx, { id }: Candidacy): Promise<readonly ArchivedFile[]> {
    return [{ path: 'comites.json', json: (await this.committees.ofCase(tx, id)).map(present) }];
  }
}

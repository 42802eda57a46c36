import { Injectable } from '@nestjs/common';
import { ArchivePart, type ArchiveContributor, type ArchivedFile, type Candidacy } from '@rebond/candidacies';
import type { Tx } from '@rebond/platform';
import { Dossiers } from '../dossiers/dossiers.js';
import { Funding } from '../funding.js';

/** The envelope with its awards, and where each project stands at Bpifrance. */
@Injectable()
@ArchivePart({ key: 'financement', action: 'funding.read' })
export class FundingPart implements ArchiveContributor {
  constructor(
    private readonly funding: Funding,
    private readonly dossiers: Dossiers,
  ) {}

  async files(tx: Tx, { id }: Candidacy): Promise<readonly ArchivedFile[]> {
    const dossiers = (await this.dossiers.ofCase(tx, id)).map(({ next: _, ...dossier }) => dossier);
    return [{ path: 'financement.json', json: { envelope: await this.funding.envelope(tx, id), dossiers } }];
  }
}

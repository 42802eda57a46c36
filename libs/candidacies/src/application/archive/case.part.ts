import { Injectable } from '@nestjs/common';
import { Calls } from '@rebond/calls';
import type { Tx } from '@rebond/platform';
import type { Candidacy } from '../../infrastructure/case-row.js';
import { owedPieces } from '../read/owed-pieces.js';
import { ArchivePart, type ArchiveContributor, type ArchivedFile } from './archive-part.js';

/** What the case is, where it stands, and what it owes. */
@Injectable()
@ArchivePart({ key: 'dossier', action: 'candidacy.read' })
export class CasePart implements ArchiveContributor {
  constructor(private readonly calls: Calls) {}

  async files(tx: Tx, candidacy: Candidacy): Promise<readonly ArchivedFile[]> {
    const { wave, definition } = await this.calls.waveAndDefinition(tx, candidacy.waveId);
    const { context, startedAt, depositedAt, implicitRejectionAt, ...row } = candidacy;
    const owed = await owedPieces(tx, candidacy.id);
    return [
      {
        path: 'dossier.json',
        json: {
          ...row,
          ...context,
          call: definition.title,
          wave: { name: wave.name, cutoffAt: wave.cutoffAt.toString() },
          startedAt: startedAt.toString(),
          depositedAt: depositedAt?.toString() ?? null,
          implicitRejectionAt: implicitRejectionAt?.toString() ?? null,
          owedPieces: owed.map(({ dueAt, providedAt, ...piece }) => ({
            ...piece,
            dueAt: dueAt?.toString() ?? null,
            providedAt: providedAt?.toString() ?? null,
          })),
        },
      },
    ];
  }
}

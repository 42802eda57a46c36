import { Injectable } from '@nestjs/common';
import { ArchivePart, type ArchiveContributor, type ArchivedFile, type Candidacy } from '@rebond/candidacies';
import type { Json } from '@rebond/kernel';
import type { Tx } from '@rebond/platform';
import { ReadReviews } from '../reviews/read-reviews.js';

/** The submitted reviews that the reader may read, with the grid that they follow. */
@Injectable()
@ArchivePart({ key: 'relectures', action: 'review.read' })
export class ReviewsPart implements ArchiveContributor {
  constructor(private readonly reading: ReadReviews) {}

  async files(tx: Tx, { id }: Candidacy): Promise<readonly ArchivedFile[]> {
    const { grid, ...reviews } = await this.reading.ofCase(tx, id);
    return [{ path: 'relectures.json', json: { ...reviews, grid: grid as unknown as Json } }];
  }
}

import { Injectable } from '@nestjs/common';
import {
  ArchivePart,
  type ArchiveContributor,
  type ArchivedFile,
  type Candidacy,
  withSalts,
} from '@rebond/candidacies';
import type { Json } from '@rebond/kernel';
import { statement, type Tx } from '@rebond/platform';
import { ReadReviews } from '../reviews/read-reviews.js';

const SALTS = statement(
  'archive_review_salts',
  'select assignment_id as id, salt from selection.review where candidacy_id = $1 and submitted_at is not null',
);

/** The submitted reviews that the reader may read, with the grid that they follow. */
@Injectable()
@ArchivePart({ key: 'relectures', action: 'review.read' })
export class ReviewsPart implements ArchiveContributor {
  constructor(private readonly reading: ReadReviews) {}

  async files(tx: Tx, { id }: Candidacy): Promise<readonly ArchivedFile[]> {
    const { grid, reviews, ...rest } = await this.reading.ofCase(tx, id);
    const salted = await withSalts(tx, SALTS, id, reviews);
    return [{ path: 'relectures.json', json: { reviews: salted, ...rest, grid: grid as unknown as Json } }];
  }
}

import type { CandidacyId, WaveId } from '@rebond/kernel';
import { statement, type Tx } from '@rebond/platform';

/** A candidacy to be reviewed, and what it says of itself. */
export interface ReviewedCase {
  readonly id: CandidacyId;
  readonly territory: string;
  readonly regions: readonly string[];
  readonly answers: Readonly<Record<string, unknown>>;
}

/** Deposited candidacies of a wave, or deferred to it, of which nothing has been decided. */
const TO_REVIEW = statement(
  'cases_to_review',
  `select c.id, c.territory, c.regions, coalesce(a.document, '{}') as answers
     from candidacies.candidacy c
     left join candidacies.answers a on a.candidacy_id = c.id
    where (c.wave_id = $1 and c.state in ('submitted', 'incomplete'))
       or (c.next_wave_id = $1 and c.state = 'waitlisted')
    order by c.territory collate "fr-x-icu", c.id limit 2000`,
);

export const casesToReview = (tx: Tx, waveId: WaveId): Promise<ReviewedCase[]> =>
  tx.query<ReviewedCase & Record<string, unknown>>(TO_REVIEW, [waveId]);

import { Injectable } from '@nestjs/common';
import type { CandidacyId } from '@rebond/kernel';
import { statement, type Tx } from '@rebond/platform';
import { listCompletions } from '../../application/completion/list-completions.js';
import { notesOf } from '../../application/notes/notes.js';
import { ReadReview } from '../../application/review/read-review.js';
import { templatesOf } from '../../application/templates/templates.js';
import { officers } from '../../application/worklist/worklist-choices.js';

const IN_CHARGE = statement('officer_in_charge', 'select seat_id from candidacies.assignment where candidacy_id = $1');

/** Everything that the examination's page shows, in one transaction. */
@Injectable()
export class ReviewFacts {
  constructor(private readonly reviews: ReadReview) {}

  /** @throws AbsentError */
  async read(tx: Tx, id: CandidacyId, { acts, template }: { acts: boolean; template: string | null }) {
    const file = await this.reviews.file(tx, id);
    const templates = acts ? await templatesOf(tx, file.candidacy.callId, 'completion') : [];
    const [charge] = await tx.query<{ seat_id: string }>(IN_CHARGE, [id]);
    return {
      file,
      findings: await this.reviews.findings(tx, file),
      notes: await notesOf(tx, id),
      requests: await listCompletions(tx, id),
      templates,
      template: templates.find((one) => one.id === template) ?? null,
      officers: acts ? await officers(tx) : [],
      officer: charge?.seat_id ?? null,
    };
  }
}

import { Injectable } from '@nestjs/common';
import { Cases } from '@rebond/candidacies';
import { AbsentError, ForbiddenError, type CandidacyId, say } from '@rebond/kernel';
import { Pdf, Verbs, type Download, type RequestContext, type Tx } from '@rebond/platform';
import { formatNumberOf, type DecisionList, type DecisionListId } from '../../domain/decision-list.js';
import { lettersOf } from '../../infrastructure/letter-rows.js';
import { readLines } from '../../infrastructure/line-rows.js';
import { findList } from '../../infrastructure/list-rows.js';
import { byId } from '../changed.js';
import { t } from '../../messages.letters.fr.js';
import { DECISION_LETTER } from './decision.layout.js';
import { DraftLetters } from './draft-letters.js';

/** A letter: stored when its list is frozen, made on demand and bearing « PROJET » before. */
export type ReadableLetter =
  | { readonly kind: 'stored'; readonly download: Download }
  | { readonly kind: 'draft'; readonly filename: string; readonly pdf: Buffer };

/** Name of a letter among the documents of its case. */
export const letterFilename = (list: Pick<DecisionList, 'number'>, reference: string | null): string =>
  t('letter.filename', {
    number: list.number === null ? 'projet' : formatNumberOf(list.number),
    reference: reference ?? '',
  });

@Injectable()
export class ReadLetter {
  constructor(
    private readonly verbs: Verbs,
    private readonly cases: Cases,
    private readonly drafting: DraftLetters,
    private readonly pdf: Pdf,
  ) {}

  /** @throws AbsentError when the list, its line or the case is absent or hidden, ForbiddenError `letter-void` */
  async read(ctx: RequestContext, id: DecisionListId, candidacyId: CandidacyId): Promise<ReadableLetter> {
    const found = await this.verbs.read(ctx, (tx) => this.find(tx, id, candidacyId));
    if ('download' in found) return { kind: 'stored', download: found.download };
    const { draft, filename } = found;
    return { kind: 'draft', filename, pdf: await this.pdf.render(DECISION_LETTER, draft.data, draft.at) };
  }

  private async find(tx: Tx, id: DecisionListId, candidacyId: CandidacyId) {
    const list = await findList(tx, id);
    const line = (await readLines(tx, id)).find((one) => one.candidacyId === candidacyId);
    if (!list || !line) throw new AbsentError();
    if (list.status === 'cancelled')
      throw new ForbiddenError('letter-void', say`Ce courrier est annulé avec sa liste : il n’a jamais été envoyé.`);
    const candidacy = await this.cases.read(tx, candidacyId);
    const filename = letterFilename(list, candidacy.receiptNumber);
    if (list.number !== null) {
      const letter = (await lettersOf(tx, id)).get(candidacyId);
      if (!letter) throw new AbsentError();
      const { sha256, sizeBytes } = letter;
      return { download: { filename, mediaType: 'application/pdf', sizeBytes, sha256 } };
    }
    const [draft] = await this.drafting.drafts(tx, [line], byId([candidacy]), null);
    if (!draft) throw new AbsentError();
    return { draft, filename };
  }
}

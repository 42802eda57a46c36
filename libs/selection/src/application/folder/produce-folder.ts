import { Injectable } from '@nestjs/common';
import { inFrench } from '@rebond/kernel';
import { inTheNameOf, Pdf, record, sha256, Transactions, Verbs, type RequestContext, type Tx } from '@rebond/platform';
import { formatNumberOf, type DecisionListId, type ListStatus } from '../../domain/decision-list.js';
import { t } from '../../messages.folder.fr.js';
import { listStream } from '../sign.js';
import { FOLDER_PRODUCED } from '../../infrastructure/folder-rows.js';
import { actedAt, folderData } from './folder-data.js';
import { GatherFolder } from './folder-facts.js';
import { FOLDER } from './folder.layout.js';

export interface ProducedFolder {
  readonly filename: string;
  readonly pdf: Buffer;
  readonly sha256: string;
}

/** The minister's folder of a list, made on demand; each production is entered in the list's stream with its hash. */
@Injectable()
export class ProduceFolder {
  constructor(
    private readonly verbs: Verbs,
    private readonly gathering: GatherFolder,
    private readonly pdf: Pdf,
    private readonly transactions: Transactions,
  ) {}

  /**
   * Gathered in one transaction, made outside any, entered in another: a folder says the version that it was made of.
   * @throws AbsentError, ForbiddenError `recused-in-wave`, UnavailableError `documents-under-way`
   */
  async produce(ctx: RequestContext, id: DecisionListId): Promise<ProducedFolder> {
    const facts = await this.verbs.read(ctx, (tx) => this.gathering.gather(tx, id));
    const pdf = await this.pdf.renderLong(
      FOLDER,
      inFrench(() => folderData(facts)),
      actedAt(facts),
    );
    const hash = sha256(pdf).toString('hex');
    const { status, version, number } = facts.list;
    await this.transactions.run(
      inTheNameOf(ctx.actor),
      (tx) => entered(tx, id, { status, version, sha256: hash, sizeBytes: pdf.length }),
      { at: ctx.receivedAt, traceId: ctx.traceId },
    );
    const filename = t('document.filename', { number: number === null ? 'projet' : formatNumberOf(number) });
    return { filename, pdf, sha256: hash };
  }
}

interface Production {
  readonly status: ListStatus;
  readonly version: number;
  readonly sha256: string;
  readonly sizeBytes: number;
}

const entered = (tx: Tx, id: DecisionListId, production: Production): Promise<void> =>
  record(tx, listStream(id), null, [
    { action: FOLDER_PRODUCED, audience: 'state', facts: { list: id, ...production } },
  ]);

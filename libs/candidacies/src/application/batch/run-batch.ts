import { randomUUIDv7 } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { AbsentError, DomainError, say, StaleVersionError, type CandidacyId } from '@rebond/kernel';
import { LOGGER, statement, Verbs, type RequestContext, type Tx } from '@rebond/platform';
import { AssessAdmissibility } from '../admissibility/assess-admissibility.js';
import { Cases } from '../cases.js';
import { WriteMessage } from '../messages/write-message.js';
import { AskOpinions } from '../opinions/ask-opinions.js';
import { templateOf } from '../templates/templates.js';
import { AssignOfficer } from '../worklist/assign-officer.js';
import { markRead } from '../worklist/read-marks.js';
import type { BatchAct, BatchInput } from './batch-input.js';

/** What became of one row; types, so that they are JSON. */
export type BatchRow = {
  readonly id: string;
  /** Null where the case can't be read. */
  readonly territory: string | null;
  readonly done: boolean;
  /** Why not, in French; null when it was done. */
  readonly refusal: string | null;
};
export type BatchResult = {
  readonly id: string;
  readonly act: BatchAct;
  readonly at: string;
  readonly rows: readonly BatchRow[];
};

const KEEP = statement(
  'batch_keep',
  `insert into candidacies.batch (id, seat_id, act, at, results) values ($1, $2, $3, $4, $5)`,
);
const READ = statement(
  'batch_read',
  `select id, act, at, results as rows from candidacies.batch where id = $1 and seat_id = $2`,
);

/** Does one act on several cases, each in a transaction of its own: what fails leaves the others alone. */
@Injectable()
export class RunBatch {
  constructor(
    private readonly verbs: Verbs,
    private readonly cases: Cases,
    private readonly assessing: AssessAdmissibility,
    private readonly assigning: AssignOfficer,
    private readonly asking: AskOpinions,
    private readonly writing: WriteMessage,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Sent again under the same key, what was done is not done twice. */
  async run(ctx: RequestContext, input: BatchInput): Promise<BatchResult> {
    const rows: BatchRow[] = [];
    for (const { id, version } of input.cases) rows.push(await this.row(ctx, input, id as CandidacyId, version));
    const result = { id: randomUUIDv7(), act: input.act, at: ctx.receivedAt.toString(), rows };
    return this.verbs.write(ctx, async (tx) => {
      await tx.query(KEEP, [result.id, tx.actor.seatId, result.act, result.at, JSON.stringify(rows)]);
      return result;
    });
  }

  /** @throws AbsentError */
  async read(tx: Tx, id: string): Promise<BatchResult> {
    const [row] = await tx.query<{ id: string; act: BatchAct; at: Date; rows: BatchRow[] }>(READ, [
      ...[id, tx.actor.seatId],
    ]);
    if (!row) throw new AbsentError();
    // What was done on a case before its reader was recused from it is not told any more.
    const rows = row.rows.filter(({ id: one }) => !tx.actor.recused.some((recused) => recused === one));
    return { ...row, rows, at: row.at.toISOString() };
  }

  private async row(ctx: RequestContext, input: BatchInput, id: CandidacyId, version: number): Promise<BatchRow> {
    const { idempotency } = ctx;
    const own = idempotency === null ? null : { ...idempotency, key: `${idempotency.key}.${id}`.slice(-200) };
    try {
      const territory = await this.verbs.write({ ...ctx, idempotency: own }, async (tx) => {
        const candidacy = await this.cases.lockOne(tx, id);
        if (candidacy.version !== version) throw new StaleVersionError(candidacy.version);
        await this.act(tx, input, id, version);
        return candidacy.territory;
      });
      return { id, territory, done: true, refusal: null };
    } catch (error) {
      return { id, territory: await this.nameOf(ctx, id), done: false, refusal: this.refusalOf(error, ctx) };
    }
  }

  private async act(tx: Tx, input: BatchInput, id: CandidacyId, version: number): Promise<void> {
    switch (input.act) {
      case 'admit':
        await this.assessing.assess(tx, id, version, { admissible: true, reasons: [] });
        return;
      case 'assign':
        await this.assigning.assign(tx, id, { officer: input.officer });
        return;
      case 'release':
        await this.assigning.assign(tx, id, {});
        return;
      case 'ask-opinions':
        await this.asking.ask(tx, id);
        return;
      case 'message': {
        const { body } = await templateOf(tx, input.template);
        await this.writing.write(tx, id, { text: body, audience: 'thread' });
        return;
      }
      case 'read':
        await markRead(tx, [id]);
        return;
    }
  }

  private async nameOf(ctx: RequestContext, id: CandidacyId): Promise<string | null> {
    const [candidacy] = await this.verbs.read(ctx, (tx) => this.cases.readAll(tx, [id]));
    return candidacy?.territory ?? null;
  }

  private refusalOf(error: unknown, ctx: RequestContext): string {
    if (error instanceof DomainError) return error.message;
    this.logger.error({ err: error, traceId: ctx.traceId }, 'a row of a batch failed');
    return say`Erreur inattendue (référence ${ctx.traceId}) : ce dossier n’a pas changé.`;
  }
}

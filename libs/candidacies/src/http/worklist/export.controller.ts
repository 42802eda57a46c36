import { Readable } from 'node:stream';
import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiExcludeEndpoint } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Act } from '@rebond/identity';
import { dateIn } from '@rebond/kernel';
import {
  BYTE_ORDER_MARK,
  csvLine,
  Ctx,
  parseForm,
  recordExport,
  Transactions,
  Verbs,
  type ExportTaken,
  type FormBody,
  type RequestContext,
} from '@rebond/platform';
import { readWorklist, type WorklistLine } from '../../application/worklist/read-worklist.js';
import { worklistQuery, type WorklistQuery } from '../../application/worklist/worklist-query.js';
import { t as state } from '../../messages.fr.js';
import { t } from '../../messages.worklist.fr.js';
import { queryString } from './worklist-url.js';

const HEAD = [
  'csv.id',
  'col.territory',
  'csv.siren',
  'csv.receipt',
  'col.state',
  'csv.admissibility',
  'csv.deposited',
  'col.wave',
  'col.place',
  'csv.regions',
  'col.officer',
  'csv.actor',
  'csv.since',
  'col.due',
  'csv.late',
  'col.change',
] as const;

const PAGE = 500;
const day = (at: Temporal.Instant | null): string => (at === null ? '' : dateIn(at).toString());

const lineOf = (line: WorklistLine): string =>
  csvLine([
    line.id,
    line.territory,
    line.leadSiren,
    line.receiptNumber,
    state(`state.${line.state}`),
    t(`admissibility.${line.admissibility as 'pending'}`),
    day(line.depositedAt),
    line.wave.name,
    line.departement,
    line.regions.join(' '),
    line.officer?.title ?? null,
    line.nextActor === null ? null : t(`actor.${line.nextActor}`),
    day(line.nextSince),
    day(line.nextDue?.subtract({ nanoseconds: 1 }) ?? null),
    t(line.isLate ? 'csv.yes' : 'csv.no'),
    day(line.changedAt),
  ]);

/** What is asked by choices is kept for ever; the words that were typed may name people. */
const exportOf = ({ q, ...filter }: WorklistQuery): ExportTaken => ({
  what: 'worklist',
  facts: { filter: queryString(filter) },
  ...(q === undefined ? {} : { personal: { words: q } }),
});

/** The worklist as a file, under the same filters and for the same eyes; the journal says who took it. */
@Controller('dossiers')
export class ExportController {
  constructor(
    private readonly verbs: Verbs,
    private readonly transactions: Transactions,
  ) {}

  @Get('export.csv')
  @Act('worklist.read')
  @ApiExcludeEndpoint()
  async export(@Ctx() ctx: RequestContext, @Query() asked: FormBody, @Res() reply: FastifyReply): Promise<void> {
    const query = parseForm(worklistQuery, asked);
    await recordExport(this.transactions, ctx, exportOf(query));
    const name = `dossiers-${day(ctx.receivedAt)}.csv`;
    await reply
      .header('content-disposition', `attachment; filename="${name}"`)
      .header('cache-control', 'private, no-store')
      .type('text/csv; charset=utf-8')
      .send(Readable.from(this.lines(ctx, { ...query, limit: PAGE })));
  }

  /** Page by page, each in a short transaction: a slow reader holds no connection. */
  private async *lines(ctx: RequestContext, first: WorklistQuery): AsyncGenerator<string> {
    yield BYTE_ORDER_MARK + csvLine(HEAD.map((key) => t(key)));
    for (let query: WorklistQuery | null = first; query !== null;) {
      const { lines, next } = await this.read(ctx, query);
      yield lines.map(lineOf).join('');
      query = next === null ? null : { ...query, after: next };
    }
  }

  private read(ctx: RequestContext, query: WorklistQuery) {
    return this.verbs.read(ctx, (tx) => readWorklist(tx, query));
  }
}

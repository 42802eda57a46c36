import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiExcludeEndpoint } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Act } from '@rebond/identity';
import {
  BYTE_ORDER_MARK,
  csvLine,
  Ctx,
  recordExport,
  type RequestContext,
  Transactions,
  Verbs,
} from '@rebond/platform';
import {
  entriesQuery,
  EXPORTED,
  type EntriesQuery,
  type Entry,
  readEntries,
} from '../../application/journal/entries.js';

const COLUMNS = ['stream', 'seq', 'at', 'action', 'candidacy_id', 'seat_id', 'person_id', 'audience', 'hash'] as const;

const cell = (value: string | number | Date | null) => (value instanceof Date ? value.toISOString() : value);
const csvOf = (entries: readonly Entry[]): string =>
  BYTE_ORDER_MARK + [COLUMNS, ...entries.map((one) => COLUMNS.map((name) => cell(one[name])))].map(csvLine).join('');

const asked = (query: EntriesQuery): Record<string, string> =>
  Object.fromEntries(Object.entries(query).flatMap(([name, value]) => (value ? [[name, value]] : [])));

/** The entries of a search as a file, at most 10,000, which it says by its length; each export is itself an entry. */
@Controller('audit')
export class AuditExports {
  constructor(
    private readonly verbs: Verbs,
    private readonly transactions: Transactions,
  ) {}

  @Get('export.csv')
  @Act('audit.read')
  @ApiExcludeEndpoint()
  async csv(
    @Ctx() ctx: RequestContext,
    @Query({ schema: entriesQuery }) query: EntriesQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const entries = await this.taken(ctx, query, 'csv');
    void reply.type('text/csv; charset=utf-8').header('content-disposition', 'attachment; filename="journal.csv"');
    return csvOf(entries);
  }

  @Get('export.json')
  @Act('audit.read')
  @ApiExcludeEndpoint()
  async json(
    @Ctx() ctx: RequestContext,
    @Query({ schema: entriesQuery }) query: EntriesQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ readonly asOf: string; readonly entries: readonly Entry[] }> {
    const entries = await this.taken(ctx, query, 'json');
    void reply.header('content-disposition', 'attachment; filename="journal.json"');
    return { asOf: ctx.receivedAt.toString(), entries };
  }

  private async taken(ctx: RequestContext, query: EntriesQuery, format: 'csv' | 'json'): Promise<readonly Entry[]> {
    const entries = await this.verbs.read(ctx, (tx) => readEntries(tx, query, EXPORTED));
    const facts = { format, filter: asked(query), entries: entries.length };
    await recordExport(this.transactions, ctx, { what: 'journal', facts });
    return entries;
  }
}

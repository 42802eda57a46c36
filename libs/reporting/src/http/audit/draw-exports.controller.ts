import { Controller, Get, Param, Res } from '@nestjs/common';
import { ApiExcludeEndpoint } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { stateName } from '@rebond/candidacies';
import { Act, UuidPipe } from '@rebond/identity';
import { AbsentError } from '@rebond/kernel';
import {
  BYTE_ORDER_MARK,
  csvLine,
  Ctx,
  recordExport,
  type RequestContext,
  Transactions,
  Verbs,
} from '@rebond/platform';
import { type Draw, DrawCases, type DrawnCase, rank } from '../../application/draws/draw-cases.js';
import { t } from '../../messages.audit.fr.js';

const HEAD = [
  'draw.case',
  'csv.id',
  'csv.siren',
  'csv.receipt',
  'draw.wave',
  'draw.state',
  'csv.deposited',
  'csv.rank',
  'csv.draw',
  'csv.drawn',
  'draw.seed',
  'draw.size',
  'draw.population',
] as const;

const lineOf = (draw: Draw, one: DrawnCase): string =>
  csvLine([
    one.territory,
    one.id,
    one.lead_siren,
    one.receipt_number,
    one.wave,
    stateName(one.state),
    one.deposited_at?.toISOString() ?? null,
    rank(draw.seed, one.id),
    draw.id,
    draw.drawn_at.toISOString(),
    draw.seed,
    draw.size,
    draw.population,
  ]);

interface Drawn {
  readonly draw: Draw;
  readonly cases: readonly DrawnCase[];
}

/** A draw as a file, with what whoever checks it needs to do it again; taking it is an entry of the journal. */
@Controller('audit/tirages/:id')
export class DrawExports {
  constructor(
    private readonly verbs: Verbs,
    private readonly transactions: Transactions,
    private readonly draws: DrawCases,
  ) {}

  @Get('export.csv')
  @Act('audit.read')
  @ApiExcludeEndpoint()
  async csv(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const { draw, cases } = await this.taken(ctx, id, 'csv');
    void reply.type('text/csv; charset=utf-8').header('content-disposition', 'attachment; filename="tirage.csv"');
    return BYTE_ORDER_MARK + csvLine(HEAD.map((key) => t(key))) + cases.map((one) => lineOf(draw, one)).join('');
  }

  @Get('export.json')
  @Act('audit.read')
  @ApiExcludeEndpoint()
  async json(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ readonly asOf: string; readonly draw: object; readonly cases: readonly DrawnCase[] }> {
    const { draw, cases } = await this.taken(ctx, id, 'json');
    void reply.header('content-disposition', 'attachment; filename="tirage.json"');
    // The draw keeps every identifier: those of cases that the reader may not see are not theirs.
    const { seed, size, population, wave_id, drawn_at } = draw;
    return { asOf: ctx.receivedAt.toString(), draw: { id, seed, size, population, wave_id, drawn_at }, cases };
  }

  /** @throws AbsentError */
  private async taken(ctx: RequestContext, id: string, format: 'csv' | 'json'): Promise<Drawn> {
    const drawn = await this.verbs.read(ctx, async (tx) => {
      const draw = await this.draws.read(tx, id);
      if (!draw) throw new AbsentError();
      return { draw, cases: (await this.draws.cases(tx, draw)).cases };
    });
    const facts = { draw: id, format, cases: drawn.cases.length };
    await recordExport(this.transactions, ctx, { what: 'draw', facts });
    return drawn;
  }
}

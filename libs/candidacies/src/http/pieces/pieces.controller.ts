import { Body, Controller, Get, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Calls } from '@rebond/calls';
import { Act, UuidPipe } from '@rebond/identity';
import type { CandidacyId } from '@rebond/kernel';
import { Ctx, etag, SeenVersion, Verbs, type RequestContext } from '@rebond/platform';
import { Cases } from '../../application/cases.js';
import { piecesOf, type PieceView } from '../../application/pieces/pieces-of-case.js';
import {
  ProvidePiece,
  providePieceInput,
  type PieceProvided,
  type ProvidePieceInput,
} from '../../application/pieces/provide-piece.js';

@ApiTags('Candidatures')
@Controller('api/candidacies/:id/pieces')
export class PiecesController {
  constructor(
    private readonly verbs: Verbs,
    private readonly cases: Cases,
    private readonly calls: Calls,
    private readonly providing: ProvidePiece,
  ) {}

  @Get()
  @Act('candidacy.read')
  async list(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: CandidacyId,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ items: PieceView[] }> {
    const { version, items } = await this.verbs.read(ctx, async (tx) => {
      const candidacy = await this.cases.read(tx, id);
      return { version: candidacy.version, items: await piecesOf(tx, this.calls, candidacy) };
    });
    void reply.header('etag', etag(version));
    return { items };
  }

  /** Gives an owed piece, late or not: a late one is accepted and said to be late. */
  @Post(':field')
  @HttpCode(200)
  @Act('candidacy.provide-piece')
  async provide(
    @Ctx() ctx: RequestContext,
    @SeenVersion() version: number,
    @Param('id', UuidPipe) id: CandidacyId,
    @Param('field') field: string,
    @Body({ schema: providePieceInput }) body: ProvidePieceInput,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PieceProvided> {
    const provided = await this.verbs.write(ctx, (tx) => this.providing.provide(tx, id, version, field, body));
    void reply.header('etag', etag(provided.version));
    return provided;
  }
}

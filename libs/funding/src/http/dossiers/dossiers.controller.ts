import { Body, Controller, Get, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Cases } from '@rebond/candidacies';
import { Act, UuidPipe } from '@rebond/identity';
import type { CandidacyId } from '@rebond/kernel';
import { Ctx, etag, SeenVersion, Verbs, type RequestContext } from '@rebond/platform';
import { Dossiers, statusInput, type DossierView, type StatusInput } from '../../application/dossiers/dossiers.js';

@ApiTags('Financement')
@Controller('api/candidacies/:id/dossiers')
export class DossiersController {
  constructor(
    private readonly verbs: Verbs,
    private readonly cases: Cases,
    private readonly dossiers: Dossiers,
  ) {}

  /** Projects routed to the envelope, with where each stands at Bpifrance. */
  @Get()
  @Act('funding.read')
  list(@Ctx() ctx: RequestContext, @Param('id', UuidPipe) id: CandidacyId): Promise<{ items: readonly DossierView[] }> {
    return this.verbs.read(ctx, async (tx) => {
      await this.cases.read(tx, id);
      return { items: await this.dossiers.ofCase(tx, id) };
    });
  }

  /** Adds a dated status; the version is the number of statuses before it. */
  @Post(':project/statuses')
  @HttpCode(201)
  @Act('funding.follow')
  async follow(
    @Ctx() ctx: RequestContext,
    @SeenVersion() version: number,
    @Param('id', UuidPipe) id: CandidacyId,
    @Param('project', UuidPipe) project: string,
    @Body({ schema: statusInput }) body: StatusInput,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DossierView> {
    const view = await this.verbs.write(ctx, (tx) => this.dossiers.follow(tx, id, project, version, body));
    void reply.header('etag', etag(view.version));
    return view;
  }
}

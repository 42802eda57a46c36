import { Body, Controller, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Act, UuidPipe } from '@rebond/identity';
import type { CandidacyId } from '@rebond/kernel';
import { Ctx, etag, SeenVersion, Verbs, type RequestContext } from '@rebond/platform';
import {
  AssessAdmissibility,
  admissibilityInput,
  type AdmissibilityInput,
} from '../../application/admissibility/assess-admissibility.js';
import type { Moved } from '../../application/read/moved.js';

@ApiTags('Candidatures')
@Controller('api/candidacies/:id/admissibility')
export class AdmissibilityController {
  constructor(
    private readonly verbs: Verbs,
    private readonly assessing: AssessAdmissibility,
  ) {}

  /** Declares a candidacy admissible, or inadmissible with its reasons. */
  @Post()
  @HttpCode(200)
  @Act('candidacy.assess-admissibility')
  async assess(
    @Ctx() ctx: RequestContext,
    @SeenVersion() version: number,
    @Param('id', UuidPipe) id: CandidacyId,
    @Body({ schema: admissibilityInput }) body: AdmissibilityInput,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Moved> {
    const moved = await this.verbs.write(ctx, (tx) => this.assessing.assess(tx, id, version, body));
    void reply.header('etag', etag(moved.version));
    return moved;
  }
}

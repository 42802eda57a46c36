import { Body, Controller, Param, Put, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Act, UuidPipe } from '@rebond/identity';
import type { CandidacyId } from '@rebond/kernel';
import { Ctx, etag, SeenVersion, Verbs, type RequestContext } from '@rebond/platform';
import { ChangePerimeter, type PerimeterChanged } from '../../application/perimeter/change-perimeter.js';
import { perimeterInput, type PerimeterInput } from '../../application/perimeter/perimeter-input.js';

@ApiTags('Candidatures')
@Controller('api/candidacies/:id/perimeter')
export class PerimeterController {
  constructor(
    private readonly verbs: Verbs,
    private readonly changing: ChangePerimeter,
  ) {}

  /** Replaces the members beside the lead; of a deposited case, with effect at its next deposit before the cut-off. */
  @Put()
  @Act('candidacy.change-perimeter')
  async change(
    @Ctx() ctx: RequestContext,
    @SeenVersion() version: number,
    @Param('id', UuidPipe) id: CandidacyId,
    @Body({ schema: perimeterInput }) body: PerimeterInput,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PerimeterChanged> {
    const changed = await this.verbs.write(ctx, (tx) => this.changing.change(tx, id, version, body));
    void reply.header('etag', etag(changed.version));
    return changed;
  }
}

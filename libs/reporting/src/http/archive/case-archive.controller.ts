import { Controller, Get, Param, Res } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Act, UuidPipe } from '@rebond/identity';
import type { CandidacyId } from '@rebond/kernel';
import { Ctx, type RequestContext } from '@rebond/platform';
import { ExportCase } from '../../application/archive/export-case.js';

@ApiTags('Candidatures')
@Controller('api/candidacies/:id/export')
export class CaseArchiveController {
  constructor(private readonly exporting: ExportCase) {}

  /**
   * The case as its reader may see it, in one ZIP with a check that runs without the product. Rebond-Manifest is the hash of
   * its manifest, to be noted: it is in the journal too.
   */
  @Get()
  @Act('candidacy.export')
  @ApiProduces('application/zip')
  async download(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: CandidacyId,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { name, stream, sizeBytes, manifestSha256 } = await this.exporting.export(ctx, id);
    await reply
      .type('application/zip')
      .header('content-length', sizeBytes)
      .header('content-disposition', `attachment; filename="${name}.zip"`)
      .header('rebond-manifest', manifestSha256)
      .header('x-content-type-options', 'nosniff')
      .header('cache-control', 'private, no-store')
      .send(stream);
  }
}

import { Controller, Get, Param, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Act, UuidPipe } from '@rebond/identity';
import { Ctx, sendPdf, type RequestContext } from '@rebond/platform';
import { ReadConvocation } from '../../application/session/read-convocation.js';
import type { SessionId } from '../../domain/session/session.js';

@ApiTags('Séances')
@Controller('api/sessions/:id/convocation')
export class ConvocationController {
  constructor(private readonly convocations: ReadConvocation) {}

  /** The convocation that the members of a session received, as a document. */
  @Get()
  @Act('sitting.read')
  async read(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: SessionId,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { filename, pdf } = await this.convocations.read(ctx, id);
    await sendPdf(reply, filename, pdf);
  }
}

import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Act, UuidPipe } from '@rebond/identity';
import type { CandidacyId } from '@rebond/kernel';
import { Ctx, Verbs, type RequestContext } from '@rebond/platform';
import { AttachDocument, attachInput, type AttachInput, type Attached } from '../../application/form/attach.js';

@ApiTags('Documents')
@Controller('api/candidacies/:id/attachments')
export class AttachmentsController {
  constructor(
    private readonly verbs: Verbs,
    private readonly attaching: AttachDocument,
  ) {}

  /** Puts an uploaded document into a file field of the answers, whatever the version of the field. */
  @Post()
  @HttpCode(200)
  @Act('candidacy.edit')
  attach(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: CandidacyId,
    @Body({ schema: attachInput }) body: AttachInput,
  ): Promise<Attached> {
    return this.verbs.write(ctx, (tx) => this.attaching.attach(tx, id, body));
  }

  /** Takes a document out of a file field; the case keeps it. */
  @Post('removal')
  @HttpCode(200)
  @Act('candidacy.edit')
  detach(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: CandidacyId,
    @Body({ schema: attachInput }) body: AttachInput,
  ): Promise<Attached> {
    return this.verbs.write(ctx, (tx) => this.attaching.detach(tx, id, body));
  }
}

import { Body, Controller, Get, Param, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Act, UuidPipe } from '@rebond/identity';
import type { CandidacyId } from '@rebond/kernel';
import { Ctx, Files, sendDownload, Verbs, type RequestContext } from '@rebond/platform';
import { Cases } from '../../application/cases.js';
import { messageFile } from '../../application/messages/message-file.js';
import { threadOf, type MessageView } from '../../application/messages/thread.js';
import {
  WriteMessage,
  writeMessageInput,
  type MessageWritten,
  type WriteMessageInput,
} from '../../application/messages/write-message.js';

/** The correspondence of a case; files come by the portal's form or by mail. */
@ApiTags('Messages')
@Controller('api/candidacies/:id/messages')
export class MessagesController {
  constructor(
    private readonly verbs: Verbs,
    private readonly cases: Cases,
    private readonly writing: WriteMessage,
    private readonly files: Files,
  ) {}

  @Get()
  @Act('message.read')
  list(@Ctx() ctx: RequestContext, @Param('id', UuidPipe) id: CandidacyId): Promise<{ items: readonly MessageView[] }> {
    return this.verbs.read(ctx, async (tx) => {
      await this.cases.read(tx, id);
      return { items: await threadOf(tx, id) };
    });
  }

  @Post()
  @Act('message.write')
  write(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: CandidacyId,
    @Body({ schema: writeMessageInput }) body: WriteMessageInput,
  ): Promise<MessageWritten> {
    return this.verbs.write(ctx, (tx) => this.writing.write(tx, id, body));
  }

  /** A file of a message, whole or by ranges. */
  @Get('files/:fileId')
  @Act('message.read')
  async download(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: CandidacyId,
    @Param('fileId', UuidPipe) fileId: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const file = await this.verbs.read(ctx, (tx) => messageFile(tx, id, fileId));
    await sendDownload(reply, this.files, file);
  }
}

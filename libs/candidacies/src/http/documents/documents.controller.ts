import { Controller, Delete, Get, Head, Options, Param, Patch, Post, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Act, UuidPipe } from '@rebond/identity';
import type { CandidacyId, DocumentId } from '@rebond/kernel';
import { Ctx, Files, sendDownload, TUS, Verbs, type RequestContext } from '@rebond/platform';
import { Cases } from '../../application/cases.js';
import { listDocuments, readDocument, type DocumentView } from '../../application/documents/document-rows.js';
import { ReceiveUpload, type Answer } from '../../application/documents/receive-upload.js';

/** Every answer of the protocol names its version, a refusal too. */
const send = async (reply: FastifyReply, answer: Promise<Answer>): Promise<void> => {
  void reply.header('tus-resumable', TUS['tus-resumable']).header('tus-version', TUS['tus-version']);
  const { status, headers } = await answer;
  await reply.status(status).headers(headers).send();
};

/** Documents of a case: resumable upload by tus 1.0 (https://tus.io/protocols/resumable-upload), list, download. */
@ApiTags('Documents')
@Controller('api/candidacies/:id/documents')
export class DocumentsController {
  constructor(
    private readonly verbs: Verbs,
    private readonly cases: Cases,
    private readonly receiving: ReceiveUpload,
    private readonly files: Files,
  ) {}

  @Options()
  @Act('document.upload')
  @ApiOperation({ summary: 'Version et extensions du protocole tus' })
  async protocol(@Res() reply: FastifyReply): Promise<void> {
    await send(reply, Promise.resolve({ status: 204, headers: TUS }));
  }

  @Post()
  @Act('document.upload')
  @ApiOperation({ summary: "Annonce un envoi (tus « creation ») ; Location en donne l'adresse" })
  @ApiHeader({ name: 'Tus-Resumable', required: true, description: '1.0.0' })
  @ApiHeader({ name: 'Upload-Length', description: 'Taille en octets, ou Upload-Defer-Length: 1' })
  @ApiHeader({ name: 'Upload-Metadata', required: true, description: 'filename, field et siren, en base64' })
  async create(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: CandidacyId,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await send(reply, this.receiving.create(ctx, id, request.raw));
  }

  @Head(':documentId')
  @Act('document.upload')
  @ApiOperation({ summary: "Dit jusqu'où un envoi est arrivé (Upload-Offset)" })
  async head(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: CandidacyId,
    @Param('documentId', UuidPipe) documentId: DocumentId,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await send(reply, this.receiving.head(ctx, id, documentId, request.raw));
  }

  @Patch(':documentId')
  @Act('document.upload')
  @ApiOperation({ summary: 'Envoie la suite ; au dernier octet, Rebond-Document donne le document' })
  @ApiHeader({ name: 'Upload-Offset', required: true })
  async patch(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: CandidacyId,
    @Param('documentId', UuidPipe) documentId: DocumentId,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await send(reply, this.receiving.patch(ctx, id, documentId, request.raw));
  }

  @Delete(':documentId')
  @Act('document.upload')
  @ApiOperation({ summary: 'Abandonne un envoi qui n’est pas terminé' })
  async remove(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: CandidacyId,
    @Param('documentId', UuidPipe) documentId: DocumentId,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await send(reply, this.receiving.remove(ctx, id, documentId, request.raw));
  }

  @Get()
  @Act('document.read')
  async list(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: CandidacyId,
  ): Promise<{ items: readonly DocumentView[] }> {
    return this.verbs.read(ctx, async (tx) => {
      await this.cases.read(tx, id);
      return { items: await listDocuments(tx, id) };
    });
  }

  /** The document itself, whole or by ranges. */
  @Get(':documentId')
  @Act('document.read')
  async download(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: CandidacyId,
    @Param('documentId', UuidPipe) documentId: DocumentId,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const document = await this.verbs.read(ctx, (tx) => readDocument(tx, id, documentId));
    await sendDownload(reply, this.files, document);
  }
}

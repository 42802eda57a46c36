import { Body, Controller, Get, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Cases } from '@rebond/candidacies';
import { Act, UuidPipe } from '@rebond/identity';
import { Ctx, sendPdf, Verbs, type FormBody, type RequestContext } from '@rebond/platform';
import { page, PageRoute, Reader, type PageAnswer, type Visitor } from '@rebond/ui';
import { ProduceFolder } from '../../application/folder/produce-folder.js';
import { previewFolder } from '../../application/folder/preview-folder.js';
import type { DecisionListId } from '../../domain/decision-list.js';
import { t } from '../../messages.folder.fr.js';
import { listTrail } from '../pages/list-views.js';
import { FolderPage } from './folder-page.js';

/** The minister's folder of a list, in a browser. */
@Controller('selection/:id/dossier')
export class FolderController {
  constructor(
    private readonly verbs: Verbs,
    private readonly cases: Cases,
    private readonly producing: ProduceFolder,
  ) {}

  /** What the folder will say, and who had it made. */
  @Get()
  @Act('selection.read')
  @PageRoute()
  async show(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @Param('id', UuidPipe) id: DecisionListId,
  ): Promise<PageAnswer> {
    const preview = await this.verbs.read(ctx, (tx) => previewFolder(tx, this.cases, id));
    return page({
      title: t('page.title'),
      trail: [...listTrail(), { label: preview.list.title, href: `/selection/${id}` }],
      lead: t('page.lead'),
      body: <FolderPage {...preview} csrf={visitor?.csrf ?? null} />,
    });
  }

  /** Makes it, to be read in the window or kept as a file. */
  @Post()
  @HttpCode(200)
  @Act('selection.read')
  @PageRoute()
  async produce(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: DecisionListId,
    @Body() { as }: FormBody,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { filename, pdf } = await this.producing.produce(ctx, id);
    await sendPdf(reply, filename, pdf, as === 'inline' ? 'inline' : 'attachment');
  }
}

@ApiTags('Listes de décision')
@Controller('api/decision-lists/:id/folder')
export class FolderApi {
  constructor(private readonly producing: ProduceFolder) {}

  /** Makes the minister's folder of the list: a PDF, whose hash is entered in the list's journal. */
  @Post()
  @HttpCode(200)
  @Act('selection.read')
  async produce(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: DecisionListId,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { filename, pdf } = await this.producing.produce(ctx, id);
    await sendPdf(reply, filename, pdf);
  }
}

import { Controller, Get, Inject, Param, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Act, UuidPipe } from '@rebond/identity';
import type { CandidacyId } from '@rebond/kernel';
import { Ctx, type RequestContext } from '@rebond/platform';
import { PageRoute, Reader, type PageAnswer, type Redirection, type Visitor } from '@rebond/ui';
import type { ImportKind } from '../../application/imports/pending-imports.js';
import { csvOfForm } from './csv-upload.js';
import { ImportPages } from './import-pages.js';

/** A file, checked and then imported; each kind has its address. */
abstract class PortfolioImportController {
  protected abstract readonly kind: ImportKind;

  constructor(@Inject(ImportPages) private readonly pages: ImportPages) {}

  @Get()
  @Act('mission.report')
  @PageRoute()
  choose(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: CandidacyId,
    @Reader() visitor: Visitor | null,
  ): Promise<PageAnswer> {
    return this.pages.choose(ctx, id, this.kind, visitor);
  }

  @Post()
  @Act('mission.report')
  @PageRoute()
  keep(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: CandidacyId,
    @Reader() visitor: Visitor | null,
    @Req() request: FastifyRequest,
  ): Promise<PageAnswer | Redirection> {
    return this.pages.keep(ctx, id, this.kind, visitor, () => csvOfForm(request));
  }

  @Get(':pending')
  @Act('mission.report')
  @PageRoute()
  preview(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: CandidacyId,
    @Param('pending', UuidPipe) pending: string,
    @Reader() visitor: Visitor | null,
  ): Promise<PageAnswer> {
    return this.pages.preview(ctx, id, this.kind, pending, visitor);
  }

  @Post(':pending')
  @Act('mission.report')
  @PageRoute()
  confirm(
    @Ctx() ctx: RequestContext,
    @Param('id', UuidPipe) id: CandidacyId,
    @Param('pending', UuidPipe) pending: string,
    @Reader() visitor: Visitor | null,
  ): Promise<PageAnswer | Redirection> {
    return this.pages.confirm(ctx, id, this.kind, pending, visitor);
  }
}

@Controller('candidatures/:id/entretiens/import')
export class InterviewsImportController extends PortfolioImportController {
  protected readonly kind = 'interviews';
}

@Controller('candidatures/:id/projets/import')
export class ProjectsImportController extends PortfolioImportController {
  protected readonly kind = 'projects';
}

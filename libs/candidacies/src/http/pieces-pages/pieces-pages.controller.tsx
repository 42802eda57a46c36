import { randomUUID } from 'node:crypto';
import { Controller, Get, Param, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Calls, fieldOf } from '@rebond/calls';
import { Act, UuidPipe, type Role } from '@rebond/identity';
import { RefusedError, type CandidacyId, type DomainError } from '@rebond/kernel';
import {
  Ctx,
  discardAll,
  Files,
  parseInput,
  receiveForm,
  Verbs,
  type ReceivedForm,
  type RequestContext,
} from '@rebond/platform';
import { PageRoute, Reader, redirect, submitted, type PageAnswer, type Redirection, type Visitor } from '@rebond/ui';
import { Cases } from '../../application/cases.js';
import { AddDocument } from '../../application/documents/add-document.js';
import { limitOf } from '../../application/documents/authorise-upload.js';
import { uploadInput } from '../../application/documents/upload-input.js';
import { piecesOf } from '../../application/pieces/pieces-of-case.js';
import { ProvidePiece, providePieceInput } from '../../application/pieces/provide-piece.js';
import { definitionOf } from '../../application/read/definition-of.js';
import { t } from '../../messages.case.fr.js';
import { eventsForPeople } from '../../domain/decide.js';
import { acceptOf } from '../form/accept.js';
import { CaseFrame, caseUrl } from '../frame/case-frame.js';
import { Pieces } from './pieces.js';

/** Largest file that any field may accept, in bytes; the field's own limit is asked next. */
const LARGEST_FILE = 100_000_000;

/** Pieces owed, each provided by a form with its file. */
@Controller('candidatures/:id/pieces')
export class PiecesPagesController {
  constructor(
    private readonly verbs: Verbs,
    private readonly cases: Cases,
    private readonly calls: Calls,
    private readonly files: Files,
    private readonly adding: AddDocument,
    private readonly providing: ProvidePiece,
    private readonly frame: CaseFrame,
  ) {}

  @Get()
  @Act('candidacy.provide-piece')
  @PageRoute()
  show(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @Param('id', UuidPipe) id: CandidacyId,
  ): Promise<PageAnswer> {
    return this.page(ctx, visitor, id, null);
  }

  /** The file and its delivery are one act: a piece that is refused leaves no document. */
  @Post(':field')
  @Act('candidacy.provide-piece')
  @PageRoute()
  provide(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @Req() request: FastifyRequest,
    @Param('id', UuidPipe) id: CandidacyId,
    @Param('field') field: string,
  ): Promise<PageAnswer | Redirection> {
    return submitted(
      async () => {
        // Whose case it is comes first: nothing of a stranger's file is stored.
        await this.verbs.read(ctx, (tx) => this.cases.read(tx, id));
        const form = await receiveForm(request, this.files, { maxFileBytes: LARGEST_FILE, maxFiles: 1 });
        try {
          const { late, stillOwed } = await this.verbs.write(ctx, (tx) => this.deliver(tx, id, field, form));
          return redirect(
            caseUrl(id, 'pieces'),
            t(late ? 'pieces.providedLate' : 'pieces.provided', { count: stillOwed }),
          );
        } finally {
          await discardAll(this.files, form.files);
        }
      },
      (refusal) => this.page(ctx, visitor, id, refusal),
    );
  }

  private async deliver(
    tx: Parameters<Parameters<Verbs['write']>[1]>[0],
    id: CandidacyId,
    field: string,
    { fields, files }: ReceivedForm,
  ) {
    const [file] = files;
    if (!file) throw new RefusedError('file-required', t('pieces.fileRequired'));
    const siren = typeof fields.siren === 'string' && fields.siren !== '' ? { siren: fields.siren } : {};
    const { version } = await this.cases.lockOne(tx, id);
    const upload = parseInput(uploadInput, { filename: file.filename, field, ...siren });
    const document = await this.adding.add(tx, id, upload, file.staged);
    const input = parseInput(providePieceInput, { ...siren, documentId: document.id });
    return this.providing.provide(tx, id, version, field, input);
  }

  private page(
    ctx: RequestContext,
    visitor: Visitor | null,
    id: CandidacyId,
    refusal: DomainError | null,
  ): Promise<PageAnswer> {
    return this.verbs.read(ctx, async (tx) => {
      const candidacy = await this.cases.read(tx, id);
      const definition = await definitionOf(tx, this.calls, candidacy);
      const pieces = (await piecesOf(tx, this.calls, candidacy)).map((piece) => {
        const field = fieldOf(definition, piece.field);
        const file = field?.type === 'file' ? field : null;
        return {
          piece,
          accept: file ? acceptOf(file) : undefined,
          maxBytes: file ? limitOf(file) : undefined,
        };
      });
      return this.frame.around(candidacy, ctx.actor.role as Role, {
        panel: '',
        title: t('pieces.title'),
        body: (
          <Pieces
            {...{ candidacy, pieces, refusal }}
            isTaken={eventsForPeople(candidacy.state).includes('PROVIDE_PIECE')}
            csrf={visitor?.csrf ?? null}
            once={randomUUID()}
          />
        ),
      });
    });
  }
}

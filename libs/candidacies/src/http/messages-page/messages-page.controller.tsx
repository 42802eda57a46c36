import { randomUUID } from 'node:crypto';
import { Controller, Get, Param, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { scopeOf, Act, UuidPipe, type Role } from '@rebond/identity';
import type { CandidacyId, DomainError } from '@rebond/kernel';
import {
  Ctx,
  discardAll,
  Files,
  inputOfForm,
  parseInput,
  receiveForm,
  sha256,
  Verbs,
  type FormBody,
  type ReceivedForm,
  type RequestContext,
} from '@rebond/platform';
import {
  PageRoute,
  Reader,
  redirect,
  submitted,
  type PageAnswer,
  type Redirection,
  type Visitor,
  typedText,
} from '@rebond/ui';
import { Cases } from '../../application/cases.js';
import { MESSAGE_FILE_BYTES, MESSAGE_FILES } from '../../application/messages/accepted-files.js';
import { markSeen, threadOf } from '../../application/messages/thread.js';
import { WriteMessage, writeMessageInput } from '../../application/messages/write-message.js';
import { t } from '../../messages.case.fr.js';
import { CaseFrame, caseUrl } from '../frame/case-frame.js';
import { CasePanel } from '../frame/panels.js';
import { Thread } from './thread-view.js';

const LIMITS = { maxFileBytes: MESSAGE_FILE_BYTES, maxFiles: MESSAGE_FILES };

/** A form sent twice counts once, files included. */
function onceOf(ctx: RequestContext, request: FastifyRequest, { fields, files }: ReceivedForm): RequestContext {
  const key = typedText(fields, '_once');
  if (!key) return ctx;
  const parts = [request.url, typedText(fields, 'text') ?? '', ...files.map(({ staged }) => staged.sha256)];
  return { ...ctx, idempotency: { key, requestHash: sha256(parts.join('\n')) } };
}

/** The correspondence between a territory and the desk. */
@CasePanel({ key: 'messages', label: () => t('messages.title'), order: 40, action: 'message.read' })
@Controller('candidatures/:id/messages')
export class MessagesPageController {
  constructor(
    private readonly verbs: Verbs,
    private readonly cases: Cases,
    private readonly files: Files,
    private readonly writing: WriteMessage,
    private readonly frame: CaseFrame,
  ) {}

  /** Reading marks as read what stands on the page. */
  @Get()
  @Act('message.read')
  @PageRoute()
  show(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @Param('id', UuidPipe) id: CandidacyId,
  ): Promise<PageAnswer> {
    return this.page(ctx, visitor, id, null, {});
  }

  @Post()
  @Act('message.write')
  @PageRoute()
  async write(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @Req() request: FastifyRequest,
    @Param('id', UuidPipe) id: CandidacyId,
  ): Promise<PageAnswer | Redirection> {
    let form: ReceivedForm = { fields: (request.body ?? {}) as FormBody, files: [] };
    return submitted(
      async () => {
        // Whose case it is comes first: nothing of a stranger's files is stored.
        await this.verbs.read(ctx, (tx) => this.cases.read(tx, id));
        if (request.isMultipart() || request.keptFiles) form = await receiveForm(request, this.files, LIMITS);
        try {
          const input = parseInput(writeMessageInput, inputOfForm(writeMessageInput, withoutFiles(form.fields)));
          await this.verbs.write(onceOf(ctx, request, form), (tx) => this.writing.write(tx, id, input, form.files));
          return redirect(caseUrl(id, 'messages'), t('messages.sent'));
        } finally {
          await discardAll(this.files, form.files);
        }
      },
      (refusal) => this.page(ctx, visitor, id, refusal, form.fields),
    );
  }

  private page(
    ctx: RequestContext,
    visitor: Visitor | null,
    id: CandidacyId,
    refusal: DomainError | null,
    form: FormBody,
  ): Promise<PageAnswer> {
    return this.verbs.read(ctx, async (tx) => {
      const candidacy = await this.cases.read(tx, id);
      const messages = await threadOf(tx, id);
      await markSeen(tx, id);
      const role = ctx.actor.role as Role;
      return this.frame.around(candidacy, role, {
        panel: 'messages',
        title: t('messages.title'),
        body: (
          <Thread
            {...{ candidacy, messages, refusal }}
            mayWrite={scopeOf(role, 'message.write') !== null}
            isTerritory={scopeOf(role, 'candidacy.edit') !== null}
            csrf={visitor?.csrf ?? null}
            once={randomUUID()}
            text={typedText(form, 'text') ?? ''}
            audience={typedText(form, 'audience') ?? ''}
          />
        ),
      });
    });
  }
}

const withoutFiles = ({ files: _, ...fields }: FormBody): FormBody => fields;

import { randomUUID } from 'node:crypto';
import { Controller, Get, Param, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { scopeOf, Act, UuidPipe, type Role } from '@rebond/identity';
import type { CandidacyId, DomainError } from '@rebond/kernel';
import { Ctx, parseForm, Verbs, type FormBody, type RequestContext } from '@rebond/platform';
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
import { markSeen, threadOf } from '../../application/messages/thread.js';
import { WriteMessage, writeMessageInput } from '../../application/messages/write-message.js';
import { t } from '../../messages.case.fr.js';
import { FilesForm } from '../files-form/files-form.js';
import { CaseFrame, caseUrl } from '../frame/case-frame.js';
import { CasePanel } from '../frame/panels.js';
import { Thread } from './thread-view.js';

/** The correspondence between a territory and the desk. */
@CasePanel({ key: 'messages', label: () => t('messages.title'), order: 40, action: 'message.read' })
@Controller('candidatures/:id/messages')
export class MessagesPageController {
  constructor(
    private readonly verbs: Verbs,
    private readonly cases: Cases,
    private readonly forms: FilesForm,
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
    let typed: FormBody = {};
    return submitted(
      async () => {
        // Whose case it is comes first: nothing of a stranger's files is stored.
        await this.verbs.read(ctx, (tx) => this.cases.read(tx, id));
        return this.forms.receive(ctx, request, async ({ fields, files }, once) => {
          typed = fields;
          const input = parseForm(writeMessageInput, fields);
          await this.verbs.write(once, (tx) => this.writing.write(tx, id, input, files));
          return redirect(caseUrl(id, 'messages'), t('messages.sent'));
        });
      },
      (refusal) => this.page(ctx, visitor, id, refusal, typed),
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

import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, Param, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { CaseFrame, CasePanel, Cases, caseUrl, FilesForm } from '@rebond/candidacies';
import { Act, scopeOf, UuidPipe, type Role } from '@rebond/identity';
import type { CandidacyId } from '@rebond/kernel';
import { Ctx, parseForm, Verbs, type FormBody, type RequestContext } from '@rebond/platform';
import {
  PageRoute,
  Reader,
  redirect,
  submitted,
  type Again,
  type PageAnswer,
  type Redirection,
  type Visitor,
} from '@rebond/ui';
import { ReadAppeals } from '../../application/appeals/read-appeals.js';
import {
  ProveNotification,
  proveNotificationInput,
  strikeNoticeInput,
} from '../../application/evidence/prove-notification.js';
import { ReadEvidence } from '../../application/evidence/read-evidence.js';
import type { PostalNoticeId } from '../../domain/postal-notice.js';
import { t } from '../../messages.evidence.fr.js';
import { Notifications } from './notifications.js';
import { PostalNotices } from './postal-notices.js';
import { PROVE } from './postal-props.js';

const DECIDED = [
  'inadmissible',
  'selected',
  'waitlisted',
  'rejected',
  'engineering',
  'funded',
  'closed',
  'abandoned',
] as const;

/** What notified the decisions on one case, by mail and by post, for those who follow it. */
@CasePanel({
  key: 'notification',
  label: () => t('panel.title'),
  order: 75,
  isRare: true,
  action: 'notification.read',
  states: DECIDED,
})
@Controller('candidatures/:id/notification')
export class CaseNotificationsPage {
  constructor(
    private readonly verbs: Verbs,
    private readonly frame: CaseFrame,
    private readonly cases: Cases,
    private readonly evidence: ReadEvidence,
    private readonly appeals: ReadAppeals,
    private readonly proving: ProveNotification,
    private readonly forms: FilesForm,
  ) {}

  @Get()
  @Act('notification.read')
  @PageRoute()
  show(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @Param('id', UuidPipe) id: CandidacyId,
  ): Promise<PageAnswer> {
    return this.casePage(ctx, visitor, id, null);
  }

  @Post('lettres')
  @Act('notification.prove')
  @PageRoute()
  prove(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @Param('id', UuidPipe) id: CandidacyId,
    @Req() request: FastifyRequest,
  ): Promise<PageAnswer | Redirection> {
    let typed: FormBody = {};
    return submitted(
      async () => {
        // Whose case it is comes first: nothing of a stranger's files is stored.
        await this.verbs.read(ctx, (tx) => this.cases.read(tx, id));
        return this.forms.receive(ctx, request, async ({ fields, files }, once) => {
          typed = fields;
          await this.proving.record(once, id, parseForm(proveNotificationInput, fields), files);
          return redirect(caseUrl(id, 'notification'), t('post.done'));
        });
      },
      (refusal) => this.casePage(ctx, visitor, id, { form: PROVE, refusal, typed }),
    );
  }

  @Post('lettres/:noticeId/retrait')
  @Act('notification.prove')
  @PageRoute()
  strike(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @Param('id', UuidPipe) id: CandidacyId,
    @Param('noticeId', UuidPipe) noticeId: PostalNoticeId,
    @Body() form: FormBody,
  ): Promise<PageAnswer | Redirection> {
    return submitted(
      async () => {
        await this.proving.strike(ctx, id, noticeId, parseForm(strikeNoticeInput, form));
        return redirect(caseUrl(id, 'notification'), t('post.strikeDone'));
      },
      (refusal) => this.casePage(ctx, visitor, id, { form: noticeId, refusal, typed: form }),
    );
  }

  private async casePage(
    ctx: RequestContext,
    visitor: Visitor | null,
    id: CandidacyId,
    again: Again | null,
  ): Promise<PageAnswer> {
    const notifications = await this.evidence.ofCase(ctx, id);
    const { standing, items } = await this.appeals.ofCase(ctx, id);
    const proves = scopeOf(ctx.actor.role as Role, 'notification.prove') !== null;
    return this.verbs.read(ctx, async (tx) =>
      this.frame.page(tx, id, {
        panel: 'notification',
        title: t('panel.title'),
        body: (
          <>
            <Notifications notifications={notifications} />
            <PostalNotices
              {...{ candidacyId: id, standing, proves, again, once: randomUUID }}
              notices={await this.proving.list(tx, id)}
              appeals={items}
              csrf={visitor?.csrf ?? null}
            />
          </>
        ),
      }),
    );
  }
}

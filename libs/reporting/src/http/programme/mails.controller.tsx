import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Act, scopeOf, UuidPipe, type Role } from '@rebond/identity';
import { AbsentError, type Fault } from '@rebond/kernel';
import { Ctx, parseForm, Verbs, type FormBody, type RequestContext } from '@rebond/platform';
import {
  page,
  PageRoute,
  Reader,
  redirect,
  submitted,
  type PageAnswer,
  type Redirection,
  type Visitor,
  faultsToShow,
} from '@rebond/ui';
import { mailsQuery, readMail, readMails, type MailsQuery } from '../../application/mails/mails.js';
import { otherAddressesOf, resendInput, resendMail } from '../../application/mails/resend-mail.js';
import { t } from '../../messages.office.fr.js';
import { MailList, MAILS, MailSheet } from './mail-pages.js';
import { officeCrumb } from './office-frame.js';

const csrfOf = (ctx: RequestContext, visitor: Visitor | null): string | null =>
  scopeOf(ctx.actor.role as Role, 'mail.resend') === null ? null : (visitor?.csrf ?? null);

/** Mails that the product sent, with what became of each. */
@Controller('programme/courriels')
export class MailPages {
  constructor(private readonly verbs: Verbs) {}

  @Get()
  @Act('mail.read')
  @PageRoute()
  list(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @Query({ schema: mailsQuery }) query: MailsQuery,
  ): Promise<PageAnswer> {
    return this.verbs.read(ctx, async (tx) =>
      page({
        title: t('office.mails'),
        trail: [officeCrumb()],
        wide: true,
        body: <MailList query={query} csrf={csrfOf(ctx, visitor)} {...await readMails(tx, query)} />,
      }),
    );
  }

  @Get(':id')
  @Act('mail.read')
  @PageRoute()
  one(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @Param('id', UuidPipe) id: string,
  ): Promise<PageAnswer> {
    return this.sheet(ctx, visitor, id, []);
  }

  @Post(':id/renvoi')
  @Act('mail.resend')
  @PageRoute()
  resend(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @Param('id', UuidPipe) id: string,
    @Body() form: FormBody,
  ): Promise<PageAnswer | Redirection> {
    return submitted(
      async () => {
        const input = parseForm(resendInput, form);
        await this.verbs.write(ctx, async (tx) => {
          await resendMail(tx, id, input);
          return null;
        });
        return redirect(MAILS, t('mails.resent'));
      },
      (refusal) => this.sheet(ctx, visitor, id, faultsToShow(refusal)),
    );
  }

  private sheet(
    ctx: RequestContext,
    visitor: Visitor | null,
    id: string,
    faults: readonly Fault[],
  ): Promise<PageAnswer> {
    return this.verbs.read(ctx, async (tx) => {
      const mail = await readMail(tx, id);
      if (!mail) throw new AbsentError();
      const csrf = csrfOf(ctx, visitor);
      const others = csrf === null ? [] : await otherAddressesOf(tx, id);
      return page({
        title: mail.subject,
        trail: [officeCrumb(), { label: t('office.mails'), href: MAILS }],
        body: <MailSheet {...{ mail, others, faults, csrf }} />,
      });
    });
  }
}

import { randomUUID } from 'node:crypto';
import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Act, scopeOf, UuidPipe, type Role } from '@rebond/identity';
import { Ctx, instantOf, type RequestContext, Verbs } from '@rebond/platform';
import {
  Badge,
  type BadgeKind,
  Button,
  Field,
  Form,
  page,
  PageRoute,
  Pagination,
  Reader,
  redirect,
  Select,
  Table,
  Time,
  type PageAnswer,
  type Redirection,
  type Visitor,
} from '@rebond/ui';
import {
  MAIL_STATES,
  mailsQuery,
  readMails,
  resendMail,
  type MailLine,
  type MailsQuery,
  type MailState,
} from '../../application/mails/mails.js';
import { t } from '../../messages.office.fr.js';
import { OFFICE, OfficeFrame } from './office-frame.js';

const HERE = '/programme/courriels';
const KINDS: Readonly<Record<MailState, BadgeKind>> = {
  accepted: 'success',
  retrying: 'warning',
  parked: 'error',
  waiting: 'info',
};

interface Props {
  readonly query: MailsQuery;
  readonly items: readonly MailLine[];
  readonly next: string | null;
  /** Null for whoever may only read. */
  readonly csrf: string | null;
}

const Resend = ({ mail, csrf }: { readonly mail: MailLine; readonly csrf: string | null }) =>
  csrf === null ? null : (
    <Form action={`${HERE}/${mail.id}/renvoi`} csrf={csrf} once={randomUUID()}>
      <Button kind="tertiary" small>
        {t('mails.resend')}
        <span class="fr-sr-only"> {t('mails.resendAbout', { subject: mail.subject, recipient: mail.recipient })}</span>
      </Button>
    </Form>
  );

const MailsBody = ({ query, items, next, csrf }: Props) => (
  <OfficeFrame here={HERE}>
    <form method="get" action={HERE} role="search" class="rb-filters">
      <Field name="recipient" type="search" label={t('mails.search')} value={query.recipient} />
      <Select
        name="state"
        label={t('mails.state')}
        empty={t('mail.all')}
        value={query.state}
        options={MAIL_STATES.map((state) => ({ value: state, label: t(`mail.${state}`) }))}
      />
      <Button kind="secondary" icon="search-line">
        {t('mails.find')}
      </Button>
    </form>
    <p class="fr-hint-text">{t('mails.note')}</p>
    <Table
      caption={t('mails.list')}
      dense
      columns={[
        { key: 'created', label: t('mails.created') },
        { key: 'recipient', label: t('mails.search') },
        { key: 'subject', label: t('mails.subject') },
        { key: 'state', label: t('mails.state') },
        { key: 'answer', label: t('mails.answer') },
        ...(csrf === null ? [] : [{ key: 'act', label: t('mails.resend') }]),
      ]}
      rows={items.map((mail) => ({
        key: mail.id,
        cells: {
          created: <Time at={instantOf(mail.created_at)} />,
          recipient: mail.recipient,
          subject: mail.subject,
          state: <Badge kind={KINDS[mail.state]}>{t(`mail.${mail.state}`)}</Badge>,
          answer: mail.answer ?? '',
          act: <Resend mail={mail} csrf={csrf} />,
        },
      }))}
    />
    <Pagination
      next={
        next === null
          ? null
          : `${HERE}?${new URLSearchParams({ recipient: query.recipient ?? '', state: query.state ?? '', after: next }).toString()}`
      }
    />
  </OfficeFrame>
);

/** Mails that the product sent, with what the mail server answered at once. */
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
    const mayResend = scopeOf(ctx.actor.role as Role, 'mail.resend') !== null;
    return this.verbs.read(ctx, async (tx) =>
      page({
        title: t('office.mails'),
        trail: [OFFICE],
        wide: true,
        body: (
          <MailsBody query={query} csrf={mayResend ? (visitor?.csrf ?? null) : null} {...await readMails(tx, query)} />
        ),
      }),
    );
  }

  @Post(':id/renvoi')
  @Act('mail.resend')
  @PageRoute()
  async resend(@Ctx() ctx: RequestContext, @Param('id', UuidPipe) id: string): Promise<Redirection> {
    await this.verbs.write(ctx, async (tx) => {
      await resendMail(tx, id);
      return null;
    });
    return redirect(HERE, t('mails.resent'));
  }
}

import { randomUUID } from 'node:crypto';
import { causeText } from '@rebond/candidacies';
import { causeOfFailure, instantOf } from '@rebond/platform';
import {
  Badge,
  Button,
  ErrorSummary,
  faultAt,
  Field,
  Form,
  Pagination,
  Radios,
  Select,
  SummaryList,
  Table,
  Time,
  type BadgeKind,
} from '@rebond/ui';
import type { Fault } from '@rebond/kernel';
import { MAIL_STATES, type MailLine, type MailsQuery, type MailState } from '../../application/mails/mails.js';
import type { KnownAddress } from '../../application/mails/other-addresses.js';
import { t } from '../../messages.office.fr.js';
import { OfficeFrame } from './office-frame.js';

export const MAILS = '/programme/courriels';
const KINDS: Readonly<Record<MailState, BadgeKind>> = {
  accepted: 'success',
  bounced: 'error',
  retrying: 'warning',
  parked: 'error',
  waiting: 'info',
};

const StateOf = ({ mail }: { readonly mail: MailLine }) => (
  <Badge kind={KINDS[mail.state]}>{t(`mail.${mail.state}`)}</Badge>
);

/** Why it came back, in words, then in its server's. */
const bounceText = ({ bounce_status: status, bounce_diagnostic: said }: MailLine): string | null =>
  status === null ? null : t('mails.bounce', { cause: causeText(causeOfFailure(status)), status, said: said ?? '' });

const Resend = ({ mail, csrf }: { readonly mail: MailLine; readonly csrf: string }) => (
  <Form action={`${MAILS}/${mail.id}/renvoi`} csrf={csrf} once={randomUUID()}>
    <Button kind="tertiary" small>
      {t('mails.resend')}
      <span class="fr-sr-only"> {t('mails.resendAbout', { subject: mail.subject, recipient: mail.recipient })}</span>
    </Button>
  </Form>
);

interface ListProps {
  readonly query: MailsQuery;
  readonly items: readonly MailLine[];
  readonly next: string | null;
  /** Null for whoever may only read. */
  readonly csrf: string | null;
}

const pageUrl = ({ recipient = '', state = '' }: MailsQuery, after: string): string =>
  `${MAILS}?${new URLSearchParams({ recipient, state, after }).toString()}`;

/** Mails under filters, with what became of each. */
export const MailList = ({ query, items, next, csrf }: ListProps) => (
  <OfficeFrame here={MAILS}>
    <form method="get" action={MAILS} role="search" class="rb-filter">
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
          subject: <a href={`${MAILS}/${mail.id}`}>{mail.subject}</a>,
          state: <StateOf mail={mail} />,
          answer: bounceText(mail) ?? mail.answer ?? '',
          act: csrf === null ? null : <Resend mail={mail} csrf={csrf} />,
        },
      }))}
    />
    <Pagination next={next === null ? null : pageUrl(query, next)} />
  </OfficeFrame>
);

interface SheetProps {
  readonly mail: MailLine;
  readonly others: readonly KnownAddress[];
  readonly faults: readonly Fault[];
  readonly csrf: string | null;
}

const timeOf = (at: Date | null) => (at === null ? '' : <Time at={instantOf(at)} />);

const whoReads = ({ name, organisation }: KnownAddress): string =>
  name === organisation ? t('mails.mailboxOf', { organisation }) : `${name}, ${organisation}`;

/** One mail: what became of it, and where else it may go. */
export const MailSheet = ({ mail, others, faults, csrf }: SheetProps) => (
  <>
    <ErrorSummary faults={faults} />
    <SummaryList
      rows={[
        { term: t('mails.search'), value: [mail.recipient_name, mail.recipient].filter(Boolean).join(', ') },
        { term: t('mails.created'), value: timeOf(mail.created_at) },
        { term: t('mails.state'), value: <StateOf mail={mail} /> },
        ...(mail.answer === null ? [] : [{ term: t('mails.answer'), value: mail.answer }]),
        ...(mail.bounced_at === null
          ? []
          : [
              { term: t('mails.bouncedAt'), value: timeOf(mail.bounced_at) },
              { term: t('mails.why'), value: bounceText(mail) ?? '' },
            ]),
      ]}
    />
    {csrf === null ? null : (
      <Form action={`${MAILS}/${mail.id}/renvoi`} csrf={csrf} once={randomUUID()}>
        {others.length === 0 ? (
          <p class="fr-hint-text">{t('mails.noOther')}</p>
        ) : (
          <Radios
            name="to"
            legend={t('mails.to')}
            hint={t('mails.toHint')}
            value={mail.recipient}
            fault={faultAt(faults, '/to')}
            options={[
              { value: mail.recipient, label: mail.recipient, hint: t('mails.same') },
              ...others.map((one) => ({ value: one.address, label: one.address, hint: whoReads(one) })),
            ]}
          />
        )}
        <Button>{t('mails.resend')}</Button>
      </Form>
    )}
  </>
);

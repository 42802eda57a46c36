import { randomUUID } from 'node:crypto';
import { ORGANISATION_KINDS, SEAT_ROLES } from '@rebond/identity';
import type { Fault } from '@rebond/kernel';
import { instantOf, type FormBody } from '@rebond/platform';
import {
  Alert,
  Button,
  Details,
  ErrorSummary,
  faultAt,
  Field,
  Form,
  LinkButton,
  Select,
  Table,
  Time,
  typedText,
} from '@rebond/ui';
import type { OrganisationLine, SeatLine, TokenLine } from '../../application/seats/registry.js';
import { t } from '../../messages.office.fr.js';
import { t as named } from '../../messages.registry.fr.js';
import { OfficeFrame } from './office-frame.js';

export const SEATS_HREF = '/programme/fonctions';

interface Common {
  readonly csrf: string | null;
  readonly faults: readonly Fault[];
  readonly form: FormBody;
}

/** A field of a form that was refused, with what was typed. */
const Typed = ({
  name,
  label,
  type,
  isOptional = false,
  faults,
  form,
}: Pick<Common, 'faults' | 'form'> & {
  readonly name: string;
  readonly label: string;
  readonly type?: 'text' | 'email';
  readonly isOptional?: boolean;
}) => (
  <Field
    name={name}
    label={label}
    type={type ?? 'text'}
    required={!isOptional}
    value={typedText(form, name)}
    fault={faultAt(faults, `/${name}`)}
    maxLength={200}
  />
);

const InviteForm = ({
  organisations,
  csrf,
  faults,
  form,
}: Common & { readonly organisations: readonly OrganisationLine[] }) => (
  <Form action={SEATS_HREF} csrf={csrf} once={randomUUID()}>
    <Select
      name="organisationId"
      label={t('seats.organisation')}
      required
      options={organisations.map(({ id, name }) => ({ value: id, label: name }))}
      value={typedText(form, 'organisationId')}
      fault={faultAt(faults, '/organisationId')}
    />
    <Select
      name="role"
      label={t('seats.role')}
      required
      options={SEAT_ROLES.map((role) => ({ value: role, label: named(`role.${role}`) }))}
      value={typedText(form, 'role')}
      fault={faultAt(faults, '/role')}
    />
    <Typed name="title" label={t('seats.titleField')} {...{ faults, form }} />
    <Typed name="name" label={t('seats.name')} {...{ faults, form }} />
    <Typed name="email" type="email" label={t('seats.email')} {...{ faults, form }} />
    <Button icon="mail-line">{t('seats.inviteDo')}</Button>
  </Form>
);

const OrganisationForm = ({ csrf, faults, form }: Common) => (
  <Form action={`${SEATS_HREF}/organisations`} csrf={csrf} once={randomUUID()}>
    <Select
      name="kind"
      label={t('seats.kind')}
      required
      options={ORGANISATION_KINDS.map((kind) => ({ value: kind, label: named(`kind.${kind}`) }))}
      value={typedText(form, 'kind')}
      fault={faultAt(faults, '/kind')}
    />
    <Field
      id="champ-organisation-name"
      name="name"
      label={t('seats.organisationName')}
      required
      value={typedText(form, 'name')}
      fault={faultAt(faults, '/name')}
    />
    <Typed name="mailbox" type="email" label={t('seats.mailbox')} {...{ faults, form }} />
    <Typed name="siren" label={t('seats.siren')} isOptional {...{ faults, form }} />
    <Typed name="departement" label={t('seats.departement')} isOptional {...{ faults, form }} />
    <Typed name="region" label={t('seats.region')} isOptional {...{ faults, form }} />
    <Button>{t('seats.organisationDo')}</Button>
  </Form>
);

const NONE = { faults: [], form: {} };

export interface SeatsProps extends Common {
  readonly seats: readonly SeatLine[];
  readonly organisations: readonly OrganisationLine[];
  /** Which form was refused. */
  readonly refused: 'seat' | 'organisation' | null;
}

/** Seats, who holds them, and what gives new ones. */
export const SeatsBody = ({ seats, organisations, refused, csrf, faults, form }: SeatsProps) => (
  <OfficeFrame here={SEATS_HREF}>
    <ErrorSummary faults={faults} />
    <Details summary={t('seats.invite')} open={refused === 'seat'}>
      <InviteForm organisations={organisations} csrf={csrf} {...(refused === 'seat' ? { faults, form } : NONE)} />
    </Details>
    <Details summary={t('seats.newOrganisation')} open={refused === 'organisation'}>
      <OrganisationForm csrf={csrf} {...(refused === 'organisation' ? { faults, form } : NONE)} />
    </Details>
    <Table
      caption={t('seats.list')}
      columns={[
        { key: 'title', label: t('seats.titleField') },
        { key: 'role', label: t('seats.role') },
        { key: 'organisation', label: t('seats.organisation') },
        { key: 'holder', label: t('seats.holder') },
      ]}
      rows={seats.map((seat) => ({
        key: `${seat.id} ${seat.person ?? ''}`,
        href: `${SEATS_HREF}/${seat.id}`,
        cells: {
          title: seat.title,
          role: named(`role.${seat.role}`),
          organisation: seat.organisation,
          holder: seat.person ?? t('seats.vacant'),
        },
      }))}
    />
  </OfficeFrame>
);

export interface SeatProps extends Common {
  readonly seat: SeatLine;
  readonly tokens: readonly TokenLine[];
  /** Shown once, just after it was made. */
  readonly shown: { readonly token: string; readonly expiresAt: string } | null;
}

const Tokens = ({ seat, tokens, shown, csrf }: SeatProps) => (
  <>
    <h2>{t('seats.tokens')}</h2>
    {shown === null ? null : (
      <Alert kind="warning" title={t('seats.tokenShown')}>
        <p>
          <code class="rb-hash">{shown.token}</code>
        </p>
        <p>
          {t('seats.tokenUntil')} <Time at={shown.expiresAt} />
        </p>
      </Alert>
    )}
    <Table
      caption={t('seats.tokens')}
      captionHidden
      columns={[
        { key: 'label', label: t('seats.tokenLabel'), rowHeader: true },
        { key: 'until', label: t('seats.tokenUntil') },
        { key: 'state', label: t('seats.tokenState') },
        { key: 'act', label: t('seats.tokenRevoke') },
      ]}
      rows={tokens.map((token) => ({
        key: token.id,
        cells: {
          label: token.label,
          until: <Time at={instantOf(token.expires_at)} />,
          state: t(`token.${token.state}`),
          act:
            token.state === 'valid' ? (
              <Form action={`${SEATS_HREF}/${seat.id}/jetons/${token.id}/revocation`} csrf={csrf}>
                <Button kind="tertiary" small>
                  {t('seats.tokenRevoke')}
                  <span class="fr-sr-only"> {token.label}</span>
                </Button>
              </Form>
            ) : null,
        },
      }))}
    />
    <Form action={`${SEATS_HREF}/${seat.id}/jetons`} csrf={csrf}>
      <Field name="label" label={t('seats.tokenLabel')} required maxLength={100} />
      <Field name="days" label={t('seats.tokenDays')} inputMode="numeric" value="90" />
      <Button kind="secondary">{t('seats.tokenDo')}</Button>
    </Form>
  </>
);

/** One seat: handed over, ended, its tokens. */
export const SeatBody = (props: SeatProps) => {
  const { seat, csrf, faults, form } = props;
  return (
    <>
      <ErrorSummary faults={faults} />
      <p>
        {named(`role.${seat.role}`)} – {seat.person ?? t('seats.vacant')}
      </p>
      <h2>{t('seats.handOverTo')}</h2>
      <p>{t('seats.handOverHint')}</p>
      <Form action={`${SEATS_HREF}/${seat.id}/transmission`} csrf={csrf} once={randomUUID()}>
        <Typed name="name" label={t('seats.name')} {...{ faults, form }} />
        <Typed name="email" type="email" label={t('seats.email')} {...{ faults, form }} />
        <Button>{t('seats.handOverDo')}</Button>
      </Form>
      {seat.person === null ? null : (
        <>
          <h2>{t('seats.end')}</h2>
          <p>{t('seats.endHint')}</p>
          <Form action={`${SEATS_HREF}/${seat.id}/fin`} csrf={csrf} once={randomUUID()}>
            <Button kind="secondary">{t('seats.end')}</Button>
          </Form>
        </>
      )}
      <h2>{t('sessions.heading')}</h2>
      <p>{t('sessions.hint')}</p>
      <LinkButton href={`${SEATS_HREF}/${seat.id}/sessions`} kind="secondary">
        {t('sessions.link')}
      </LinkButton>
      <Tokens {...props} />
    </>
  );
};

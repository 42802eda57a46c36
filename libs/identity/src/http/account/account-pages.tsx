import { renderSVG } from 'uqr';
import { formatInstant } from '@rebond/kernel';
import { instantOf } from '@rebond/platform';
import { Button, Callout, Field, Form, LinkButton, Radios, SummaryList, Table, type Visitor } from '@rebond/ui';
import type { SessionLine } from '../../application/sessions/session-row.js';
import { t } from '../../messages.fr.js';

export interface AccountProps {
  readonly visitor: Visitor;
  readonly email: string;
  readonly sessions: readonly SessionLine[];
  readonly hasAuthenticator: boolean;
  readonly codesLeft: number;
  readonly mayLend: boolean;
}

const seatText = ({ title, organisation }: Visitor['seat']): string => t('account.seatIn', { title, organisation });

const Seats = ({ visitor }: Pick<AccountProps, 'visitor'>) =>
  visitor.otherSeats.length === 0 ? null : (
    <section aria-labelledby="fonctions">
      <h2 id="fonctions">{t('account.seats')}</h2>
      <Form action="/compte/fonction" csrf={visitor.csrf}>
        <Radios
          name="seat"
          legend={t('account.changeTo')}
          options={visitor.otherSeats.map((seat) => ({ value: seat.id, label: seatText(seat) }))}
          value={visitor.otherSeats[0]?.id ?? ''}
        />
        <Button>{t('account.change')}</Button>
      </Form>
    </section>
  );

const EndSession = ({ csrf, session }: { readonly csrf: string; readonly session: SessionLine }) => (
  <Form action="/compte/sessions/fin" csrf={csrf}>
    <input type="hidden" name="session" value={session.id} />
    <Button kind="tertiary" small>
      {t('account.end')}
      <span class="fr-sr-only"> {session.agent ?? t('account.unknownBrowser')}</span>
    </Button>
  </Form>
);

const SessionsOf = ({ visitor, sessions }: Pick<AccountProps, 'visitor' | 'sessions'>) => (
  <section aria-labelledby="sessions">
    <h2 id="sessions">{t('account.sessions')}</h2>
    <Table
      caption={t('account.sessionsCaption')}
      columns={[
        { key: 'browser', label: t('account.browser') },
        { key: 'means', label: t('account.means') },
        { key: 'opened', label: t('account.opened') },
        { key: 'seen', label: t('account.seen') },
        { key: 'end', label: t('account.endColumn') },
      ]}
      rows={sessions.map((one) => ({
        key: one.id,
        cells: {
          browser: one.is_this ? <strong>{t('account.thisOne')}</strong> : (one.agent ?? t('account.unknownBrowser')),
          means: t(`means.${one.means}`),
          opened: formatInstant(instantOf(one.created_at)),
          seen: formatInstant(instantOf(one.seen_at)),
          end: one.is_this ? '' : <EndSession csrf={visitor.csrf} session={one} />,
        },
      }))}
    />
    <Form action="/compte/sessions" csrf={visitor.csrf}>
      <Button kind="secondary">{t('account.endOthers')}</Button>
    </Form>
  </section>
);

export const AccountPage = ({ visitor, email, sessions, hasAuthenticator, codesLeft, mayLend }: AccountProps) => (
  <>
    <SummaryList
      rows={[
        { term: t('account.name'), value: visitor.name },
        { term: t('account.email'), value: email },
        { term: t('account.seat'), value: seatText(visitor.seat) },
        {
          term: t('account.app'),
          value: hasAuthenticator ? t('account.appOn', { count: codesLeft }) : t('account.appOff'),
          action: { href: '/compte/application', label: t('account.manage'), about: t('account.app') },
        },
        ...(mayLend
          ? [
              {
                term: t('account.deputy'),
                value: t('account.deputyHint'),
                action: { href: '/compte/suppleance', label: t('account.manage'), about: t('account.deputy') },
              },
            ]
          : []),
      ]}
    />
    <Seats visitor={visitor} />
    <SessionsOf visitor={visitor} sessions={sessions} />
  </>
);

export interface EnrolProps {
  readonly csrf: string | null;
  readonly uri: string;
  readonly secret: string;
  readonly returnTo: string;
  readonly fault: string | undefined;
}

const qrOf = (uri: string): string => `data:image/svg+xml;base64,${Buffer.from(renderSVG(uri)).toString('base64')}`;

/** Scanning or typing the secret, then proving it: the next sign-in needs no mail. */
export const EnrolPage = ({ csrf, uri, secret, returnTo, fault }: EnrolProps) => (
  <div class="rb-narrow">
    <p class="fr-text--lead">{t('app.lead')}</p>
    <ol>
      <li>{t('app.install')}</li>
      <li>
        {t('app.scan')}
        <br />
        <img src={qrOf(uri)} width="220" height="220" alt={t('app.qr')} />
        <br />
        {t('app.orType')} <code>{secret.replace(/(.{4})(?=.)/g, '$1 ')}</code>
      </li>
      <li>{t('app.thenCode')}</li>
    </ol>
    <Form action="/compte/application" csrf={csrf}>
      <input type="hidden" name="retour" value={returnTo} />
      <Field
        name="code"
        label={t('app.code')}
        autocomplete="one-time-code"
        inputMode="numeric"
        maxLength={7}
        required
        fault={fault}
      />
      <Button>{t('app.confirm')}</Button>
    </Form>
    <p class="fr-mt-4w">
      <a class="fr-link" href={returnTo}>
        {t('app.later')}
      </a>
    </p>
  </div>
);

/** Shown once, to be printed or copied. */
export const CodesPage = ({ codes, returnTo }: { readonly codes: readonly string[]; readonly returnTo: string }) => (
  <div class="rb-narrow">
    <Callout title={t('app.codesTitle')} kind="warning">
      <p>{t('app.codesHint')}</p>
    </Callout>
    <ul class="rb-codes">
      {codes.map((code) => (
        <li key={code}>
          <code>{code}</code>
        </li>
      ))}
    </ul>
    <LinkButton href={returnTo}>{t('app.codesKept')}</LinkButton>
  </div>
);

/** The authenticator is there: new recovery codes, or none of it any more. Both ask for a code. */
export const EnrolledPage = ({
  csrf,
  codesLeft,
  fault,
}: {
  readonly csrf: string | null;
  readonly codesLeft: number;
  readonly fault: string | undefined;
}) => (
  <div class="rb-narrow">
    <p class="fr-text--lead">{t('account.appOn', { count: codesLeft })}</p>
    <Form action="/compte/application/codes" csrf={csrf}>
      <Field
        name="code"
        label={t('app.code')}
        hint={t('app.codeOrRecovery')}
        autocomplete="one-time-code"
        maxLength={30}
        required
        fault={fault}
      />
      <div class="rb-buttons">
        <Button>{t('app.renew')}</Button>
        <Button kind="secondary" formAction="/compte/application/retrait">
          {t('app.remove')}
        </Button>
      </div>
    </Form>
  </div>
);

import type { Fault } from '@rebond/kernel';
import type { FormBody } from '@rebond/platform';
import { Alert, Button, Callout, Details, ErrorSummary, faultAt, Field, Form, LinkButton, typedText } from '@rebond/ui';
import { t } from '../../messages.fr.js';

export interface Shown {
  readonly faults: readonly Fault[];
  readonly refusal: string | null;
  readonly typed: FormBody;
}

export const FRESH: Shown = { faults: [], refusal: null, typed: {} };

/** What was refused, above the form. */
const Refusal = ({ faults, refusal }: Shown) =>
  refusal === null ? null : <ErrorSummary faults={faults} title={refusal} />;

const ReturnTo = ({ to }: { readonly to: string }) => <input type="hidden" name="retour" value={to} />;

const Email = ({ id, shown }: { readonly id: string; readonly shown: Shown | null }) => (
  <Field
    name="email"
    id={id}
    type="email"
    label={t('signIn.email')}
    hint={t('signIn.emailHint')}
    autocomplete="email"
    required
    value={shown ? typedText(shown.typed, 'email') : ''}
    fault={shown ? faultAt(shown.faults, '/email') : undefined}
  />
);

export interface SignInProps {
  readonly returnTo: string;
  readonly mail: Shown;
  readonly authenticator: Shown;
  readonly hasOpenId: boolean;
  readonly isDemo: boolean;
  /** The browser had a session that stands no more; whether something typed waits for its return. */
  readonly ended: 'kept' | 'plain' | null;
}

/** Every way in on one page: a mail, the authenticator, the State's identity provider, and the demo's choice of a seat. */
export const SignInPage = ({ returnTo, mail, authenticator, hasOpenId, isDemo, ended }: SignInProps) => (
  <div class="rb-narrow">
    {ended === null ? null : (
      <Alert kind="warning" title={t('signIn.ended')}>
        <p>{t(`signIn.ended.${ended}`)}</p>
      </Alert>
    )}
    <Refusal {...mail} />
    <Refusal {...authenticator} />
    {isDemo ? (
      <Callout title={t('signIn.demo')}>
        <a class="fr-link" href="/demo">
          {t('signIn.demoLink')}
        </a>
      </Callout>
    ) : null}
    {hasOpenId ? (
      <section aria-labelledby="proconnect">
        <h2 id="proconnect" class="fr-h5">
          {t('signIn.openId')}
        </h2>
        <p>{t('signIn.openIdHint')}</p>
        <LinkButton href={`/connexion/proconnect?retour=${encodeURIComponent(returnTo)}`}>
          {t('signIn.openIdButton')}
        </LinkButton>
      </section>
    ) : null}
    <section aria-labelledby="par-courriel">
      <h2 id="par-courriel" class="fr-h5">
        {t('signIn.byMail')}
      </h2>
      <Form action="/connexion" csrf={null}>
        <ReturnTo to={returnTo} />
        <Email id="champ-email" shown={mail} />
        <Button>{t('signIn.send')}</Button>
      </Form>
    </section>
    <Details summary={t('signIn.byApp')} open={authenticator.refusal !== null}>
      <Form action="/connexion/application" csrf={null}>
        <ReturnTo to={returnTo} />
        <Email id="champ-application-email" shown={authenticator} />
        <Field
          name="code"
          label={t('signIn.appCode')}
          hint={t('signIn.appCodeHint')}
          autocomplete="one-time-code"
          maxLength={30}
          required
          fault={faultAt(authenticator.faults, '/code')}
        />
        <Button>{t('signIn.enter')}</Button>
      </Form>
    </Details>
  </div>
);

/** After asking for the mail: the code that stands in it, for who reads mails elsewhere. */
export const CodePage = ({ shown, minutes }: { readonly shown: Shown; readonly minutes: number }) => (
  <div class="rb-narrow">
    <Refusal {...shown} />
    <Alert kind="info" title={t('signIn.sent')}>
      <p>{t('signIn.sentHint', { minutes })}</p>
    </Alert>
    <Form action="/connexion/code" csrf={null}>
      <Field
        name="code"
        label={t('signIn.code')}
        hint={t('signIn.codeHint')}
        autocomplete="one-time-code"
        inputMode="numeric"
        maxLength={12}
        required
        fault={faultAt(shown.faults, '/code')}
      />
      <Button>{t('signIn.enter')}</Button>
    </Form>
    <p class="fr-mt-4w">
      <a class="fr-link" href="/connexion">
        {t('signIn.again')}
      </a>
    </p>
  </div>
);

/** Behind the mail's link: a button, for what opens links by itself presses none. */
export const LinkPage = ({ action }: { readonly action: string }) => (
  <div class="rb-narrow">
    <p>{t('signIn.linkHint')}</p>
    <Form action={action} csrf={null}>
      <Button>{t('signIn.enter')}</Button>
    </Form>
  </div>
);

export const ClosedLink = ({ reason }: { readonly reason: string }) => (
  <div class="rb-narrow">
    <Alert kind="warning" title={reason} />
    <p class="fr-mt-4w">
      <LinkButton href="/connexion">{t('signIn.again')}</LinkButton>
    </p>
  </div>
);

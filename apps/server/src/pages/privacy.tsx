import type { PageContent } from '@rebond/ui';
import { t } from './messages.fr.js';
import { Invented, List, Part } from './parts.js';

/** What articles 13 and 14 of the GDPR have the portal tell. */
export const privacyPage = (): PageContent => ({
  title: t('privacy.title'),
  lead: t('privacy.lead'),
  body: (
    <>
      <Part title="privacy.controller" text="operator.name" />
      <Part title="privacy.purpose" text="privacy.purposeText" />
      <List
        title="privacy.what"
        items={['privacy.whatIdentity', 'privacy.whatActs', 'privacy.whatContents', 'privacy.whatSessions']}
      />
      <Part title="privacy.who" text="privacy.whoText" />
      <Part title="privacy.howLong" text="privacy.howLongText" />
      <Part title="privacy.cookies" text="privacy.cookiesText" />
      <Part title="privacy.rights" text="privacy.rightsText" />
      <p>
        <a href="https://www.cnil.fr/fr/plaintes">{t('privacy.rightsLink')}</a>
      </p>
      <Invented />
    </>
  ),
});

import type { PageContent } from '@rebond/ui';
import { t } from './messages.fr.js';
import { Invented, List, Part } from './parts.js';

/** What articles 13 and 14 of the GDPR have the portal tell. */
export const privacyPage = (): PageContent => ({
  title: t('privacy.title'),
  lead: t('privacy.lead'),
  body: (
    <>
      <Part heading="privacy.controller" text="operator.name" />
      <Part heading="privacy.purpose" text="privacy.purposeText" />
      <List
        heading="privacy.what"
        items={['privacy.whatIdentity', 'privacy.whatActs', 'privacy.whatContents', 'privacy.whatSessions']}
      />
      <Part heading="privacy.who" text="privacy.whoText" />
      <Part heading="privacy.howLong" text="privacy.howLongText" />
      <Part heading="privacy.cookies" text="privacy.cookiesText" />
      <Part heading="privacy.rights" text="privacy.rightsText" />
      <p>
        <a href="https://www.cnil.fr/fr/plaintes">{t('privacy.rightsLink')}</a>
      </p>
      <Invented />
    </>
  ),
});

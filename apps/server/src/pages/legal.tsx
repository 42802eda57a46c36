import { type PageContent, SummaryList } from '@rebond/ui';
import { t } from './messages.fr.js';
import { Invented, List } from './parts.js';

/** What article 6-III of the law of 21 June 2004 has a site say of who runs it, and the licences of what it is made of. */
export const legalPage = (): PageContent => ({
  title: t('legal.title'),
  lead: t('legal.lead'),
  body: (
    <>
      <Invented />
      <SummaryList
        rows={[
          { term: t('legal.publisher'), value: t('operator.name') },
          { term: t('legal.director'), value: t('legal.directorText') },
          { term: t('legal.host'), value: t('legal.hostText') },
          { term: t('legal.contact'), value: t('operator.mail') },
        ]}
      />
      <List
        heading="legal.software"
        items={['legal.softwareText', 'legal.font', 'legal.map', 'legal.territories', 'legal.state']}
      />
    </>
  ),
});

import type { PageContent } from '@rebond/ui';
import { t } from './messages.fr.js';
import { Invented, List, Part } from './parts.js';

/** The declaration that the law asks for (décret n° 2019-768, RGAA 4.1), without a rate that nobody has measured. */
export const accessibilityPage = (): PageContent => ({
  title: t('accessibility.title'),
  lead: t('accessibility.lead'),
  body: (
    <>
      <Part heading="accessibility.state" text="accessibility.stateText" />
      <List
        heading="accessibility.checked"
        items={[
          'accessibility.checkedPages',
          'accessibility.checkedStates',
          'accessibility.checkedAxe',
          'accessibility.checkedZoom',
          'accessibility.checkedStill',
          'accessibility.checkedKeyboard',
          'accessibility.checkedScripts',
          'accessibility.checkedPrint',
        ]}
      />
      <List
        heading="accessibility.unchecked"
        items={[
          'accessibility.uncheckedPeople',
          'accessibility.uncheckedReaders',
          'accessibility.uncheckedBrowsers',
          'accessibility.uncheckedCriteria',
          'accessibility.uncheckedText',
          'accessibility.uncheckedCharts',
          'accessibility.uncheckedPdf',
          'accessibility.uncheckedFiles',
          'accessibility.uncheckedState',
        ]}
      />
      <Part heading="accessibility.report" text="accessibility.reportText" />
      <Part heading="accessibility.remedy" text="accessibility.remedyText" />
      <p>
        <a href="https://formulaire.defenseurdesdroits.fr/">{t('accessibility.remedyLink')}</a>
      </p>
      <Invented />
    </>
  ),
});

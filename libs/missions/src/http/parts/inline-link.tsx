import { t } from '../../messages.fr.js';

/** To the form of a row: a page of its own, opened below the row where scripts run. */
export const InlineLink = ({ href, about }: { readonly href: string; readonly about: string }) => (
  <a class="fr-link" href={href} data-inline-edit>
    {t('common.edit')}
    <span class="fr-sr-only"> {about}</span>
  </a>
);

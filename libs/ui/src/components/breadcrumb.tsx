import type { Crumb } from '../http/answer.js';
import { t } from '../messages.fr.js';

/** Where the page is; absent on the pages of the first level. */
export const Breadcrumb = ({ trail, current }: { readonly trail: readonly Crumb[]; readonly current: string }) =>
  trail.length === 0 ? null : (
    <nav role="navigation" class="fr-breadcrumb" aria-label={t('layout.breadcrumb')}>
      <ol class="fr-breadcrumb__list">
        {[{ label: t('layout.start'), href: '/' }, ...trail].map(({ label, href }) => (
          <li key={href}>
            <a class="fr-breadcrumb__link" href={href}>
              {label}
            </a>
          </li>
        ))}
        <li>
          <a class="fr-breadcrumb__link" aria-current="page">
            {current}
          </a>
        </li>
      </ol>
    </nav>
  );

import { t } from '../messages.fr.js';

const LINKS = [
  ['/accessibilite', 'layout.accessibility'],
  ['/mentions-legales', 'layout.legal'],
  ['/donnees-personnelles', 'layout.privacy'],
  ['/api/docs', 'layout.api'],
  ['/health/ready', 'layout.status'],
] as const;

/** What every page owes: accessibility, legal notice, personal data, and where the service can be checked. */
export const Footer = () => (
  <footer class="fr-footer" role="contentinfo" id="pied">
    <div class="fr-container">
      <div class="fr-footer__bottom">
        <ul class="fr-footer__bottom-list">
          {LINKS.map(([href, key]) => (
            <li key={href} class="fr-footer__bottom-item">
              <a class="fr-footer__bottom-link" href={href}>
                {t(key)}
              </a>
            </li>
          ))}
        </ul>
        <div class="fr-footer__bottom-copy">
          <p>{t('layout.sources')}</p>
        </div>
      </div>
    </div>
  </footer>
);

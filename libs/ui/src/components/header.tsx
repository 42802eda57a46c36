import type { Visitor } from '../http/visitor.js';
import { t } from '../messages.fr.js';
import { Csrf } from './form.js';

export interface HeaderProps {
  readonly visitor: Visitor | null;
  readonly path: string;
  readonly branding: 'rebond' | 'etat';
}

const isUnder = (path: string, href: string): boolean => path === href || (href !== '/' && path.startsWith(href));

const Brand = ({ branding }: Pick<HeaderProps, 'branding'>) => (
  <div class="fr-header__brand fr-enlarge-link">
    {branding === 'etat' ? (
      <div class="fr-header__brand-top">
        <div class="fr-header__logo">
          <p class="fr-logo">
            République
            <br />
            Française
          </p>
        </div>
      </div>
    ) : null}
    <div class="fr-header__service">
      <a href="/" title={t('layout.home')}>
        <p class="fr-header__service-title">{t('layout.service')}</p>
      </a>
      <p class="fr-header__service-tagline">{t('layout.baseline')}</p>
    </div>
  </div>
);

const Tools = ({ visitor }: Pick<HeaderProps, 'visitor'>) => (
  <div class="fr-header__tools">
    <div class="fr-header__tools-links">
      <ul class="fr-btns-group">
        {visitor === null ? (
          <li>
            <a class="fr-btn fr-icon-lock-line" href="/connexion">
              {t('layout.signIn')}
            </a>
          </li>
        ) : (
          <>
            <li>
              <a class="fr-btn fr-icon-account-line" href="/compte">
                <span class="rb-who">
                  {visitor.name}
                  <span class="rb-seat">
                    {t('layout.seat', { title: visitor.seat.title, organisation: visitor.seat.organisation })}
                  </span>
                </span>
              </a>
            </li>
            <li>
              <form method="post" action="/deconnexion">
                <Csrf token={visitor.csrf} />
                <button class="fr-btn fr-icon-logout-box-r-line" type="submit">
                  {t('layout.signOut')}
                </button>
              </form>
            </li>
          </>
        )}
      </ul>
    </div>
  </div>
);

/** Brand, who is signed in, and the menu of what this seat may do. */
export const Header = ({ visitor, path, branding }: HeaderProps) => (
  <header role="banner" class="fr-header">
    <div class="fr-header__body">
      <div class="fr-container">
        <div class="fr-header__body-row">
          <Brand branding={branding} />
          <Tools visitor={visitor} />
        </div>
      </div>
    </div>
    <div class="fr-header__menu" id="menu">
      <div class="fr-container">
        <nav class="fr-nav" role="navigation" aria-label={t('layout.mainMenu')}>
          <ul class="fr-nav__list">
            {(visitor?.menu ?? PUBLIC_MENU()).map(({ label, href }) => (
              <li key={href} class="fr-nav__item">
                <a class="fr-nav__link" href={href} {...(isUnder(path, href) ? { 'aria-current': 'page' } : {})}>
                  {label}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      </div>
    </div>
  </header>
);

const PUBLIC_MENU = () => [
  { label: t('menu.programme'), href: '/' },
  { label: t('menu.waves'), href: '/releves' },
  { label: t('menu.laureates'), href: '/laureats' },
  { label: t('menu.questions'), href: '/questions' },
];

import type { Visitor } from '../http/visitor.js';
import { t } from '../messages.fr.js';
import { Csrf } from './form.js';

export interface HeaderProps {
  readonly visitor: Visitor | null;
  readonly path: string;
  readonly branding: 'rebond' | 'etat';
}

/** An entry of the menu holds its own page and those below it; the first page holds none. */
const isUnder = (url: string, href: string): boolean => {
  const path = url.split('?', 1)[0] ?? url;
  return path === href || (href !== '/' && path.startsWith(`${href}/`));
};

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

/** The person's other seats, each a button of its own. */
const Seats = ({ visitor }: { readonly visitor: Visitor }) =>
  visitor.otherSeats.length === 0 ? null : (
    <li>
      <details class="rb-seats">
        <summary class="fr-btn">{t('layout.changeSeat')}</summary>
        <form method="post" action="/compte/fonction" class="rb-seats__list">
          <Csrf token={visitor.csrf} />
          {visitor.otherSeats.map(({ id, title, organisation }) => (
            <button key={id} class="rb-seats__choice" type="submit" name="seat" value={id}>
              {t('layout.seat', { title, organisation })}
            </button>
          ))}
        </form>
      </details>
    </li>
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
              <a class="fr-btn fr-icon-user-line" href="/compte">
                <span class="rb-who">
                  <span class="fr-sr-only">{t('layout.account')} </span>
                  {visitor.name}
                  <span class="rb-seat">
                    {t('layout.seat', { title: visitor.seat.title, organisation: visitor.seat.organisation })}
                  </span>
                </span>
              </a>
            </li>
            <Seats visitor={visitor} />
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

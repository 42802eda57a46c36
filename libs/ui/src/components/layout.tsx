import type { ComponentChildren } from 'preact';
import { language } from '@rebond/kernel';
import { asset } from '../assets.js';
import type { PageContent } from '../http/answer.js';
import type { Visitor } from '../http/visitor.js';
import { t } from '../messages.fr.js';
import { Alert } from './alert.js';
import { Breadcrumb } from './breadcrumb.js';
import { Footer } from './footer.js';
import { Header } from './header.js';

export interface LayoutProps extends Omit<PageContent, 'body' | 'status'> {
  readonly visitor: Visitor | null;
  /** Address of the page, to show which entry of the menu it is under. */
  readonly path: string;
  readonly branding: 'rebond' | 'etat';
  /** What the reader must know whatever the page: a simulated clock, for instance. */
  readonly notice: string | null;
  /** The form was refused: the window's title says so first. */
  readonly isRefused?: boolean;
  /** What the last act has to say. */
  readonly message: string | null;
  readonly children: ComponentChildren;
}

const FONT = 'fonts/public-sans.woff2';

const SKIPS = [
  ['#contenu', 'layout.skipToContent'],
  ['#menu', 'layout.skipToMenu'],
  ['#pied', 'layout.skipToFooter'],
] as const;

/** The whole document: skip links, header with the menu, notices, breadcrumb, content, footer. */
export function Layout({
  title,
  heading = title,
  lead,
  trail = [],
  scripts = [],
  wide = false,
  visitor,
  path,
  branding,
  notice,
  message,
  isRefused = false,
  children,
}: LayoutProps) {
  const matter = isRefused ? t('error.page', { title }) : title;
  return (
    <html lang={language()} data-fr-scheme="system">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{t('layout.titleSuffix', { title: matter })}</title>
        {visitor === null ? null : <meta name="csrf" content={visitor.csrf} />}
        {branding === 'etat' ? null : (
          <link rel="preload" as="font" type="font/woff2" href={asset(FONT)} crossorigin="anonymous" />
        )}
        {(branding === 'etat' ? ['dsfr.min.css', 'utility.min.css'] : ['theme.css']).map((name) => (
          <link key={name} rel="stylesheet" href={branding === 'etat' ? `/assets/dsfr/${name}` : asset(name)} />
        ))}
        <link rel="stylesheet" href={asset('rebond.css')} />
        <link rel="icon" href={asset('icon.svg')} type="image/svg+xml" />
        {['common', ...scripts].map((name) => (
          <script key={name} type="module" src={asset(`js/${name}.js`)} />
        ))}
      </head>
      <body data-busy={t('layout.busy')}>
        <div class="fr-skiplinks">
          <nav class="fr-container" aria-label={t('layout.skipLinks')}>
            <ul class="fr-skiplinks__list">
              {SKIPS.map(([href, key]) => (
                <li key={href}>
                  <a class="fr-link" href={href}>
                    {t(key)}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        </div>
        <Header visitor={visitor} path={path} branding={branding} />
        {notice === null ? null : (
          <section class="fr-notice fr-notice--info" aria-labelledby="avis">
            <div class="fr-container">
              <p class="fr-notice__title" id="avis">
                {notice}
              </p>
            </div>
          </section>
        )}
        <main id="contenu" tabIndex={-1} class={wide ? 'fr-container--fluid rb-wide' : 'fr-container'}>
          <Breadcrumb trail={trail} current={title} />
          {message === null ? null : <Alert kind="success" title={message} closable />}
          {heading === null ? null : <h1>{heading}</h1>}
          {lead === undefined ? null : <p class="fr-text--lead">{lead}</p>}
          {children}
        </main>
        <Footer />
      </body>
    </html>
  );
}

import { language } from '@rebond/kernel';
import type { ComponentChildren, VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { t } from './messages.fr.js';

export interface PageProps {
  /** Title of the window. */
  readonly title: string;
  /** Heading of the page; the title when absent. */
  readonly heading?: string;
  /** One sentence below the heading. */
  readonly lead?: string;
  /** What the reader must know whatever the page: a simulated clock, for instance. */
  readonly notice?: string | null;
  readonly stylesheets?: readonly string[];
  readonly scripts?: readonly string[];
  readonly children?: ComponentChildren;
}

/** A whole page in French: skip link, heading, notice, content. Every value is escaped. */
export function Page({ title, heading = title, lead, notice, stylesheets = [], scripts = [], children }: PageProps) {
  return (
    <html lang={language()}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        {stylesheets.map((href) => (
          <link key={href} rel="stylesheet" href={href} />
        ))}
        {scripts.map((src) => (
          <script key={src} src={src} defer />
        ))}
      </head>
      <body>
        <a class="skip" href="#contenu">
          {t('layout.skip')}
        </a>
        {notice ? (
          <p class="notice" role="status">
            {notice}
          </p>
        ) : null}
        <header>
          <h1>{heading}</h1>
          {lead ? <p>{lead}</p> : null}
        </header>
        <main id="contenu">{children}</main>
      </body>
    </html>
  );
}

/** The document that a browser reads. */
export const htmlOf = (page: VNode): string => `<!doctype html>${renderToString(page)}`;

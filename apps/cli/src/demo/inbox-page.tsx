import type { ComponentChildren } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { foldText } from '@rebond/kernel';
import type { InboxMail } from './inbox-mail.js';

function Page({ title, children }: { readonly title: string; readonly children: ComponentChildren }) {
  return (
    <html lang="fr">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        <link rel="stylesheet" href="/style.css" />
      </head>
      <body>
        <header>
          <h1>Boîte de réception de la démonstration</h1>
          <p>Tous les courriels partis de Rebond arrivent ici ; aucun ne sort de cette machine.</p>
        </header>
        <main>{children}</main>
      </body>
    </html>
  );
}

const html = (page: Parameters<typeof renderToString>[0]): string => `<!doctype html>${renderToString(page)}`;

const when = (mail: InboxMail): string =>
  mail.email.date === undefined
    ? ''
    : new Intl.DateTimeFormat('fr-FR', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'Europe/Paris' }).format(
        new Date(mail.email.date),
      );

/** The latest mails first; a search on subject, recipient and text. */
export function inboxPage(mails: readonly InboxMail[], query: string): string {
  const wanted = foldText(query);
  const shown = mails
    .filter((mail) =>
      foldText(`${mail.email.subject ?? ''} ${mail.to.join(' ')} ${mail.email.text ?? ''}`).includes(wanted),
    )
    .toReversed()
    .slice(0, 200);
  return html(
    <Page title={`${String(mails.length)} courriels`}>
      <form method="get" action="/">
        <input
          type="search"
          name="q"
          value={query}
          aria-label="Chercher un courriel"
          placeholder="Territoire, destinataire, mot…"
        />
        <button type="submit">Chercher</button>
      </form>
      <p>
        {String(mails.length)} courriels reçus{query === '' ? '' : `, ${String(shown.length)} affichés`}.
      </p>
      <ol>
        {shown.map((mail) => (
          <li key={mail.n}>
            <a href={`/mails/${String(mail.n)}`}>
              <span>{when(mail)}</span>
              <strong>{mail.email.subject}</strong>
              <span class="to">{mail.to.join(', ')}</span>
            </a>
          </li>
        ))}
      </ol>
    </Page>,
  );
}

export function mailPage(mail: InboxMail): string {
  return html(
    <Page title={mail.email.subject ?? 'Courriel'}>
      <p>
        <a href="/">Tous les courriels</a>
      </p>
      <article>
        <h2>{mail.email.subject}</h2>
        <dl>
          <dt>Pour</dt>
          <dd>{mail.to.join(', ')}</dd>
          <dt>Date</dt>
          <dd>{when(mail)}</dd>
          <dt>Message-ID</dt>
          <dd>{mail.email.messageId}</dd>
          {mail.email.attachments.map((piece, i) => (
            <>
              <dt>Pièce jointe</dt>
              <dd>
                <a href={`/mails/${String(mail.n)}/pieces/${String(i)}`}>{piece.filename ?? 'pièce'}</a>
              </dd>
            </>
          ))}
        </dl>
        <pre>{mail.email.text}</pre>
      </article>
    </Page>,
  );
}

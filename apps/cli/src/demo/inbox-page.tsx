import type { ComponentChildren } from 'preact';
import { foldText } from '@rebond/kernel';
import { htmlOf, Page } from '@rebond/ui';
import type { InboxMail } from './inbox-mail.js';

function Inbox({ title, children }: { readonly title: string; readonly children: ComponentChildren }) {
  return (
    <Page
      title={title}
      heading="Boîte de réception de la démonstration"
      lead="Tous les courriels partis de Rebond arrivent ici ; aucun ne sort de cette machine."
      stylesheets={['/style.css']}
    >
      {children}
    </Page>
  );
}

/** Most mails on one page. */
const SHOWN = 300;

const when = (mail: InboxMail): string =>
  mail.email.date === undefined
    ? ''
    : new Intl.DateTimeFormat('fr-FR', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'Europe/Paris' }).format(
        new Date(mail.email.date),
      );

/** Mails of one cause, told to several people at once: one line of the list. */
function grouped(mails: readonly InboxMail[]): InboxMail[][] {
  const lines: InboxMail[][] = [];
  for (const mail of mails) {
    const line = lines.at(-1);
    const before = line?.[0]?.email;
    if (line && before?.subject === mail.email.subject && before?.date === mail.email.date) line.push(mail);
    else lines.push([mail]);
  }
  return lines;
}

function Line({ mails }: { readonly mails: readonly InboxMail[] }) {
  const first = mails[0];
  if (!first) return null;
  return (
    <li>
      <span>{when(first)}</span>
      <a class="subject" href={`/mails/${String(first.n)}`}>
        {first.email.subject}
      </a>
      <span class="to">
        {mails.map((mail) => (
          <a href={`/mails/${String(mail.n)}`}>{mail.to.join(', ')}</a>
        ))}
      </span>
    </li>
  );
}

/** The latest mails first; a search on subject, recipient and text. */
export function inboxPage(mails: readonly InboxMail[], query: string): string {
  const wanted = foldText(query);
  const found = mails.filter((mail) =>
    foldText(`${mail.email.subject ?? ''} ${mail.to.join(' ')} ${mail.email.text ?? ''}`).includes(wanted),
  );
  const lines = grouped(found.toReversed().slice(0, SHOWN));
  return htmlOf(
    <Inbox title={`${String(mails.length)} courriels`}>
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
        {String(mails.length)} courriels reçus{query === '' ? '' : `, ${String(found.length)} trouvés`}
        {found.length > SHOWN ? `, les ${String(SHOWN)} derniers affichés` : ''}.
      </p>
      <ol>
        {lines.map((line) => (
          <Line mails={line} />
        ))}
      </ol>
    </Inbox>,
  );
}

export function mailPage(mail: InboxMail): string {
  return htmlOf(
    <Inbox title={mail.email.subject ?? 'Courriel'}>
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
    </Inbox>,
  );
}

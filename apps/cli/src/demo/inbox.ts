import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import type { InboxMail } from './inbox-mail.js';
import { inboxPage, mailPage } from './inbox-page.js';

/** The demo's SMTP peer and the page where its mails are read. */
export interface Inbox {
  readonly smtpUrl: string;
  readonly pageUrl: string;
  readonly mails: readonly InboxMail[];
  stop(): Promise<void>;
}

export async function startInbox(port: number): Promise<Inbox> {
  const mails: InboxMail[] = [];
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        PostalMime.parse(Buffer.concat(chunks)).then((email) => {
          mails.push({ n: mails.length + 1, to: session.envelope.rcptTo.map((one) => one.address), email });
          done();
        }, done);
      });
    },
  });
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve));
  const pages = createServer((request, response) => {
    const page = pageAt(request.url ?? '/', mails);
    response.writeHead(page.status, {
      'content-type': page.type,
      'content-security-policy': "default-src 'none'; style-src 'self'; img-src data:",
      'x-content-type-options': 'nosniff',
      ...(page.filename === undefined ? {} : { 'content-disposition': `attachment; filename="${page.filename}"` }),
    });
    response.end(page.body);
  });
  await new Promise<void>((resolve) => pages.listen(port, '127.0.0.1', resolve));
  return {
    smtpUrl: `smtp://127.0.0.1:${String((smtp.server.address() as AddressInfo).port)}`,
    pageUrl: `http://127.0.0.1:${String((pages.address() as AddressInfo).port)}`,
    mails,
    stop: async () => {
      await new Promise<void>((resolve) => smtp.close(() => resolve()));
      await closed(pages);
    },
  };
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}

interface Page {
  readonly status: number;
  readonly type: string;
  readonly body: string | Uint8Array;
  readonly filename?: string;
}

const HTML = 'text/html; charset=utf-8';

function pageAt(url: string, mails: readonly InboxMail[]): Page {
  const { pathname, searchParams } = new URL(url, 'http://inbox');
  if (pathname === '/style.css') return { status: 200, type: 'text/css; charset=utf-8', body: STYLE };
  if (pathname === '/') return { status: 200, type: HTML, body: inboxPage(mails, searchParams.get('q') ?? '') };
  const found = /^\/mails\/(\d+)(?:\/pieces\/(\d+))?$/.exec(pathname);
  const mail = mails[Number(found?.[1]) - 1];
  if (!mail) return { status: 404, type: HTML, body: inboxPage(mails, '') };
  if (found?.[2] === undefined) return { status: 200, type: HTML, body: mailPage(mail) };
  const piece = mail.email.attachments[Number(found[2])];
  if (!piece) return { status: 404, type: HTML, body: mailPage(mail) };
  const { content } = piece;
  return {
    status: 200,
    type: 'application/octet-stream',
    body: typeof content === 'string' ? content : new Uint8Array(content),
    filename: (piece.filename ?? 'piece').replaceAll(/[^\w.-]/g, '_'),
  };
}

const STYLE = `
:root { color-scheme: light; --ink: #161616; --soft: #595959; --line: #ddd; --blue: #000091; --ground: #f6f6f6; }
* { box-sizing: border-box; }
body { margin: 0; font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--ground); }
a.skip { position: absolute; left: -100rem; }
a.skip:focus { position: static; }
header { background: #fff; border-bottom: 1px solid var(--line); padding: 1rem 0; }
header > *, main { max-width: 68rem; margin: 0 auto; padding: 0 1.5rem; }
header h1 { font-size: 1.25rem; margin: 0 auto; }
header p { margin: 0.25rem auto 0; color: var(--soft); }
main { margin: 1.5rem auto; }
form { display: flex; gap: 0.5rem; margin-bottom: 1rem; }
input { flex: 1; min-width: 0; font: inherit; padding: 0.5rem 0.75rem; border: 1px solid var(--soft); background: #fff; }
button { font: inherit; padding: 0.5rem 1rem; border: 0; background: var(--blue); color: #fff; }
a { color: var(--blue); }
ol { list-style: none; margin: 0; padding: 0; background: #fff; border: 1px solid var(--line); }
li { display: grid; grid-template-columns: 10rem 1fr; gap: 0.15rem 1rem; padding: 0.7rem 1rem; }
li + li { border-top: 1px solid var(--line); }
li > span { color: var(--soft); font-size: 0.9rem; }
li .subject { font-weight: 600; color: inherit; text-decoration: none; }
li .subject:hover { text-decoration: underline; }
li .to { grid-column: 2; display: flex; flex-wrap: wrap; gap: 0 1rem; }
li .to a { color: inherit; overflow-wrap: anywhere; }
article { background: #fff; border: 1px solid var(--line); padding: 1.25rem 1.5rem; }
article h2 { margin: 0; font-size: 1.25rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.15rem 1rem; color: var(--soft); }
dd { margin: 0; color: var(--ink); overflow-wrap: anywhere; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; font: inherit; font-size: 0.95rem; margin: 0; border-top: 1px solid var(--line); padding-top: 1rem; }
@media (max-width: 40rem) { li { display: block; } li > span { display: block; } }
`;

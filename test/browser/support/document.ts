import type { BrowserSession } from '../../support/browser-session.js';

/** A page as the server answers it, before any browser. */
export interface Document {
  readonly status: number;
  readonly title: string;
  /** Markup of its content: what has the same shows the same things, in other words. */
  readonly content: string;
  /** Markup of all around it: header, menu, footer. */
  readonly frame: string;
}

const TAG = /<([a-z][\w-]*)((?:\s[^<>]*)?)>([^<]*)/g;
const ATTRIBUTE = /([\w:-]+)(?:="([^"]*)")?/g;
/** Attributes whose values, too, make what is seen. */
const TELLING: ReadonlySet<string> = new Set(['class', 'role', 'type']);

/** Tags with the names of their attributes, and whether a text follows; not texts, addresses, nor where one is. */
const markupOf = (html: string): string =>
  [...html.matchAll(TAG)]
    .map(([, tag = '', attributes = '', text = '']) => {
      const names = [...attributes.matchAll(ATTRIBUTE)]
        .filter(([, name]) => name !== 'aria-current')
        .map(([, name = '', value = '']) => (TELLING.has(name) ? `${name}=${value}` : name));
      return `${tag}[${names.join()}]${text.trim() === '' ? '' : '…'}`;
    })
    .join('');

const split = (html: string): readonly [frame: string, content: string] => {
  const [start, end] = [html.indexOf('<main'), html.indexOf('</main>')];
  return [html.slice(0, start) + html.slice(end), html.slice(start, end)];
};

/** The page that a session, or nobody, is answered; none where it leads elsewhere. */
export async function documentAt(url: URL, session: Pick<BrowserSession, 'cookie'> | null): Promise<Document | null> {
  const headers = { accept: 'text/html', ...(session === null ? {} : { cookie: session.cookie }) };
  const response = await fetch(url, { redirect: 'manual', headers });
  const html = await response.text();
  if (response.headers.has('location')) return null;
  const [frame, content] = split(html).map(markupOf);
  const title = /<title>(.*?)<\/title>/s.exec(html)?.[1] ?? '';
  return { status: response.status, title, frame: frame ?? '', content: content ?? '' };
}

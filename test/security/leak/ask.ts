import type { Route } from '@rebond/platform';

import type { Reader } from './world.js';

/** One answer, to the byte, but for its date and what is drawn for each form. */
export interface Told {
  readonly status: number;
  readonly whole: string;
  /** Queries of pages that follow this one. */
  readonly next: string | null;
}

/** The key under which a form is sent once, and its session's token under a mask: drawn for each showing. */
const DRAWN = /(name="(?:_once|_csrf|csrf)" (?:value|content)=")[^"]+/g;
const NEXT_IN_PAGE = /href="[^"]*[?&](?:amp;)?after=([^"&]+)/;
const NEXT_IN_JSON = /"next":"([^"]+)"/;
/** The mask of the token changes the length of nothing; a compressed body may differ by it. */
const LEFT_OUT: ReadonlySet<string> = new Set(['date', 'content-length', 'etag']);

/** Asks as a browser or a program would; `url` is one of the servers that differ by the hidden case alone. */
export async function ask(url: string, reader: Reader, route: Route, path: string): Promise<Told> {
  const response = await fetch(new URL(path, url), {
    redirect: 'manual',
    headers: {
      'x-request-id': 'leak-0001',
      'accept-encoding': 'identity',
      ...(route.isPage
        ? { accept: 'text/html', cookie: reader.cookie, 'sec-fetch-site': 'same-origin' }
        : { authorization: `Bearer ${reader.seat.token}` }),
    },
  });
  const body = Buffer.from(await response.arrayBuffer())
    .toString('latin1')
    .replaceAll(DRAWN, '$1‹drawn›');
  const headers = [...response.headers].filter(([name]) => !LEFT_OUT.has(name) || (name === 'etag' && !route.isPage));
  const next = NEXT_IN_JSON.exec(body)?.[1] ?? NEXT_IN_PAGE.exec(body)?.[1] ?? null;
  return { status: response.status, whole: JSON.stringify([response.status, headers, body]), next };
}

import type { Route } from '@rebond/platform';
import { stringify } from 'qs';

import type { Objects, Sample } from './samples.js';
import type { Asker, World } from './world.js';

/** One answer: all that the asker can see of it. */
export interface Seen {
  readonly status: number;
  readonly location: string | null;
  readonly headers: Headers;
  readonly whole: string;
  readonly body: string;
}

export interface Demand {
  readonly world: World;
  readonly asker: Asker;
  readonly route: Route;
  readonly sample: Sample;
  readonly objects: Objects;
  /** Headers instead of those that a page of ours would make the browser send. */
  readonly from?: Readonly<Record<string, string>>;
  /** A form without the session's token. */
  readonly withoutToken?: true;
  /** As a browser asks for it; French without. */
  readonly language?: string;
}

/** A version that no object has. */
const NO_VERSION = 999_999;
const OURS = { 'sec-fetch-site': 'same-origin' };

/** The address of a route about these objects. */
export function pathOf({ route, sample, objects }: Pick<Demand, 'route' | 'sample' | 'objects'>): string {
  const path = route.path.replace(/:(\w+)|\*/g, (found, key: string | undefined) => {
    const parameter = sample.params?.[key ?? found];
    if (parameter === undefined) throw new Error(`${route.method} ${route.path}: no sample for ${found}`);
    return parameter.startsWith('=') ? parameter.slice(1) : objects[parameter as keyof Objects];
  });
  const query = typeof sample.query === 'function' ? sample.query(objects) : sample.query;
  return query === undefined ? path : `${path}?${query}`;
}

const bodyOf = ({ sample, objects }: Demand): object | undefined =>
  typeof sample.body === 'function' ? (sample.body as (objects: Objects) => object)(objects) : sample.body;

interface Sending {
  readonly body?: string | FormData | null;
  readonly headers: Readonly<Record<string, string>>;
}

const send = ({ world, route, language }: Demand, path: string, { body = null, headers }: Sending) =>
  fetch(new URL(path, world.journey.server.url), {
    method: route.method,
    redirect: 'manual',
    body,
    headers: {
      'x-request-id': 'matrix-0001',
      ...(language === undefined ? {} : { 'accept-language': language }),
      ...headers,
    },
  });

async function seen(response: Response, tell: (text: string) => string = (text) => text): Promise<Seen> {
  const headers = [...response.headers].filter(([header]) => header !== 'date' && header !== 'content-length');
  const body = await response.text();
  return {
    status: response.status,
    location: response.headers.get('location'),
    headers: response.headers,
    body,
    whole: tell(JSON.stringify([response.status, headers, body])),
  };
}

async function askApi(demand: Demand): Promise<Seen> {
  const { asker, sample } = demand;
  const json = bodyOf(demand);
  const body = sample.csv ?? (json === undefined ? null : JSON.stringify(json));
  const response = await send(demand, pathOf(demand), {
    body,
    headers: {
      'if-match': `"v${NO_VERSION}"`,
      ...(asker.token === null ? {} : { authorization: `Bearer ${asker.token}` }),
      ...(body === null ? {} : { 'content-type': sample.csv === undefined ? 'application/json' : 'text/csv' }),
      ...sample.headers,
    },
  });
  return seen(response);
}

function multipart(fields: Readonly<Record<string, unknown>>, files: NonNullable<Sample['files']>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, String(value));
  for (const [name, file] of Object.entries(files)) form.append(name, new Blob([file.content]), file.name);
  return form;
}

/** Fields that each page has with another text: the once-key, and the session's token under its mask. */
const DRAWN = /(name=\\"(?:_once|_csrf|csrf)\\" (?:value|content)=\\")[^"\\]+/g;

/** What differs from one sending of the same page to the next, or is the asker's own words, is left out. */
const levelled =
  (path: string) =>
  (text: string): string =>
    text
      .replaceAll(path, '‹path›')
      .replaceAll(encodeURIComponent(path), '‹path›')
      .replace(/rebond-formulaire=[\w-]{43}/, 'rebond-formulaire=‹secret›')
      .replaceAll(DRAWN, '$1‹drawn›');

/** As a browser asks for a page: with its session's cookie, and a form's hidden fields. */
async function askPage(demand: Demand): Promise<Seen> {
  const { asker, sample, route, from, withoutToken } = demand;
  const session = await asker.session(sample.endsSession === true);
  const path = pathOf(demand);
  const token = session === null || withoutToken ? {} : { _csrf: session.csrf };
  const fields = { ...token, _version: String(NO_VERSION), ...bodyOf(demand) };
  const isForm = route.method !== 'GET';
  const isMultipart = isForm && sample.files !== undefined;
  const response = await send(demand, path, {
    ...(isForm ? { body: sample.files ? multipart(fields, sample.files) : stringify(fields) } : {}),
    headers: {
      accept: 'text/html,application/xhtml+xml,*/*;q=0.8',
      ...(session === null ? {} : { cookie: session.cookie }),
      ...(isForm && !isMultipart ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
      ...(from ?? OURS),
    },
  });
  return seen(response, levelled(path));
}

/** One demand about these objects; always under one request id and a version that no object has. */
export const ask = (demand: Demand): Promise<Seen> => (demand.route.isPage ? askPage(demand) : askApi(demand));

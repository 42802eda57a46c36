// eslint-disable-next-line @typescript-eslint/no-explicit-any -- an assertion reads what it expects to be there
type Parsed = any;

/** An answer of the API. `body` is the parsed JSON, null when there is none, the text when it is not JSON. */
export interface Answer<Body = Parsed> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

export interface Asking {
  /** The version in an If-Match header, as a number or as the whole header. */
  readonly ifMatch?: number | string;
  readonly idempotencyKey?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Api {
  get<Body = Parsed>(path: string, asking?: Asking): Promise<Answer<Body>>;
  post<Body = Parsed>(path: string, body?: unknown, asking?: Asking): Promise<Answer<Body>>;
  put<Body = Parsed>(path: string, body?: unknown, asking?: Asking): Promise<Answer<Body>>;
  patch<Body = Parsed>(path: string, body?: unknown, asking?: Asking): Promise<Answer<Body>>;
  delete<Body = Parsed>(path: string, asking?: Asking): Promise<Answer<Body>>;
  /** Sends the text as it is, said to be JSON unless the headers say otherwise. */
  send<Body = Parsed>(method: string, path: string, text: string | undefined, asking?: Asking): Promise<Answer<Body>>;
}

function read(text: string): unknown {
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** A client of the API as others write one; without a token it is anyone. */
export function api(url: string, token?: string): Api {
  const send = async <Body>(
    method: string,
    path: string,
    text: string | undefined,
    { ifMatch, idempotencyKey, headers = {} }: Asking = {},
  ): Promise<Answer<Body>> => {
    const response = await fetch(new URL(path, url), {
      method,
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(text === undefined ? {} : { 'content-type': 'application/json' }),
        ...(ifMatch === undefined ? {} : { 'if-match': typeof ifMatch === 'number' ? `"v${ifMatch}"` : ifMatch }),
        ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
        ...headers,
      },
      ...(text === undefined ? {} : { body: text }),
    });
    return { status: response.status, headers: response.headers, body: read(await response.text()) as Body };
  };
  const json = (body: unknown): string | undefined => (body === undefined ? undefined : JSON.stringify(body));
  return {
    send,
    get: (path, asking) => send('GET', path, undefined, asking),
    post: (path, body, asking) => send('POST', path, json(body), asking),
    put: (path, body, asking) => send('PUT', path, json(body), asking),
    patch: (path, body, asking) => send('PATCH', path, json(body), asking),
    delete: (path, asking) => send('DELETE', path, undefined, asking),
  };
}

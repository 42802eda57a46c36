/** A client of the API, as anyone would write one: JSON over HTTP with a bearer token. */
export class ApiClient {
  constructor(
    private readonly url: string,
    private readonly token: string,
  ) {}

  async get<T>(path: string): Promise<T> {
    return (await this.ask('GET', path)).body as T;
  }

  post<T = unknown>(path: string, body: unknown, version?: number): Promise<T> {
    return this.write('POST', path, body, version);
  }

  put<T = unknown>(path: string, body: unknown, version?: number): Promise<T> {
    return this.write('PUT', path, body, version);
  }

  patch<T = unknown>(path: string, body: unknown): Promise<T> {
    return this.write('PATCH', path, body);
  }

  /** Reads the version of a thing and acts on it. */
  async act<T = unknown>(thing: string, verb: string, body: unknown): Promise<T> {
    const { version } = await this.get<{ version: number }>(thing);
    return this.post<T>(`${thing}/${verb}`, body, version);
  }

  /** Posts a CSV. */
  async csv(path: string, text: string): Promise<void> {
    await this.ask('POST', path, { body: text, headers: { 'content-type': 'text/csv; charset=utf-8' } });
  }

  /** Uploads a file in one request (tus 1.0, creation-with-upload) and gives the document's id. */
  async upload(candidacy: string, field: string, filename: string, content: Uint8Array<ArrayBuffer>): Promise<string> {
    const encode = (text: string): string => Buffer.from(text).toString('base64');
    const { headers } = await this.ask('POST', `/api/candidacies/${candidacy}/documents`, {
      body: content,
      headers: {
        'tus-resumable': '1.0.0',
        'upload-length': String(content.byteLength),
        'upload-metadata': `filename ${encode(filename)},field ${encode(field)}`,
        'content-type': 'application/offset+octet-stream',
      },
    });
    const document = headers.get('rebond-document');
    if (document === null) throw new Error('The upload gave no document');
    return document;
  }

  /** The problem's code when the API refuses; null when it accepts. For acts that are meant to be refused. */
  async refusal(path: string, body: unknown, version: number): Promise<string | null> {
    try {
      await this.post(path, body, version);
      return null;
    } catch (error) {
      if (error instanceof ApiProblem) return error.code;
      throw error;
    }
  }

  private async write<T>(method: string, path: string, body: unknown, version?: number): Promise<T> {
    const headers = {
      'content-type': 'application/json',
      ...(version === undefined ? {} : { 'if-match': `"v${String(version)}"` }),
    };
    return (await this.ask(method, path, { body: JSON.stringify(body), headers })).body as T;
  }

  private async ask(
    method: string,
    path: string,
    init: { body?: string | Uint8Array<ArrayBuffer>; headers?: Record<string, string> } = {},
  ): Promise<{ body: unknown; headers: Headers }> {
    const response = await fetch(new URL(path, this.url), {
      method,
      ...(init.body === undefined ? {} : { body: init.body }),
      headers: { authorization: `Bearer ${this.token}`, ...init.headers },
    });
    const text = await response.text();
    const body = (text === '' ? null : JSON.parse(text)) as unknown;
    if (!response.ok) throw new ApiProblem(method, path, response.status, body);
    return { body, headers: response.headers };
  }
}

/** A refusal of the API (RFC 9457). */
export class ApiProblem extends Error {
  readonly code: string;

  constructor(method: string, path: string, status: number, body: unknown) {
    super(`${method} ${path} : ${String(status)} ${JSON.stringify(body)}`);
    this.code = String((body as { code?: unknown } | null)?.code);
  }
}

/** What a page answered. */
export interface PageSeen {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** A browser as the server sees it: it keeps cookies, sends forms, and follows nothing by itself. For tests. */
export class Browser {
  private readonly cookies = new Map<string, string>();

  constructor(
    private readonly url: string,
    private readonly headers: Readonly<Record<string, string>> = {},
  ) {}

  cookie(name: string): string | undefined {
    return this.cookies.get(name);
  }

  keep(name: string, value: string): void {
    this.cookies.set(name, value);
  }

  forget(name: string): void {
    this.cookies.delete(name);
  }

  /** The token that the forms of a page carry. */
  csrfIn(text: string): string {
    return /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? '';
  }

  get(path: string): Promise<PageSeen> {
    return this.ask(path, { method: 'GET' });
  }

  post(
    path: string,
    fields: Readonly<Record<string, string>>,
    headers: Readonly<Record<string, string>> = { 'sec-fetch-site': 'same-origin' },
  ): Promise<PageSeen> {
    return this.ask(path, {
      method: 'POST',
      body: new URLSearchParams(fields).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    });
  }

  private async ask(path: string, init: RequestInit): Promise<PageSeen> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(new URL(path, this.url), {
      ...init,
      redirect: 'manual',
      headers: {
        accept: 'text/html',
        ...this.headers,
        ...(init.headers as Record<string, string> | undefined),
        ...(cookie === '' ? {} : { cookie }),
      },
    });
    for (const line of response.headers.getSetCookie()) this.take(line);
    return { status: response.status, headers: response.headers, text: await response.text() };
  }

  private take(line: string): void {
    const [pair = ''] = line.split(';');
    const [name = '', value = ''] = pair.split('=');
    if (value === '' || /max-age=0/i.test(line)) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}

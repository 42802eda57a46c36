import { stringify } from 'qs';

import type { BrowserSession } from './browser-session.js';
import { formsOf, type HtmlForm, tagsOf, textOf } from './html.js';

export type Fields = Readonly<Record<string, string | readonly string[]>>;

/** A page as a browser without scripts has it. */
export interface HtmlPage {
  readonly status: number;
  /** Path and query where it was found, after redirections. */
  readonly url: string;
  readonly headers: Headers;
  readonly html: string;
  readonly title: string;
  readonly heading: string;
  /** All its text, without markup. */
  readonly text: string;
  readonly forms: readonly HtmlForm[];
  readonly links: readonly { readonly href: string; readonly text: string }[];
}

/** Which form: the only one with this action, this button, this field or this id. */
export interface FormChoice {
  readonly action?: string | RegExp;
  readonly button?: string;
  readonly field?: string;
  readonly id?: string;
}

const matches = (form: HtmlForm, { action, button, field, id }: FormChoice): boolean =>
  (action === undefined || (typeof action === 'string' ? form.action === action : action.test(form.action))) &&
  (button === undefined || form.buttons.some((one) => one.label.includes(button))) &&
  (field === undefined || form.names.includes(field)) &&
  (id === undefined || form.id === id);

/** @throws Error when no form of the page is meant, with what the page has instead */
export function formOf({ forms, url }: HtmlPage, choice: FormChoice): HtmlForm {
  const form = forms.find((one) => matches(one, choice));
  if (form) return form;
  const there = forms.map((one) => `${one.method} ${one.action} [${one.buttons.map(({ label }) => label).join(', ')}]`);
  throw new Error(`${url}: no form ${JSON.stringify(choice)} among ${there.join('; ')}`);
}

/** What a browser sends of a form: its fields as they stand, replaced by what was typed, and the button's own. */
function filled(form: HtmlForm, values: Fields, button: string | undefined): URLSearchParams {
  const unknown = Object.keys(values).filter((name) => !form.names.includes(name));
  if (unknown.length > 0) throw new Error(`${form.action}: no field ${unknown.join(', ')} among ${form.names.join()}`);
  const sent = new URLSearchParams(
    form.fields.filter(([name]) => !(name in values)).map(([name, value]) => [name, value]),
  );
  for (const [name, value] of Object.entries(values)) for (const one of [value].flat()) sent.append(name, one);
  const pressed = form.buttons.find(({ label }) => button === undefined || label.includes(button));
  if (pressed?.name !== undefined) sent.append(pressed.name, pressed.value);
  return sent;
}

/** A browser without scripts: keeps cookies, follows redirections, fills in forms. */
export class Surfer {
  private readonly cookies = new Map<string, string>();

  constructor(
    private readonly base: string,
    session?: Pick<BrowserSession, 'token'>,
  ) {
    if (session) this.keepSession(session.token);
  }

  /** The same browser, signed in anew. */
  keepSession(token: string): void {
    this.cookies.set('rebond', token);
  }

  get(path: string): Promise<HtmlPage> {
    return this.ask('GET', path);
  }

  /** Sends fields as a form does, without a page that has one; `_csrf` is the caller's. */
  post(path: string, fields: object): Promise<HtmlPage> {
    return this.ask('POST', path, stringify(fields));
  }

  /** Fills in a form of the page and sends it, with its hidden fields. */
  submit(
    from: HtmlPage,
    choice: FormChoice,
    values: Fields = {},
    files: Readonly<Record<string, File>> = {},
  ): Promise<HtmlPage> {
    const form = formOf(from, choice);
    const sent = filled(form, values, choice.button);
    const pressed = form.buttons.find(({ label }) => choice.button === undefined || label.includes(choice.button));
    const action = new URL(pressed?.action ?? (form.action || from.url), new URL(from.url, this.base));
    const target = `${action.pathname}${action.search}`;
    if (form.method === 'GET') return this.get(`${action.pathname}?${sent.toString()}`);
    if (!form.enctype.startsWith('multipart/')) return this.ask('POST', target, sent.toString());
    const body = new FormData();
    for (const [name, value] of sent) body.append(name, value);
    for (const [name, file] of Object.entries(files)) body.append(name, file);
    return this.ask('POST', target, body);
  }

  private async ask(method: string, path: string, body?: string | FormData, hops = 0): Promise<HtmlPage> {
    const response = await fetch(new URL(path, this.base), {
      method,
      redirect: 'manual',
      headers: {
        accept: 'text/html,application/xhtml+xml',
        'sec-fetch-site': 'same-origin',
        ...(this.cookies.size > 0
          ? { cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ') }
          : {}),
        ...(typeof body === 'string' ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
      },
      ...(body === undefined ? {} : { body }),
    });
    this.keep(response.headers);
    const html = await response.text();
    const location = response.headers.get('location');
    if (response.status >= 300 && response.status < 400 && location !== null) {
      if (hops > 5) throw new Error(`${path} leads in circles, by ${location}`);
      return this.ask('GET', location, undefined, hops + 1);
    }
    return readPage(response.status, path, response.headers, html);
  }

  private keep(headers: Headers): void {
    for (const line of headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (/max-age=0/i.test(line)) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
  }
}

const readPage = (status: number, url: string, headers: Headers, html: string): HtmlPage => ({
  status,
  url,
  headers,
  html,
  title: tagsOf(html, 'title')[0]?.text ?? '',
  heading: tagsOf(html, 'h1')[0]?.text ?? '',
  text: textOf(html),
  forms: formsOf(html),
  links: tagsOf(html, 'a').map(({ attributes, text }) => ({ href: attributes.href ?? '', text })),
});

import type { ComponentChild, VNode } from 'preact';

/** A place above the page, for the breadcrumb; the page itself comes last and has no address. */
export interface Crumb {
  readonly label: string;
  readonly href: string;
}

/** What a page's controller gives; layout, reader and notices are put around it. */
export interface PageContent {
  /** Title of the window and of the page: unique, the page's matter first. */
  readonly title: string;
  /** The heading, where it says more than the title; null when the body brings its own. */
  readonly heading?: string | null;
  readonly lead?: ComponentChild;
  readonly trail?: readonly Crumb[];
  readonly body: VNode;
  /** 200 unless said: 422 of a form shown again, 409 of a stale one. */
  readonly status?: number;
  /** Names of browser modules (`libs/ui/assets/js/<name>.js`) beside the common one. */
  readonly scripts?: readonly string[];
  /** Uses the whole width: worklists, a file beside its grid. */
  readonly wide?: boolean;
}

export class PageAnswer {
  constructor(readonly content: PageContent) {}
}

export class Redirection {
  constructor(
    readonly to: string,
    /** Said once on the page that follows. */
    readonly message?: string,
  ) {}
}

export const page = (content: PageContent): PageAnswer => new PageAnswer(content);

/**
 * Answer to a form that was accepted (303 See Other, RFC 9110 §15.4.4).
 * @param to an address of this site, from its root
 */
export function redirect(to: string, message?: string): Redirection {
  if (!/^\/(?![/\\])/.test(to)) throw new RangeError(`${to} is not an address of this site`);
  return new Redirection(to, message);
}

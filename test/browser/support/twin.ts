import type { Page } from 'playwright-core';

import { watchShifts } from './watch.js';

/**
 * A window that shows what another, which runs no scripts, shows: axe needs scripts. It is given the document as it
 * stands there, with the same style sheets and images and the same cookies, and none of the page's own scripts.
 */
export class Twin {
  private document = '';

  private constructor(
    private readonly original: Page,
    private readonly page: Page,
  ) {}

  static async of(original: Page): Promise<Twin> {
    const browser = original.context().browser();
    if (!browser) throw new Error('No browser to open another window in');
    const context = await browser.newContext({
      locale: 'fr-FR',
      reducedMotion: 'reduce',
      viewport: original.viewportSize(),
    });
    const twin = new Twin(original, await context.newPage());
    await watchShifts(twin.page);
    await twin.page.route('**/*', (route) => {
      if (route.request().isNavigationRequest())
        return route.fulfill({ contentType: 'text/html; charset=utf-8', body: twin.document });
      return route.request().resourceType() === 'script' ? route.abort() : route.continue();
    });
    return twin;
  }

  /** The document of now. A `noscript` would not be shown here: what it holds takes its place. */
  async show(): Promise<Page> {
    this.document = (await this.original.content()).replace(/<\/?noscript>/g, '');
    await this.page.context().addCookies(await this.original.context().cookies());
    await this.page.goto(this.original.url().replace(/#.*$/, ''), { waitUntil: 'load' });
    return this.page;
  }
}

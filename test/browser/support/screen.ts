import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';

import { faultsOf } from './faults.js';
import { unseenFocus } from './focus.js';
import { lostOnPaper } from './print.js';
import { Twin } from './twin.js';
import { Watch } from './watch.js';

const MARGIN = { top: '10mm', right: '10mm', bottom: '10mm', left: '10mm' };
const ARTEFACTS = join(__dirname, '../../../artefacts');

/** Answers that a journey itself provokes, with the path that they are for. */
export type Expected = (status: number, path: string) => boolean;

let taken = 0;

/** A page in Chromium with everything that goes wrong on it kept, to be asked for at the end of a journey. */
export class Screen {
  private readonly wrong: string[] = [];
  private expected: Expected = () => false;
  private twin: Promise<Twin> | null = null;

  private constructor(
    readonly page: Page,
    private readonly suite: string,
    /** None in a window without scripts. */
    private readonly watch: Watch | null,
  ) {}

  static async of(page: Page, suite: string, hasScripts: boolean): Promise<Screen> {
    const screen = new Screen(page, suite, hasScripts ? await Watch.of(page) : null);
    screen.listen();
    return screen;
  }

  /** Refusals that the journey provokes itself, and that are therefore not wrong. */
  expecting(expected: Expected): void {
    this.expected = expected;
  }

  private listen(): void {
    const where = (): string => new URL(this.page.url()).pathname;
    this.page.on('console', (message) => {
      // A refused answer is told by `response` below, with its status.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
        this.wrong.push(`${where()}: console: ${message.text()}`);
    });
    this.page.on('pageerror', (error) => this.wrong.push(`${where()}: ${error.message}`));
    this.page.on('response', (response) => {
      const path = new URL(response.url()).pathname;
      if (response.status() >= 400 && !this.expected(response.status(), path))
        this.wrong.push(`${where()}: ${response.status()} for ${response.request().method()} ${path}`);
    });
  }

  /** Goes to a page of the site. */
  async goto(path: string): Promise<void> {
    await this.page.goto(path, { waitUntil: 'load' });
  }

  /**
   * Bytes over the wire of a page's first view, nothing of it being in the cache, as the browser counts them, images
   * left out.
   * @param until what a page's scripts ask for by themselves counts up to `networkidle` only
   */
  async firstView(path: string, until: 'load' | 'networkidle'): Promise<number> {
    const client = await this.page.context().newCDPSession(this.page);
    const images = new Set<string>();
    let bytes = 0;
    await client.send('Network.enable');
    await client.send('Network.setCacheDisabled', { cacheDisabled: true });
    client.on('Network.responseReceived', ({ requestId, type }) => {
      if (type === 'Image') images.add(requestId);
    });
    client.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      if (!images.has(requestId)) bytes += encodedDataLength;
    });
    await this.page.goto(path, { waitUntil: until });
    await client.detach();
    return bytes;
  }

  /** A picture of the whole page as it is, below `artefacts/`. */
  async picture(name: string): Promise<void> {
    const folder = join(ARTEFACTS, this.suite);
    mkdirSync(folder, { recursive: true });
    taken += 1;
    const file = `${String(taken).padStart(3, '0')}-${name.replace(/[^\w-]+/g, '-')}.png`;
    await this.page.screenshot({ path: join(folder, file), fullPage: true });
  }

  /** What a printed sheet would lack of this page, or have for nothing; a picture of it, and the PDF, are kept. */
  async lostOnPaper(name: string): Promise<readonly string[]> {
    const pdf = join(ARTEFACTS, this.suite, `${name}.pdf`);
    return lostOnPaper(this.page, async () => {
      await this.picture(`${name} printed`);
      await this.page.pdf({ path: pdf, format: 'A4', margin: MARGIN });
    });
  }

  /** What is wrong with the page in this state is kept, under the state's name, and a picture taken. */
  async check(name: string): Promise<void> {
    await this.picture(name);
    const found = await faultsOf(await this.judged());
    this.wrong.push(...found.map((fault) => `${name} (${new URL(this.page.url()).pathname}): ${fault}`));
  }

  private async judged(): Promise<Page> {
    if (this.watch) return this.page;
    this.twin ??= Twin.of(this.page);
    return (await this.twin).show();
  }

  /** Everything that went wrong since the last time it was asked, interactions that took too long among it. */
  async told(): Promise<readonly string[]> {
    const slow = (await this.watch?.slow()) ?? [];
    return [...this.wrong.splice(0), ...slow];
  }

  /**
   * Goes from control to control with the tabulator until this one has the focus; fails when it never comes. Where the
   * focus can't be seen on the way is kept as wrong.
   */
  async tabTo(target: Locator, most = 120): Promise<void> {
    for (let i = 0; i < most; i += 1) {
      if (await target.evaluate((node) => node === node.ownerDocument.activeElement)) return;
      await this.page.keyboard.press('Tab');
      this.wrong.push(...(await unseenFocus(this.page)));
    }
    throw new Error(`${String(target)} does not get the focus by the tabulator`);
  }
}

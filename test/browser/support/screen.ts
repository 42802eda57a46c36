import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const ARTEFACTS = join(__dirname, '../../../artefacts');

/** Keeps what shifted and how long interactions took, from the first paint on. */
const WATCH = `
  window.__shift = 0; window.__interactions = []; window.__shifted = [];
  new PerformanceObserver((list) => { for (const one of list.getEntries()) if (!one.hadRecentInput) {
    window.__shift += one.value;
    window.__shifted.push(...one.sources.map((s) => s.node && s.node.nodeType === 1 ? s.node.outerHTML.slice(0, 80) : String(s.node && s.node.nodeName)));
  } }).observe({ type: 'layout-shift', buffered: true });
  new PerformanceObserver((list) => { for (const one of list.getEntries()) if (one.interactionId)
    window.__interactions.push(one.duration); }).observe({ type: 'event', durationThreshold: 16, buffered: true });`;

interface AxeViolation {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

/** Answers that a journey itself provokes, with the path that they are for. */
export type Expected = (status: number, path: string) => boolean;

let taken = 0;

/** A page in Chromium with everything that goes wrong on it kept, to be asked for at the end of a journey. */
export class Screen {
  private readonly wrong: string[] = [];
  private expected: Expected = () => false;

  private constructor(
    readonly page: Page,
    private readonly suite: string,
    private readonly hasScripts: boolean,
  ) {}

  static async of(page: Page, suite: string, hasScripts: boolean): Promise<Screen> {
    const screen = new Screen(page, suite, hasScripts);
    await page.addInitScript(WATCH);
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

  /** Bytes over the wire of a page's first view, as the browser counts them, images left out. */
  async firstView(path: string): Promise<number> {
    const client = await this.page.context().newCDPSession(this.page);
    const images = new Set<string>();
    let bytes = 0;
    await client.send('Network.enable');
    client.on('Network.responseReceived', ({ requestId, type }) => {
      if (type === 'Image') images.add(requestId);
    });
    client.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      if (!images.has(requestId)) bytes += encodedDataLength;
    });
    await this.page.goto(path, { waitUntil: 'networkidle' });
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

  /**
   * What every page must be in every state: nothing for axe to find, nothing that moved by itself, no scroll sideways
   * at 320 px, one h1, a title. What is wrong is kept, under the state's name, and a picture taken.
   */
  async check(name: string): Promise<void> {
    await this.picture(name);
    const found = await this.faults();
    this.wrong.push(...found.map((fault) => `${name} (${new URL(this.page.url()).pathname}): ${fault}`));
  }

  private async faults(): Promise<string[]> {
    const faults = await this.violations();
    const headings = await this.page.locator('h1').count();
    if (headings !== 1) faults.push(`${headings} headings of the first level`);
    if (this.hasScripts) {
      const shift = await this.page.evaluate<number>('window.__shift ?? 0');
      if (shift > 0)
        faults.push(
          `the layout shifted by ${shift.toFixed(4)}: ${await this.page.evaluate<string>('window.__shifted.join()')}`,
        );
    }
    const size = this.page.viewportSize();
    await this.page.setViewportSize({ width: 320, height: 640 });
    const wide = await this.page.evaluate<string>(WIDER);
    if (wide !== '') faults.push(`wider than 320 px: ${wide}`);
    if (size) await this.page.setViewportSize(size);
    return faults;
  }

  private async violations(): Promise<string[]> {
    await this.page.evaluate(`window.axe ?? (() => { ${AXE} })()`);
    const found = await this.page.evaluate<readonly AxeViolation[]>(
      `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations)`,
    );
    return found.map(({ id, help, nodes }) => {
      const [first] = nodes;
      return `axe ${id}: ${help} (${nodes.length}): ${first?.html.slice(0, 200)} ${first?.failureSummary?.replace(/\s+/g, ' ') ?? ''}`;
    });
  }

  /** Longest interaction of this page so far, in milliseconds (what INP takes when there are few). */
  async slowestInteraction(): Promise<number> {
    return this.page.evaluate<number>('Math.max(0, ...window.__interactions)');
  }

  /** Everything that went wrong since the last time it was asked. */
  told(): readonly string[] {
    return this.wrong.splice(0);
  }

  /** Goes from control to control with the tabulator until this one has the focus; fails when it never comes. */
  async tabTo(target: Locator, most = 120): Promise<void> {
    for (let i = 0; i < most; i += 1) {
      if (await target.evaluate((node) => node === node.ownerDocument.activeElement)) return;
      await this.page.keyboard.press('Tab');
    }
    throw new Error(`${String(target)} does not get the focus by the tabulator`);
  }
}

/** What makes the page scroll sideways, or nothing: it sticks out, and nothing around it scrolls by itself. */
const WIDER = `(() => {
  const root = document.scrollingElement;
  if (root.scrollWidth <= root.clientWidth) return '';
  const clips = (one) => one && one !== document.body && one !== root &&
    (getComputedStyle(one).overflowX !== 'visible' || clips(one.parentElement));
  const out = [...document.querySelectorAll('body *')].filter((one) => {
    const box = one.getBoundingClientRect();
    return box.right > root.clientWidth + 1 && box.width > 0 && !clips(one.parentElement);
  });
  return root.scrollWidth + ' px, ' + out.slice(0, 3).map((one) => one.outerHTML.slice(0, 120)).join(' | ');
})()`;

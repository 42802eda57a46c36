import type { Page } from 'playwright-core';

/** The longest that an interaction may take until the page has painted its effect, in milliseconds. */
const LONGEST = 200;

/** An act of the reader that the browser timed: input delay, handlers, and the next paint. */
interface Interaction {
  readonly path: string;
  readonly kind: string;
  readonly target: string;
  readonly ms: number;
}

/** In the page, from before its first paint on: what shifted is kept there, what was done is told to `__interaction`. */
const WATCH = `
  window.__shift = 0; window.__shifted = [];
  new PerformanceObserver((list) => { for (const one of list.getEntries()) if (!one.hadRecentInput) {
    window.__shift += one.value;
    window.__shifted.push(...one.sources.map(({ node }) => node?.nodeType === 1 ? node.outerHTML.slice(0, 80) : node?.nodeName));
  } }).observe({ type: 'layout-shift', buffered: true });
  new PerformanceObserver((list) => { for (const one of list.getEntries()) if (one.interactionId)
    window.__interaction({ path: location.pathname, kind: one.name, ms: one.duration,
      target: one.target?.outerHTML.slice(0, 80) ?? 'what is gone since' });
  }).observe({ type: 'event', durationThreshold: 16, buffered: true });`;

/** What was waiting to be painted has been, and what was timed until then has been told. */
const PAINTED = `new Promise((done) => { setTimeout(done, 500); requestAnimationFrame(() => setTimeout(done)); })`;

/** How long the page takes to answer its reader, over all the pages that a window shows. */
export class Watch {
  private readonly interactions: Interaction[] = [];

  private constructor(private readonly page: Page) {}

  static async of(page: Page): Promise<Watch> {
    const watch = new Watch(page);
    await page.exposeBinding('__interaction', (_source, one: Interaction) => watch.interactions.push(one));
    await page.addInitScript(WATCH);
    return watch;
  }

  /** Interactions of more than 200 ms since it was last asked. Event Timing does not time those below 16 ms. */
  async slow(): Promise<readonly string[]> {
    await this.page.evaluate(PAINTED).catch(() => this.page.waitForLoadState());
    return this.interactions
      .splice(0)
      .filter(({ ms }) => ms > LONGEST)
      .map(({ path, kind, target, ms }) => `${path}: ${ms} ms from ${kind} to the next paint, on ${target}`);
  }
}

/** What has moved by itself on this page since it began to show, in words; none when nothing has. */
export async function shiftOf(page: Page): Promise<readonly string[]> {
  const shift = await page.evaluate<number>('window.__shift');
  if (shift === 0) return [];
  return [`the layout shifted by ${shift.toFixed(4)}: ${await page.evaluate<string>('window.__shifted.join()')}`];
}

/** Has shifts of the layout kept, without interactions: for a window in which nobody acts. */
export const watchShifts = (page: Page): Promise<unknown> =>
  page.addInitScript(`window.__interaction = () => undefined; ${WATCH}`);

import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';

import { shiftOf } from './watch.js';

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** A window of 1280 × 1024 at a zoom of 400 %, in CSS pixels. */
const ZOOMED = { width: 320, height: 256 };

interface AxeViolation {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

/**
 * What every page must be in every state: nothing for axe to find, in light colours and in dark ones, in French, a title and one h1, nothing that moved by
 * itself, and at 400 % no scroll sideways and nothing that stays in the way. The page must run scripts.
 */
export async function faultsOf(page: Page): Promise<string[]> {
  const faults = [...(await violations(page)), ...(await contrastsInTheDark(page)), ...(await shiftOf(page))];
  const headings = await page.locator('h1').count();
  if (headings !== 1) faults.push(`${headings} headings of the first level`);
  const language = await page.locator('html').getAttribute('lang');
  if (language !== 'fr') faults.push(`in the language ${language ?? 'of nobody'}`);
  const size = page.viewportSize();
  await page.setViewportSize(ZOOMED);
  faults.push(...(await page.evaluate<string[]>(ZOOMED_OUT)));
  if (size) await page.setViewportSize(size);
  return faults;
}

/** @param rules those of axe that are run; all that it has on by itself when none is named */
async function violations(page: Page, ...rules: readonly string[]): Promise<string[]> {
  // `void`: the library as a value would be copied out of the page, which takes a second.
  await page.evaluate(`void (window.axe ?? (() => { ${AXE} })())`);
  const options = { resultTypes: ['violations'], ...(rules.length === 0 ? {} : { runOnly: rules }) };
  const found = await page.evaluate<readonly AxeViolation[]>(
    `axe.run(document, ${JSON.stringify(options)}).then(({ violations }) => violations)`,
  );
  return found.map(({ id, help, nodes }) => {
    const [first] = nodes;
    return `axe ${id}: ${help} (${nodes.length}): ${first?.html.slice(0, 200)} ${first?.failureSummary?.replace(/\s+/g, ' ') ?? ''}`;
  });
}

/** Texts that are hard to read for those whose system is set to dark colours. */
async function contrastsInTheDark(page: Page): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'dark' });
  const found = await violations(page, 'color-contrast');
  await page.emulateMedia({ colorScheme: 'light' });
  return found.map((fault) => `in the dark: ${fault}`);
}

/** What makes the page scroll sideways though nothing around it scrolls by itself; what stays and hides half of it. */
const ZOOMED_OUT = `(() => {
  const root = document.scrollingElement;
  const told = (one) => one.outerHTML.slice(0, 120);
  const clips = (one) => one && one !== document.body && one !== root &&
    (getComputedStyle(one).overflowX !== 'visible' || clips(one.parentElement));
  const all = [...document.querySelectorAll('body *')];
  const wide = root.scrollWidth <= root.clientWidth ? [] : all.filter((one) => {
    const box = one.getBoundingClientRect();
    return box.right > root.clientWidth + 1 && box.width > 0 && !clips(one.parentElement);
  });
  const inTheWay = all.filter((one) => ['fixed', 'sticky'].includes(getComputedStyle(one).position) &&
    !one.closest('dialog, .fr-skiplinks') && one.getBoundingClientRect().height > innerHeight / 2);
  return [
    ...(root.scrollWidth > root.clientWidth ? [root.scrollWidth + ' px wide at 320 px: ' + wide.slice(0, 3).map(told).join(' | ')] : []),
    ...inTheWay.map((one) => 'stays over half of the window at 400 %: ' + told(one)),
  ];
})()`;

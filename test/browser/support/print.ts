import type { Page } from 'playwright-core';

/** What belongs to the screen: it is pressed, filled in or followed, and means nothing on paper. */
const OF_THE_SCREEN = [
  ...['nav', 'button', '.fr-btn', 'input', 'select', 'textarea', 'label'],
  ...['.rb-filter', '.rb-batch', '.rb-keys', '.rb-no-print', 'details:has(> div > form:only-child)'],
].join();

/** A sheet of A4 between margins of 10 mm, in CSS pixels. */
const SHEET = { width: 718, height: 1047 };

/** Every text of the page's content that one sees on the screen now is kept in the page. */
const REMEMBER = `window.__texts = (() => {
  const walk = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
  const found = [];
  while (walk.nextNode()) if (walk.currentNode.data.trim() !== '' && walk.currentNode.parentElement.checkVisibility()) found.push(walk.currentNode);
  return found;
})()`;
const LOST = `window.__texts.filter(({ parentElement }) =>
  !parentElement.checkVisibility() && !parentElement.closest(${JSON.stringify(OF_THE_SCREEN)})).map(({ data }) => data.trim())`;
const LEFT = `[...document.querySelectorAll('header nav, footer, main nav, button, input, select, textarea')].filter((one) => one.checkVisibility()).map((one) => one.outerHTML.slice(0, 80))`;
const CUT = `[...document.querySelectorAll('main *')].filter((one) => one.checkVisibility() &&
  one.getBoundingClientRect().width > 1 && one.getBoundingClientRect().right > ${SHEET.width} + 1).map((one) => one.outerHTML.slice(0, 80)).slice(0, 3)`;

/** The page as it is printed, on a sheet of A4 with a margin, while `look` looks at it. */
async function onPaper<T>(page: Page, look: () => Promise<T>): Promise<T> {
  const size = page.viewportSize();
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize(SHEET);
  try {
    return await look();
  } finally {
    await page.emulateMedia({ media: null });
    if (size) await page.setViewportSize(size);
  }
}

/**
 * What a sheet would lack of the page, in words: texts that the screen shows and paper does not, what is wider than the
 * sheet, what is printed that only a screen can use.
 */
export async function lostOnPaper(page: Page, picture: () => Promise<void>): Promise<readonly string[]> {
  await page.evaluate(REMEMBER);
  return onPaper(page, async () => {
    await picture();
    const lost = await page.evaluate<string[]>(LOST);
    const cut = await page.evaluate<string[]>(CUT);
    const left = await page.evaluate<string[]>(LEFT);
    return [
      ...lost.map((text) => `not printed: ${text}`),
      ...cut.map((one) => `wider than a sheet: ${one}`),
      ...left.map((one) => `printed for nothing: ${one}`),
    ];
  });
}

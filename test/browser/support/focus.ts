import type { Page } from 'playwright-core';

/**
 * Whether one sees where the focus is: its element is in the window, has a size, and is outlined, by itself, by its
 * label or by what holds it.
 */
const SEEN = `(() => {
  const one = document.activeElement;
  if (!one || one === document.body) return '';
  const outlined = (node, part) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(node, part);
    return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
  };
  const holders = [one.parentElement, one.parentElement?.parentElement].filter(Boolean);
  const around = [one, ...(one.labels ?? []), ...holders, one.closest('tr, .fr-enlarge-link')].filter(Boolean);
  const box = one.getBoundingClientRect();
  const isIn = box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  const isOutlined = around.some((node) => outlined(node) || outlined(node, '::before') || outlined(node, '::after'));
  if (isIn && isOutlined) return '';
  return (isIn ? 'no outline on ' : 'out of sight: ') + one.outerHTML.slice(0, 120);
})()`;

/** The focus where nobody sees it, in words; none when it is seen. */
export async function unseenFocus(page: Page): Promise<readonly string[]> {
  const unseen = await page.evaluate<string>(SEEN);
  return unseen === '' ? [] : [`${new URL(page.url()).pathname}: the focus is not seen: ${unseen}`];
}

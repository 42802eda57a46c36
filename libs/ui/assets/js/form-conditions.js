// @ts-check
// Shows and hides what the conditions of a form say, rows included; a hidden field counts as not answered.
import { holds, readField } from './form-values.js';

/** @param {HTMLElement} form @param {Record<string, unknown>} around answers of the other parts, by key */
export function refreshConditions(form, around) {
  /** @type {Map<string, boolean>} */
  const shown = new Map();
  /** @param {string} key @returns {unknown} */
  const valueOf = (key) => {
    const el = /** @type {HTMLElement | null} */ (form.querySelector(`[data-field="${CSS.escape(key)}"][data-type]`));
    if (!el) return around[key];
    return isShown(key, el) ? readField(el).value : undefined;
  };
  /** @param {string} key @param {HTMLElement} el */
  const isShown = (key, el) => {
    const known = shown.get(key);
    if (known !== undefined) return known;
    shown.set(key, false);
    const is = !el.dataset.showIf || holds(JSON.parse(el.dataset.showIf), valueOf);
    shown.set(key, is);
    return is;
  };
  for (const el of /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll('[data-field][data-show-if]')))
    el.hidden = !isShown(el.dataset.field ?? '', el);
  for (const row of form.querySelectorAll('[data-row]')) refreshRow(row, valueOf);
}

/** @param {Element} row @param {(key: string) => unknown} valueOf */
function refreshRow(row, valueOf) {
  /** @param {string} key @returns {unknown} */
  const inRow = (key) => {
    const cell = /** @type {HTMLElement | null} */ (row.querySelector(`[data-cell="${CSS.escape(key)}"]`));
    if (!cell) return valueOf(key);
    return !cell.dataset.showIf || holds(JSON.parse(cell.dataset.showIf), inRow) ? readField(cell).value : undefined;
  };
  for (const cell of /** @type {NodeListOf<HTMLElement>} */ (row.querySelectorAll('[data-cell][data-show-if]')))
    cell.hidden = !holds(JSON.parse(cell.dataset.showIf ?? ''), inRow);
}

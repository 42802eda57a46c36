// @ts-check
// Rows of a repeated block, added and removed without leaving the page.
import { writeField } from './form-values.js';

/** @param {Element} rows */
function number(rows) {
  const label = /** @type {HTMLElement} */ (rows).dataset.rowLabel ?? '';
  rows.querySelectorAll('.rb-row__title').forEach((title, i) => (title.textContent = `${label} ${i + 1}`));
}

/** Adds a row like the last one, emptied; without a row to copy the page does it. @param {HTMLButtonElement} button */
function addRow(button) {
  const rows = button.parentElement?.querySelector('[data-rows]');
  const last = /** @type {HTMLElement | null} */ (rows?.querySelector('[data-row]:last-of-type') ?? null);
  if (!rows || !last || !('randomUUID' in crypto)) return false;
  const id = crypto.randomUUID();
  const holder = document.createElement('template');
  holder.innerHTML = last.outerHTML.replaceAll(last.dataset.row ?? '', id);
  const row = /** @type {HTMLElement} */ (holder.content.firstElementChild);
  row.querySelectorAll('[data-cell]').forEach((cell) => writeField(/** @type {HTMLElement} */ (cell), null));
  row.querySelectorAll('.fr-error-text').forEach((one) => one.remove());
  rows.append(row);
  number(rows);
  /** @type {HTMLElement | null} */ (row.querySelector('input:not([type="hidden"]), textarea, select'))?.focus();
  return true;
}

/** @param {HTMLElement} form */
export function manageRows(form) {
  form.addEventListener('click', (event) => {
    const button = /** @type {HTMLButtonElement | null} */ (
      /** @type {HTMLElement} */ (event.target).closest('button[name="_act"]')
    );
    const [act] = button?.value.split(':') ?? [];
    if (!button || (act !== 'add' && act !== 'remove')) return;
    const rows = button.closest('[data-rows]');
    if (act === 'add' && !addRow(button)) return;
    const block = button.closest('[data-field][data-type="repeated"]');
    event.preventDefault();
    if (act === 'remove' && rows) {
      button.closest('[data-row]')?.remove();
      number(rows);
      /** @type {HTMLElement | null} */ (block?.querySelector('button[value^="add:"]'))?.focus();
    }
    block?.dispatchEvent(new Event('change', { bubbles: true }));
  });
}

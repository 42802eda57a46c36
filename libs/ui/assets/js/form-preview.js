// @ts-check
// The preview of a form: fields appear as their conditions ask, rows come and go, nothing is sent or kept.
import { refreshConditions } from './form-conditions.js';
import { manageRows } from './form-rows.js';

const form = /** @type {HTMLElement | null} */ (document.querySelector('[data-form-preview]'));

if (form) {
  manageRows(form);
  for (const kind of ['input', 'change']) form.addEventListener(kind, () => refreshConditions(form, {}));
}

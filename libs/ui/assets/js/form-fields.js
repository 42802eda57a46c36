// @ts-check
// The fields of a form that saves itself: what each holds, what was last saved of it, and at which version.
import { readField } from './form-values.js';

/** @typedef {{ el: HTMLElement, seen: number, saved: string, dirty: boolean, held: boolean }} Tracked */
/** @typedef {Map<string, Tracked>} Fields */

/** @param {HTMLElement} el @returns {HTMLInputElement | null} */
const seenInput = (el) => el.querySelector(':scope > input[name^="_seen["]');

/** The fields that may be written, by key. @param {HTMLElement} form @returns {Fields} */
export function fieldsIn(form) {
  /** @type {Fields} */
  const fields = new Map();
  for (const el of /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll('[data-field][data-type]'))) {
    const seen = seenInput(el);
    if (!seen) continue;
    fields.set(el.dataset.field ?? '', {
      el,
      seen: Number.parseInt(seen.value, 10) || 0,
      saved: JSON.stringify(readField(el).value),
      dirty: false,
      held: el.dataset.conflict !== undefined,
    });
  }
  return fields;
}

/** The field of which a change comes. @param {Fields} fields @param {EventTarget | null} target */
export function fieldOf(fields, target) {
  const el = target instanceof Element ? target.closest('[data-field][data-type]') : null;
  return el instanceof HTMLElement ? fields.get(el.dataset.field ?? '') : undefined;
}

/** Answers that differ from what is saved and can be sent as they are. @param {Fields} fields @returns {[string, unknown][]} */
export const changedIn = (fields) =>
  [...fields].flatMap(([key, field]) => {
    if (!field.dirty || field.held) return [];
    const { value, isWrong } = readField(field.el);
    if (isWrong || JSON.stringify(value) === field.saved) return [];
    return [/** @type {[string, unknown]} */ ([key, value])];
  });

/** The version that the next save answers to. @param {Tracked} field @param {number} version */
export function see(field, version) {
  field.seen = version;
  seenInput(field.el)?.setAttribute('value', String(version));
}

/** Takes away what was said of a field by itself. @param {Tracked} field */
export const unsay = ({ el }) => el.querySelectorAll('[data-live]').forEach((one) => one.remove());

/** Says below a field what is wrong with it; it is left alone until it changes. @param {Tracked} field @param {string} detail */
export function sayWrong(field, detail) {
  field.held = true;
  const text = document.createElement('p');
  text.className = 'fr-error-text';
  text.dataset.live = '';
  text.textContent = detail;
  field.el.append(text);
}

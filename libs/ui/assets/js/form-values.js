// @ts-check
// Answers as the API takes them, read from the fields of a form, and the conditions that show them.

/** False for nothing, blank text and empty lists; no and zero are answers. @param {unknown} value @returns {boolean} */
export function isAnswered(value) {
  if (value === undefined || value === null) return false;
  if (typeof value === 'string') return value.trim() !== '';
  if (Array.isArray(value)) return value.length > 0;
  if (typeof value === 'object') return Object.values(value).some(isAnswered);
  return true;
}

/**
 * Whether two answers are the same: the database keeps the members of a row in an order of its own.
 * @param {unknown} one @param {unknown} other @returns {boolean}
 */
export function isSame(one, other) {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return one === other;
  const [mine, theirs] = [Object.entries(one), new Map(Object.entries(other))];
  return mine.length === theirs.size && mine.every(([key, value]) => theirs.has(key) && isSame(value, theirs.get(key)));
}

/** @param {unknown} value @param {number | string} least */
function reaches(value, least) {
  if (Array.isArray(value)) return typeof least === 'number' && value.length >= least;
  return typeof value === typeof least && /** @type {string} */ (value) >= /** @type {string} */ (least);
}

/**
 * Whether a condition of the definition holds, as the server judges it.
 * @param {any} condition
 * @param {(key: string) => unknown} valueOf
 * @returns {boolean}
 */
export function holds(condition, valueOf) {
  if (condition.all) return condition.all.every((/** @type {any} */ one) => holds(one, valueOf));
  if (condition.any) return condition.any.some((/** @type {any} */ one) => holds(one, valueOf));
  if (condition.not) return !holds(condition.not, valueOf);
  const value = valueOf(condition.field);
  const answered = isAnswered(value);
  if ('answered' in condition) return answered === condition.answered;
  if (!answered) return false;
  if ('equals' in condition) return value === condition.equals;
  if ('in' in condition)
    return Array.isArray(value) ? value.some((one) => condition.in.includes(one)) : condition.in.includes(value);
  return reaches(value, condition.atLeast);
}

/** French people type « 1 234,50 ». @param {string} text */
function numberOf(text) {
  const plain = text.replace(/[\s\u00a0\u202f€]/g, '').replace(',', '.');
  return plain !== '' && Number.isFinite(Number(plain)) ? Number(plain) : null;
}

/** @typedef {{ value: unknown, isWrong: boolean }} Read */

/** @param {HTMLElement} el @param {string} [selector] @returns {HTMLInputElement[]} */
const controls = (el, selector = 'input, textarea, select') =>
  /** @type {HTMLInputElement[]} */ ([...el.querySelectorAll(selector)]).filter(
    ({ name, type }) => type !== 'hidden' && type !== 'file' && type !== 'search' && !name.startsWith('_'),
  );

/** @param {HTMLElement} el @returns {Read} */
function readRows(el) {
  let isWrong = false;
  const rows = /** @type {HTMLElement[]} */ ([...el.querySelectorAll('[data-row]')]).map((row) => {
    /** @type {Record<string, unknown>} */
    const read = { id: row.dataset.row };
    for (const cell of /** @type {NodeListOf<HTMLElement>} */ (row.querySelectorAll('[data-cell]'))) {
      const { value, isWrong: isCellWrong } = readField(cell);
      isWrong ||= isCellWrong;
      if (value !== null && value !== undefined) read[cell.dataset.cell ?? ''] = value;
    }
    return read;
  });
  return { value: rows.length === 0 ? null : rows, isWrong };
}

/** The answer in a field as it stands. @param {HTMLElement} el @returns {Read} */
export function readField(el) {
  const type = el.dataset.type ?? '';
  if (type === 'repeated') return readRows(el);
  if (type === 'file') {
    if (el.dataset.value !== undefined) return { value: JSON.parse(el.dataset.value), isWrong: false };
    const ids = [...el.querySelectorAll('[data-document]')].map((one) => one.getAttribute('data-document'));
    return { value: ids.length === 0 ? null : ids, isWrong: false };
  }
  const all = controls(el);
  const text = all[0]?.value ?? '';
  switch (type) {
    case 'integer':
    case 'money':
    case 'personDays': {
      const value = numberOf(text);
      return { value, isWrong: value === null && text.trim() !== '' };
    }
    case 'yesNo': {
      const chosen = all.find(({ checked }) => checked)?.value;
      return { value: chosen === undefined ? null : chosen === 'true', isWrong: false };
    }
    case 'choice': {
      const chosen = all[0]?.type === 'radio' ? all.find(({ checked }) => checked)?.value : text;
      return { value: chosen || null, isWrong: false };
    }
    case 'multiChoice':
    case 'epciList': {
      const chosen = all.filter(({ checked }) => checked).map(({ value }) => value);
      return { value: chosen.length === 0 ? null : chosen, isWrong: false };
    }
    case 'siret':
      return { value: text.replace(/[\s\u00a0\u202f]/g, '') || null, isWrong: false };
    case 'email':
    case 'phone':
      return { value: text.trim() || null, isWrong: false };
    default:
      return { value: text === '' ? null : text, isWrong: false };
  }
}

/**
 * Puts an answer into a field.
 * @param {HTMLElement} el
 * @param {unknown} value
 * @returns {boolean} false where only a new page can show it: other rows, other bodies
 */
export function writeField(el, value) {
  const type = el.dataset.type ?? '';
  if (type === 'file') {
    if (value !== null) return false;
    if (el.dataset.value !== undefined) el.dataset.value = 'null';
    el.querySelectorAll('[data-document]').forEach((one) => one.remove());
    return true;
  }
  if (type === 'repeated') {
    const rows = Array.isArray(value) ? value : [];
    const there = /** @type {HTMLElement[]} */ ([...el.querySelectorAll('[data-row]')]);
    if (rows.map(({ id }) => id).join() !== there.map((row) => row.dataset.row).join()) return false;
    return there.every((row, i) =>
      /** @type {HTMLElement[]} */ ([...row.querySelectorAll('[data-cell]')])
        .filter((cell) => cell.dataset.type !== 'file')
        .every((cell) => writeField(cell, rows[i][cell.dataset.cell ?? ''] ?? null)),
    );
  }
  const all = controls(el);
  const wanted = (Array.isArray(value) ? value : [value]).map(String);
  if (all.some((one) => one.type === 'radio' || one.type === 'checkbox')) {
    if (type === 'epciList' && value !== null && !wanted.every((one) => all.some((input) => input.value === one)))
      return false;
    for (const one of all) one.checked = value !== null && wanted.includes(one.value);
    return true;
  }
  if (!all[0]) return false;
  all[0].value =
    value === null || value === undefined ? '' : String(value).replace(typeof value === 'number' ? '.' : /$^/, ',');
  return true;
}

// @ts-check
// Keys for the worklist and the cases opened from it. Nothing here is needed: every link and field is on the page.

const LIST = 'rebond.dossiers';
const OFF = 'rebond.sans-raccourcis';

/** Reads what the browser keeps; a browser that keeps nothing is taken as empty. */
const kept = (/** @type {string} */ key, /** @type {Storage} */ store) => {
  try {
    return store.getItem(key);
  } catch {
    return null;
  }
};

const keep = (/** @type {string} */ key, /** @type {string} */ value, /** @type {Storage} */ store) => {
  try {
    store.setItem(key, value);
  } catch {
    // Nothing is lost but the comfort.
  }
};

const off = /** @type {HTMLInputElement | null} */ (document.getElementById('sans-raccourcis'));
const links = /** @type {HTMLAnchorElement[]} */ ([...document.querySelectorAll('a.rb-row-link')]);

if (off) {
  off.checked = kept(OFF, localStorage) === '1';
  off.addEventListener('change', () => keep(OFF, off.checked ? '1' : '0', localStorage));
}
if (links.length > 0) keep(LIST, JSON.stringify(links.map((link) => link.pathname)), sessionStorage);

/** The line that has the focus, or where the next key starts from. */
const current = () => links.findIndex((link) => link.closest('tr')?.contains(document.activeElement));

/** Goes a line down or up in the list, or a case on or back in the list that it was opened from. */
function step(/** @type {1 | -1} */ by) {
  if (links.length > 0) {
    const from = current();
    links[from === -1 ? (by === 1 ? 0 : links.length - 1) : from + by]?.focus();
    return;
  }
  /** @type {unknown} */
  const list = JSON.parse(kept(LIST, sessionStorage) ?? '[]');
  if (!Array.isArray(list)) return;
  const next = list[list.indexOf(location.pathname) + by];
  if (list.includes(location.pathname) && typeof next === 'string' && next.startsWith('/')) location.assign(next);
}

/** @type {Record<string, () => void>} */
const KEYS = {
  j: () => step(1),
  k: () => step(-1),
  o: () => links[current()]?.click(),
  x: () => {
    const box = links[current()]?.closest('tr')?.querySelector('input[type="checkbox"]');
    if (box instanceof HTMLInputElement) box.click();
  },
  '/': () => document.getElementById('champ-q')?.focus(),
  '?': () => {
    const details = document.getElementById('raccourcis-aide');
    if (!(details instanceof HTMLDetailsElement)) return;
    details.open = !details.open;
    details.querySelector('summary')?.focus();
  },
};

// An answer ticked as incomplete is asked for in the form beside the file: it opens by itself.
document.addEventListener('change', ({ target }) => {
  if (!(target instanceof HTMLInputElement) || target.name !== 'fields' || !target.checked) return;
  target.form?.closest('details')?.setAttribute('open', '');
});

document.addEventListener('keydown', (event) => {
  const { target, key } = event;
  if (event.ctrlKey || event.metaKey || event.altKey || off?.checked) return;
  const types = target instanceof HTMLElement && target.matches('textarea, select, input:not([type="checkbox"])');
  const act = types ? undefined : Object.hasOwn(KEYS, key) ? KEYS[key] : undefined;
  if (!act) return;
  event.preventDefault();
  act();
});

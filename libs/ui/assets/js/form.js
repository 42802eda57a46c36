// @ts-check
// The form of a candidacy as it is typed: fields that answers call for appear at once, each change is saved by itself,
// and what can't be sent (no network, a session that ended) waits in this browser.
import { holds, isAnswered, isSame, readField, writeField } from './form-values.js';

/** @typedef {{ el: HTMLElement, seen: number, saved: string, dirty: boolean, held: boolean }} Tracked */
/** @typedef {{ value: unknown, seen: number }} Kept */

const SOON_MS = 900;
const RETRY_MS = [3_000, 8_000, 20_000, 30_000];

const root = /** @type {HTMLElement | null} */ (document.querySelector('[data-autosave][data-case]'));

/** The session's token, which every request that changes something carries. */
const csrf = () =>
  /** @type {HTMLMetaElement | null} */ (document.querySelector('meta[name="csrf"]'))?.content ??
  /** @type {HTMLInputElement | null} */ (document.querySelector('input[name="_csrf"]'))?.value ??
  '';

/** After a new sign-in in another tab, the page's token is the old session's: a fresh page has the new one. */
async function renewCsrf() {
  const page = await fetch(location.href, { headers: { accept: 'text/html' } });
  const fresh = new DOMParser().parseFromString(await page.text(), 'text/html').querySelector('input[name="_csrf"]');
  const token = fresh?.getAttribute('value');
  if (!token) return false;
  document.querySelectorAll('input[name="_csrf"]').forEach((one) => one.setAttribute('value', token));
  document.querySelector('meta[name="csrf"]')?.setAttribute('content', token);
  return true;
}

/**
 * Asks the API in the name of the session. Status 0: nobody answered.
 * @param {string} method
 * @param {string} url
 * @param {{ headers?: Record<string, string>, body?: BodyInit | null }} [request]
 * @returns {Promise<Response | null>}
 */
export async function ask(method, url, { headers = {}, body = null } = {}, isAgain = false) {
  try {
    const answer = await fetch(url, { method, body, headers: { ...headers, 'x-csrf-token': csrf() } });
    if (answer.status === 403 && !isAgain && (await renewCsrf())) return ask(method, url, { headers, body }, true);
    return answer;
  } catch {
    return null;
  }
}

/** @param {string} method @param {string} url @param {unknown} content */
export const askJson = (method, url, content) =>
  ask(method, url, { headers: { 'content-type': 'application/json' }, body: JSON.stringify(content) });

/** @param {string} text @param {Record<string, string>} values */
export const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

if (root) start(root);

/** @param {HTMLElement} form */
function start(form) {
  const url = form.dataset.autosave ?? '';
  /** @type {Record<string, string>} */
  const words = JSON.parse(form.dataset.words ?? '{}');
  /** @type {Record<string, unknown>} */
  const around = JSON.parse(form.dataset.around ?? '{}');
  const place = `rebond:${form.dataset.case}:${form.dataset.seat}`;
  const status = /** @type {HTMLElement | null} */ (form.querySelector('[data-saved]'));
  /** @type {Map<string, Tracked>} */
  const fields = new Map();
  let failures = 0;
  let timer = 0;
  let isSaving = false;
  // What is typed here is saved: leaving the page loses nothing.
  form.querySelector('form')?.setAttribute('data-autosave', '');

  for (const el of /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll('[data-field][data-type]'))) {
    const seen = seenInput(el);
    if (seen)
      fields.set(el.dataset.field ?? '', {
        el,
        seen: Number.parseInt(seen.value, 10) || 0,
        saved: JSON.stringify(readField(el).value),
        dirty: false,
        held: el.dataset.conflict !== undefined,
      });
  }

  /** @param {HTMLElement} el @returns {HTMLInputElement | null} */
  function seenInput(el) {
    return el.querySelector(':scope > input[name^="_seen["]');
  }

  /** @param {string} text @param {string} [href] @param {string} [link] */
  function say(text, href, link) {
    if (!status) return;
    status.textContent = text;
    if (href && link) {
      const anchor = document.createElement('a');
      anchor.href = href;
      anchor.className = 'fr-link';
      anchor.textContent = link;
      status.append(' ', anchor);
    }
  }

  const stored = () => /** @type {Record<string, Kept>} */ (JSON.parse(localStorage.getItem(place) ?? '{}'));
  /** @param {Record<string, Kept>} kept */
  const store = (kept) =>
    Object.keys(kept).length === 0 ? localStorage.removeItem(place) : localStorage.setItem(place, JSON.stringify(kept));
  /** @param {readonly string[]} keys */
  const forget = (keys) => store(Object.fromEntries(Object.entries(stored()).filter(([key]) => !keys.includes(key))));

  /** What is typed and not yet saved, kept in this browser until it is. */
  function keep() {
    const mine = changed().map(([key, value]) => [key, { value, seen: fields.get(key)?.seen ?? 0 }]);
    store({ ...stored(), ...Object.fromEntries(mine) });
  }

  /** @returns {[string, unknown][]} */
  function changed() {
    return [...fields].flatMap(([key, field]) => {
      if (!field.dirty || field.held) return [];
      const { value, isWrong } = readField(field.el);
      if (isWrong || JSON.stringify(value) === field.saved) return [];
      return [/** @type {[string, unknown]} */ ([key, value])];
    });
  }

  /** Shows and hides what conditions say, rows included; a hidden field counts as not answered. */
  function refresh() {
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
    for (const row of form.querySelectorAll('[data-row]')) {
      /** @param {string} key @returns {unknown} */
      const inRow = (key) => {
        const cell = /** @type {HTMLElement | null} */ (row.querySelector(`[data-cell="${CSS.escape(key)}"]`));
        if (!cell) return valueOf(key);
        return !cell.dataset.showIf || holds(JSON.parse(cell.dataset.showIf), inRow)
          ? readField(cell).value
          : undefined;
      };
      for (const cell of /** @type {NodeListOf<HTMLElement>} */ (row.querySelectorAll('[data-cell][data-show-if]')))
        cell.hidden = !holds(JSON.parse(cell.dataset.showIf ?? ''), inRow);
    }
  }

  /** @param {number} [ms] */
  function soon(ms = SOON_MS) {
    clearTimeout(timer);
    timer = window.setTimeout(save, ms);
  }

  async function save() {
    const mine = changed();
    keep();
    if (isSaving || mine.length === 0) return;
    isSaving = true;
    const asked = Object.fromEntries(mine.map(([key, value]) => [key, { value, seen: fields.get(key)?.seen ?? 0 }]));
    const answer = await askJson('PATCH', url, { fields: asked });
    isSaving = false;
    const body = answer ? await answer.json().catch(() => ({})) : {};
    if (answer?.ok) saved(asked, body);
    else if (answer?.status === 401)
      say(words.expired ?? '', `/connexion?retour=${encodeURIComponent(location.pathname)}`, words.signIn);
    else if (body.code === 'field-conflict') conflict(body.current);
    else if (body.code === 'bad-answers') wrong(body.errors);
    else if (!answer || answer.status >= 500 || answer.status === 429) {
      say(words.offline ?? '');
      soon(RETRY_MS[Math.min(failures, RETRY_MS.length - 1)]);
      failures += 1;
    } else say(body.detail ?? '');
  }

  /** @param {Record<string, Kept>} asked @param {{ versions: Record<string, number>, savedAt: string }} body */
  function saved(asked, { versions, savedAt }) {
    failures = 0;
    for (const [key, { value }] of Object.entries(asked)) {
      const field = fields.get(key);
      if (!field) continue;
      field.seen = versions[key] ?? field.seen;
      field.saved = JSON.stringify(value);
      field.dirty = JSON.stringify(readField(field.el).value) !== field.saved;
      seenInput(field.el)?.setAttribute('value', String(field.seen));
      field.el.querySelectorAll('[data-live]').forEach((one) => one.remove());
    }
    forget(Object.keys(asked));
    const time = new Intl.DateTimeFormat('fr-FR', { hour: 'numeric', minute: '2-digit', timeZone: 'Europe/Paris' });
    const [hour = '', minute = ''] = time.format(new Date(savedAt)).split(/\D+/);
    say(fill(words.saved ?? '', { time: `${Number(hour)} h ${minute}` }));
    if (changed().length > 0) soon();
  }

  /** Two versions of a field: the person chooses; until then it is left alone. @param {Record<string, { value: unknown, version: number }>} current */
  function conflict(current) {
    for (const [key, { value, version }] of Object.entries(current)) {
      const field = fields.get(key);
      if (!field) continue;
      if (isSame(value, readField(field.el).value)) {
        field.seen = version;
        field.saved = JSON.stringify(value);
        seenInput(field.el)?.setAttribute('value', String(version));
        forget([key]);
      } else choose(key, field, value, version);
    }
    soon();
  }

  /** @param {string} key @param {Tracked} field @param {unknown} theirs @param {number} version */
  function choose(key, field, theirs, version) {
    field.held = true;
    const box = document.createElement('div');
    box.className = 'rb-conflict';
    box.setAttribute('role', 'alert');
    const said = document.createElement('p');
    said.textContent = fill(words.conflict ?? '', {
      theirs: isAnswered(theirs) ? describe(field.el, theirs) : (words.nothing ?? ''),
    });
    /** @param {string} text @param {() => void} act */
    const button = (text, act) => {
      const one = document.createElement('button');
      one.type = 'button';
      one.className = 'fr-btn fr-btn--secondary fr-btn--sm';
      one.textContent = text;
      one.addEventListener('click', () => {
        box.remove();
        field.held = false;
        field.seen = version;
        field.saved = JSON.stringify(theirs);
        seenInput(field.el)?.setAttribute('value', String(version));
        act();
        refresh();
        soon(0);
      });
      return one;
    };
    const mine = button(words.keepMine ?? '', () => (field.dirty = true));
    const other = button(words.takeTheirs ?? '', () => {
      forget([key]);
      if (!writeField(field.el, theirs)) location.reload();
    });
    box.append(said, mine, ' ', other);
    field.el.prepend(box);
    say(words.toChoose ?? '');
  }

  /** A value as a person reads it, from the labels of its choices. @param {HTMLElement} el @param {unknown} value @returns {string} */
  function describe(el, value) {
    const label = (/** @type {unknown} */ one) =>
      [...el.querySelectorAll('input, option')]
        .find((input) => input.getAttribute('value') === String(one))
        ?.closest('div')
        ?.textContent?.trim() ?? String(one);
    if (Array.isArray(value))
      return value
        .map((one) =>
          typeof one === 'object'
            ? Object.values(one ?? {})
                .slice(1)
                .join(', ')
            : label(one),
        )
        .join(' ; ');
    return label(value);
  }

  /** @param {{ pointer: string, detail: string }[]} errors */
  function wrong(errors) {
    for (const { pointer, detail } of errors) {
      const field = fields.get(pointer.split('/')[2] ?? '');
      if (!field || field.held) continue;
      field.held = true;
      const text = document.createElement('p');
      text.className = 'fr-error-text';
      text.dataset.live = '';
      text.textContent = detail;
      field.el.append(text);
    }
    soon();
  }

  /** What waited in this browser: put back where it is, sent where it is not on this page. */
  async function restore() {
    const kept = stored();
    const elsewhere = Object.entries(kept).filter(([key]) => !fields.has(key));
    let restored = 0;
    for (const [key, { value, seen }] of Object.entries(kept)) {
      const field = fields.get(key);
      if (!field || field.held) continue;
      if (JSON.stringify(value) === field.saved) forget([key]);
      else if (seen !== field.seen) {
        const theirs = JSON.parse(field.saved);
        if (writeField(field.el, value)) choose(key, Object.assign(field, { dirty: true }), theirs, field.seen);
      } else if (writeField(field.el, value)) {
        field.dirty = true;
        restored += 1;
      } else elsewhere.push([key, { value, seen }]);
    }
    if (restored > 0) say(words.restored ?? '');
    for (const [key, one] of elsewhere) {
      const answer = await askJson('PATCH', url, { fields: { [key]: one } });
      const body = answer ? await answer.json().catch(() => ({})) : {};
      const isThere = isSame(body.current?.[key]?.value, one.value);
      if (answer?.ok || isThere) forget([key]);
      if (answer?.ok && fields.has(key)) location.reload();
    }
    refresh();
    soon(0);
  }

  /** @param {Event} event */
  function touched(event) {
    const el = /** @type {HTMLElement | null} */ (
      /** @type {HTMLElement} */ (event.target).closest('[data-field][data-type]')
    );
    const field = el && fields.get(el.dataset.field ?? '');
    if (!field) return;
    field.dirty = true;
    if (field.el.querySelector('[data-live]')) {
      field.held = false;
      field.el.querySelectorAll('[data-live]').forEach((one) => one.remove());
    }
    refresh();
    soon(event.type === 'change' ? 200 : SOON_MS);
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

  /** @param {Element} rows */
  function number(rows) {
    const label = /** @type {HTMLElement} */ (rows).dataset.rowLabel ?? '';
    rows.querySelectorAll('.rb-row__title').forEach((title, i) => (title.textContent = `${label} ${i + 1}`));
  }

  form.addEventListener('input', touched);
  form.addEventListener('change', touched);
  form.addEventListener('submit', keep);
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
  // A document that came or went by itself changed the version of its field.
  form.addEventListener('rebond:attached', (event) => {
    const { key, version, savedAt } = /** @type {CustomEvent} */ (event).detail;
    const field = fields.get(key);
    if (field) saved({}, { versions: {}, savedAt });
    if (field) {
      field.seen = version;
      field.saved = JSON.stringify(readField(field.el).value);
      seenInput(field.el)?.setAttribute('value', String(version));
    }
    refresh();
  });
  window.addEventListener('online', () => soon(0));
  window.addEventListener('pagehide', keep);
  refresh();
  void restore();
}

// @ts-check
// The form of a candidacy as it is typed: fields that answers call for appear at once, each change is saved by itself,
// and what can't be sent (no network, a session that ended) waits in this browser.
import { askJson, bodyOf } from './api.js';
import { refreshConditions } from './form-conditions.js';
import { showConflict } from './form-conflict.js';
import { draftAt } from './form-draft.js';
import { changedIn, fieldOf, fieldsIn, sayWrong, see, unsay } from './form-fields.js';
import { manageRows } from './form-rows.js';
import { isSame, readField, writeField } from './form-values.js';
import { fill, timeText } from './words.js';

/** @typedef {import('./form-fields.js').Tracked} Tracked */
/** @typedef {import('./form-draft.js').Kept} Kept */

const SOON_MS = 900;
const RETRY_MS = [3_000, 8_000, 20_000, 30_000];

const root = /** @type {HTMLElement | null} */ (document.querySelector('[data-autosave][data-case]'));

if (root) start(root);

/** @param {HTMLElement} form */
function start(form) {
  const url = form.dataset.autosave ?? '';
  /** @type {Record<string, string>} */
  const words = JSON.parse(form.dataset.words ?? '{}');
  /** @type {Record<string, unknown>} */
  const around = JSON.parse(form.dataset.around ?? '{}');
  const status = /** @type {HTMLElement | null} */ (form.querySelector('[data-saved]'));
  const draft = draftAt(`rebond:${form.dataset.case}:${form.dataset.seat}`);
  const fields = fieldsIn(form);
  let failures = 0;
  let timer = 0;
  let isSaving = false;
  // What is typed here is saved: leaving the page loses nothing.
  form.querySelector('form')?.setAttribute('data-autosave', '');

  const refresh = () => refreshConditions(form, around);

  /** @param {string} text @param {string} [href] @param {string} [link] */
  function say(text, href, link) {
    if (!status) return;
    status.textContent = text;
    status.classList.toggle('rb-saved--ended', href !== undefined);
    if (href && link) {
      const anchor = document.createElement('a');
      anchor.href = href;
      anchor.className = 'fr-link';
      anchor.textContent = link;
      status.append(' ', anchor);
    }
  }

  /** What has changed, each with the version that it changes. @returns {Record<string, Kept>} */
  const unsaved = () =>
    Object.fromEntries(changedIn(fields).map(([key, value]) => [key, { value, seen: fields.get(key)?.seen ?? 0 }]));

  const keep = () => draft.keep(unsaved());

  /** @param {number} [ms] */
  function soon(ms = SOON_MS) {
    clearTimeout(timer);
    timer = window.setTimeout(save, ms);
  }

  async function save() {
    const asked = unsaved();
    draft.keep(asked);
    if (isSaving || Object.keys(asked).length === 0) return;
    isSaving = true;
    const answer = await askJson('PATCH', url, { fields: asked });
    isSaving = false;
    const body = await bodyOf(answer);
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
      see(field, versions[key] ?? field.seen);
      field.saved = JSON.stringify(value);
      field.dirty = JSON.stringify(readField(field.el).value) !== field.saved;
      unsay(field);
    }
    draft.forget(Object.keys(asked));
    say(fill(words.saved ?? '', { time: timeText(savedAt) }));
    if (changedIn(fields).length > 0) soon();
  }

  /** Two versions of a field: the person chooses; until then it is left alone. @param {Record<string, { value: unknown, version: number }>} current */
  function conflict(current) {
    for (const [key, { value, version }] of Object.entries(current)) {
      const field = fields.get(key);
      if (!field) continue;
      if (isSame(value, readField(field.el).value)) {
        see(field, version);
        field.saved = JSON.stringify(value);
        draft.forget([key]);
      } else choose(key, field, value, version);
    }
    soon();
  }

  /** @param {string} key @param {Tracked} field @param {unknown} theirs @param {number} version */
  function choose(key, field, theirs, version) {
    field.held = true;
    /** @param {() => void} act */
    const chosen = (act) => () => {
      field.held = false;
      field.saved = JSON.stringify(theirs);
      see(field, version);
      act();
      refresh();
      soon(0);
    };
    showConflict(field.el, theirs, words, {
      mine: chosen(() => (field.dirty = true)),
      theirs: chosen(() => {
        draft.forget([key]);
        if (!writeField(field.el, theirs)) location.reload();
      }),
    });
    say(words.toChoose ?? '');
  }

  /** @param {{ pointer: string, detail: string }[]} errors */
  function wrong(errors) {
    for (const { pointer, detail } of errors) {
      const field = fields.get(pointer.split('/')[2] ?? '');
      if (field && !field.held) sayWrong(field, detail);
    }
    soon();
  }

  /** What waited in this browser: put back where it is, sent where it is not on this page. */
  async function restore() {
    const kept = draft.all();
    const elsewhere = Object.entries(kept).filter(([key]) => !fields.has(key));
    let restored = 0;
    for (const [key, { value, seen }] of Object.entries(kept)) {
      const field = fields.get(key);
      if (!field || field.held) continue;
      if (JSON.stringify(value) === field.saved) draft.forget([key]);
      else if (seen !== field.seen) {
        const theirs = JSON.parse(field.saved);
        if (writeField(field.el, value)) choose(key, Object.assign(field, { dirty: true }), theirs, field.seen);
      } else if (writeField(field.el, value)) {
        field.dirty = true;
        restored += 1;
      } else elsewhere.push([key, { value, seen }]);
    }
    if (restored > 0) say(words.restored ?? '');
    for (const [key, one] of elsewhere) await sendFromElsewhere(key, one);
    refresh();
    soon(0);
  }

  /** @param {string} key @param {Kept} one */
  async function sendFromElsewhere(key, one) {
    const answer = await askJson('PATCH', url, { fields: { [key]: one } });
    const body = await bodyOf(answer);
    if (answer?.ok || isSame(body.current?.[key]?.value, one.value)) draft.forget([key]);
    if (answer?.ok && fields.has(key)) location.reload();
  }

  /** @param {Event} event */
  function touched(event) {
    const field = fieldOf(fields, event.target);
    if (!field) return;
    field.dirty = true;
    if (field.el.querySelector('[data-live]')) {
      field.held = false;
      unsay(field);
    }
    refresh();
    soon(event.type === 'change' ? 200 : SOON_MS);
  }

  form.addEventListener('input', touched);
  form.addEventListener('change', touched);
  form.addEventListener('submit', () => {
    // The form itself saves what was about to be.
    clearTimeout(timer);
    keep();
  });
  manageRows(form);
  // A document that came or went by itself changed the version of its field.
  form.addEventListener('rebond:attached', (event) => {
    const { key, version, savedAt } = /** @type {CustomEvent} */ (event).detail;
    const field = fields.get(key);
    if (field) {
      saved({}, { versions: {}, savedAt });
      see(field, version);
      field.saved = JSON.stringify(readField(field.el).value);
    }
    refresh();
  });
  window.addEventListener('online', () => soon(0));
  window.addEventListener('pagehide', keep);
  refresh();
  void restore();
}

// @ts-check
// Searches intercommunalités as they are typed, and ticks them without leaving the page.

const SOON_MS = 250;

for (const picker of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-epci]'))) start(picker);

/** @param {HTMLElement} picker */
function start(picker) {
  const name = picker.dataset.epci ?? '';
  const input = /** @type {HTMLInputElement | null} */ (picker.querySelector('input[type="search"]'));
  const found = /** @type {HTMLElement | null} */ (picker.querySelector('[data-found]'));
  const chosen = /** @type {HTMLElement | null} */ (picker.querySelector('[data-chosen]'));
  const button = picker.querySelector('button');
  if (!input || !found || !chosen) return;
  let timer = 0;
  let asked = '';

  /** @param {{ siren: string, name: string, departements: string[], via: string | null }} body */
  function choice({ siren, name: text, departements, via }) {
    const id = `${input?.id}-${siren}`;
    const element = document.createElement('div');
    element.className = 'fr-fieldset__element';
    const group = document.createElement('div');
    group.className = 'fr-checkbox-group';
    const box = Object.assign(document.createElement('input'), { type: 'checkbox', id, name, value: siren });
    const label = Object.assign(document.createElement('label'), {
      className: 'fr-label',
      htmlFor: id,
      textContent: text,
    });
    const hint = document.createElement('span');
    hint.className = 'fr-hint-text';
    hint.textContent = [siren, departements.join(', '), via].filter(Boolean).join(' ; ');
    label.append(hint);
    group.append(box, label);
    element.append(group);
    return element;
  }

  async function search() {
    const query = input?.value.trim() ?? '';
    if (query === asked || !found || !chosen) return;
    asked = query;
    if (query.length < 2) return void found.replaceChildren();
    const answer = await fetch(`/api/territories?q=${encodeURIComponent(query)}&limit=12`).catch(() => null);
    if (!answer?.ok || asked !== query) return;
    const { items } = await answer.json();
    const have = new Set([...chosen.querySelectorAll('input')].map(({ value }) => value));
    const others = items.filter((/** @type {{ siren: string }} */ { siren }) => !have.has(siren));
    const nothing = document.createElement('p');
    nothing.textContent = (picker.dataset.none ?? '').replace('{query}', query);
    found.replaceChildren(...(others.length === 0 ? [nothing] : others.map(choice)));
  }

  const soon = () => {
    clearTimeout(timer);
    timer = window.setTimeout(search, SOON_MS);
  };
  input.addEventListener('input', (event) => {
    // What is searched is no answer.
    event.stopPropagation();
    soon();
  });
  input.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    void search();
  });
  button?.addEventListener('click', (event) => {
    event.preventDefault();
    void search();
  });
  found.addEventListener('change', (event) => {
    const box = /** @type {HTMLInputElement} */ (event.target);
    const element = box.closest('.fr-fieldset__element');
    if (!box.checked || !element) return;
    chosen.append(element);
    box.focus();
  });
  picker.addEventListener('change', () => void refresh());

  /** Parts of the page that depend on the choice: the map, the département. */
  async function refresh() {
    const form = picker.closest('form');
    const parts = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-refresh]'));
    if (!form || parts.length === 0) return;
    const body = new URLSearchParams(/** @type {[string, string][]} */ ([...new FormData(form)]));
    body.set('_act', 'search');
    const answer = await fetch(form.action, { method: 'POST', body, headers: { accept: 'text/html' } }).catch(
      () => null,
    );
    if (!answer?.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    for (const part of parts) {
      const fresh = page.querySelector(`[data-refresh="${part.dataset.refresh}"]`);
      if (fresh) part.replaceChildren(...fresh.childNodes);
    }
  }
}

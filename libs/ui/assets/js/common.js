// @ts-check
// Common to every page; each of them works without.

/** How long before something that takes its time is told, in milliseconds. */
const PATIENCE = 1_000;

/** @type {HTMLElement | null} */
let busy = null;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let waiting;

/** Says that the page works on it, unless it is over before one would wonder. @param {string} text */
function startBusy(text) {
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    busy ??= document.createElement('p');
    busy.className = 'rb-busy';
    busy.setAttribute('role', 'status');
    document.body.append(busy);
    busy.textContent = text;
  }, PATIENCE);
}

function endBusy() {
  clearTimeout(waiting);
  busy?.remove();
}

/** @param {string} name */
const word = (name) => document.body.dataset[name] ?? '';

/** Forms with something typed that was not sent. @type {Set<HTMLFormElement>} */
const unsaved = new Set();
/** @type {HTMLFormElement | null} */
let sent = null;

document.addEventListener('input', ({ target }) => {
  const form = target instanceof Element ? target.closest('form') : null;
  // A form that only asks for a list is no loss; one that saves by itself says so.
  if (form?.method === 'post' && !('autosave' in form.dataset)) unsaved.add(form);
});

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (event.defaultPrevented || !(form instanceof HTMLFormElement) || form.method === 'dialog' || form.target !== '')
    return;
  if (form === sent) {
    event.preventDefault();
    return;
  }
  if (form.method === 'post') {
    sent = form;
    form.setAttribute('aria-busy', 'true');
  }
  unsaved.delete(form);
  startBusy(word('busy'));
});

addEventListener('beforeunload', (event) => {
  const lost = [...unsaved].filter((form) => form.isConnected && form !== sent);
  if (lost.length > 0) event.preventDefault();
});

document.addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  if (!link || event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const dialog = link.dataset['dialog'] ? document.getElementById(link.dataset['dialog']) : null;
  if (dialog instanceof HTMLDialogElement) {
    event.preventDefault();
    dialog.showModal();
    return;
  }
  const isPage = link.origin === location.origin && !link.hasAttribute('download') && link.target === '';
  const isHere = link.pathname === location.pathname && link.search === location.search;
  if (isPage && !isHere && !link.pathname.startsWith('/api/')) startBusy(word('busy'));
});

// Back from the browser's own copy of the page: it is the reader's turn again.
addEventListener('pageshow', () => {
  endBusy();
  sent?.removeAttribute('aria-busy');
  sent = null;
});
// A download answers without leaving the page.
addEventListener('focus', endBusy);

for (const alert of document.querySelectorAll('.fr-alert[data-close]')) {
  const close = document.createElement('button');
  close.type = 'button';
  close.className = 'rb-close';
  close.textContent = /** @type {HTMLElement} */ (alert).dataset['close'] ?? '';
  close.addEventListener('click', () => {
    alert.remove();
    document.getElementById('contenu')?.focus();
  });
  alert.append(close);
}

/** @type {HTMLElement | null} */ (document.querySelector('.rb-error-summary'))?.focus();

// Of a strip that doesn't hold all its tabs, the part with this page's own is shown.
for (const strip of document.querySelectorAll('.rb-tabs ul')) {
  const current = /** @type {HTMLElement | null} */ (strip.querySelector('[aria-current]'));
  if (current) strip.scrollLeft = current.offsetLeft - (strip.clientWidth - current.offsetWidth) / 2;
}

// One list of seats is open at a time, and none when the reader is elsewhere.
for (const seats of document.querySelectorAll('details.rb-seats')) {
  document.addEventListener('click', ({ target }) => {
    if (target instanceof Node && !seats.contains(target)) seats.removeAttribute('open');
  });
  seats.addEventListener('keydown', (event) => {
    if (!(event instanceof KeyboardEvent) || event.key !== 'Escape') return;
    seats.removeAttribute('open');
    seats.querySelector('summary')?.focus();
  });
}

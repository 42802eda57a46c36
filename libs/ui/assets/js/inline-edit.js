// @ts-check
// Opens the form of a row below it and sends it without leaving the list. The form is that of the row's own page, and so
// is every answer: refused, the form again with its faults; accepted, the list again.

const LINK = 'a[data-inline-edit]';
const FORM = '#formulaire';

/** @type {{ row: HTMLTableRowElement, link: HTMLAnchorElement } | null} */
let opened = null;

/** Said when a row has been saved; there from the start, so that it is announced. */
const said = document.createElement('p');
said.className = 'rb-said';
said.setAttribute('role', 'status');
document.querySelector('[data-live]')?.before(said);

/** @param {Response} response */
const documentOf = async (response) => new DOMParser().parseFromString(await response.text(), 'text/html');

function close() {
  opened?.row.remove();
  opened?.link.removeAttribute('aria-expanded');
  opened = null;
}

/** Shows a page's form in the open row. @param {HTMLElement} cell @param {Document} page */
function show(cell, page) {
  const form = page.querySelector(FORM);
  if (!(form instanceof HTMLFormElement)) return false;
  const faults = page.querySelector('.rb-error-summary');
  cell.replaceChildren(...(faults ? [faults] : []), form);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void send(cell, form, event.submitter);
  });
  const first = faults ?? form.querySelector('input:not([type="hidden"]), select, textarea');
  if (first instanceof HTMLElement) first.focus();
  return true;
}

/** Does without scripts what they could not. @param {HTMLFormElement} form */
const sendAsPage = (form) => HTMLFormElement.prototype.submit.call(form);

/** @param {HTMLElement} cell @param {HTMLFormElement} form @param {HTMLElement | null} button */
async function send(cell, form, button) {
  button?.setAttribute('disabled', '');
  form.setAttribute('aria-busy', 'true');
  try {
    const body = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === 'string') body.append(name, value);
    const response = await fetch(form.action, { method: 'POST', body, headers: { accept: 'text/html' } });
    const page = await documentOf(response);
    if (response.redirected && page.querySelector('[data-live]')) await refresh(page);
    else if (!show(cell, page)) sendAsPage(form);
  } catch {
    sendAsPage(form);
  }
}

/** Puts the list as it now is in the place of the old one, and the focus where it was. @param {Document} answer */
async function refresh(answer) {
  const href = opened?.link.href;
  close();
  // The answer is the whole list; what is shown may be a part of it.
  const page = location.search === '' ? answer : await documentOf(await fetch(location.href));
  for (const region of document.querySelectorAll('[data-live]')) {
    const fresh = page.getElementById(region.id);
    if (fresh) region.replaceWith(fresh);
  }
  said.textContent = answer.querySelector('.fr-alert--success .fr-alert__title')?.textContent ?? '';
  const link = [...document.querySelectorAll(LINK)].find(
    (one) => one instanceof HTMLAnchorElement && one.href === href,
  );
  if (link instanceof HTMLElement) link.focus();
}

/** @param {HTMLAnchorElement} link */
async function open(link) {
  const row = link.closest('tr');
  const page = await documentOf(await fetch(link.href, { headers: { accept: 'text/html' } }));
  const below = document.createElement('tr');
  const cell = below.insertCell();
  cell.colSpan = row?.cells.length ?? 1;
  close();
  row?.after(below);
  if (!row || !show(cell, page)) {
    location.assign(link.href);
    return;
  }
  below.className = 'rb-inline';
  link.setAttribute('aria-expanded', 'true');
  opened = { row: below, link };
}

document.addEventListener(
  'click',
  (event) => {
    const { target } = event;
    if (!(target instanceof Element) || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const link = target.closest(LINK);
    const cancel = opened?.row.contains(target) ? target.closest('a.fr-btn') : null;
    if (link instanceof HTMLAnchorElement) {
      event.preventDefault();
      const again = opened?.link === link;
      if (again) close();
      else open(link).catch(() => location.assign(link.href));
    } else if (cancel) {
      event.preventDefault();
      const { link: from } = opened ?? {};
      close();
      from?.focus();
    }
  },
  true,
);

document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || !opened) return;
  const { link } = opened;
  close();
  link.focus();
});

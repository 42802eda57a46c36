// @ts-check
// Sends files without leaving the page. Size and type are told at the choice of the file.
import { askJson, bodyOf } from './api.js';
import { Refused, upload } from './tus.js';
import { fill } from './words.js';

const root = /** @type {HTMLElement | null} */ (document.querySelector('[data-autosave][data-case]'));
/** @type {Record<string, string>} */
const words = JSON.parse(root?.dataset.words ?? '{}');
const base = `/api/candidacies/${root?.dataset.case}`;

/** @param {number} bytes */
const sizeText = (bytes) => {
  const [unit, size] = bytes < 1e6 ? ['kilobyte', Math.max(1, Math.round(bytes / 1e3))] : ['megabyte', bytes / 1e6];
  return new Intl.NumberFormat('fr-FR', { style: 'unit', unit, maximumFractionDigits: 1 }).format(size);
};

for (const place of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-upload]'))) start(place);
// Rows that are added later bring places of their own.
root?.addEventListener(
  'click',
  (event) => {
    const place = /** @type {HTMLElement | null} */ (
      /** @type {HTMLElement} */ (event.target).closest('[data-upload]')
    );
    if (place && place.dataset.ready === undefined) start(place);
  },
  true,
);

/** @param {HTMLElement} place */
function start(place) {
  place.dataset.ready = '';
  const name = place.dataset.upload ?? '';
  const list = /** @type {HTMLElement | null} */ (place.querySelector('[data-files]'));
  const button = /** @type {HTMLButtonElement | null} */ (place.querySelector('button[value^="upload:"]'));
  const limit = Number(place.dataset.maxBytes);
  const most = Number(place.dataset.maxFiles);
  const accepted = (place.dataset.extensions ?? '').split(',');
  if (!list || !button) return;
  const input = Object.assign(document.createElement('input'), {
    type: 'file',
    hidden: true,
    accept: place.dataset.extensions ?? '',
    multiple: most > 1,
    tabIndex: -1,
  });
  input.setAttribute('aria-label', button.textContent ?? '');
  const told = document.createElement('div');
  told.setAttribute('aria-live', 'polite');
  button.after(input, told);
  button.addEventListener('click', (event) => {
    event.preventDefault();
    input.click();
  });
  input.addEventListener('change', async (event) => {
    event.stopPropagation();
    const files = [...(input.files ?? [])];
    input.value = '';
    told.replaceChildren();
    for (const file of files) {
      const reason = refusal(file);
      if (reason) complain(reason);
      else await send(file);
    }
  });
  list.addEventListener('click', (event) => {
    const drop = /** @type {HTMLElement} */ (event.target).closest('button[value^="drop:"]');
    const item = drop?.closest('[data-document]');
    if (!item) return;
    event.preventDefault();
    void remove(item.getAttribute('data-document') ?? '');
  });

  /** @param {File} file */
  function refusal(file) {
    if (file.size > limit) return fill(words.tooLarge ?? '', { size: sizeText(file.size), limit: sizeText(limit) });
    const extension = `.${file.name.split('.').at(-1)?.toLowerCase() ?? ''}`;
    if (!accepted.includes(extension)) return words.wrongType ?? '';
    return file.size === 0 ? (words.empty ?? '') : null;
  }

  /** @param {string} text */
  function complain(text) {
    const said = Object.assign(document.createElement('p'), { className: 'fr-error-text', textContent: text });
    said.setAttribute('role', 'alert');
    told.append(said);
  }

  /** @param {File} file */
  async function send(file) {
    const id = `envoi-${crypto.getRandomValues(new Uint32Array(1))[0]}`;
    const line = document.createElement('div');
    line.className = 'rb-progress';
    const label = Object.assign(document.createElement('label'), { htmlFor: id, textContent: file.name });
    const bar = Object.assign(document.createElement('progress'), { id, max: file.size, value: 0 });
    line.append(label, bar);
    told.append(line);
    try {
      const document_ = await upload(base, file, name, (done, isWaiting) => {
        bar.value = done;
        const percent = `${Math.floor((done / file.size) * 100)} %`;
        label.textContent = isWaiting ? `${file.name} – ${words.waiting ?? ''}` : `${file.name} – ${percent}`;
      });
      await change('attachments', document_, file);
      line.remove();
    } catch (error) {
      line.remove();
      complain(error instanceof Refused ? error.message : (words.failed ?? ''));
    }
  }

  /** @param {string} id */
  const remove = (id) => change('attachments/removal', id, null).catch((error) => complain(error.message));

  /** @param {string} verb @param {string} documentId @param {File | null} file */
  async function change(verb, documentId, file) {
    const answer = await askJson('POST', `${base}/${verb}`, { place: name, documentId });
    const body = await bodyOf(answer);
    if (!answer?.ok) throw new Refused(body.detail ?? words.failed ?? '');
    if (file) list?.append(item(documentId, file));
    list?.querySelectorAll('[data-document]').forEach((one) => {
      if (!body.documents.includes(one.getAttribute('data-document'))) one.remove();
    });
    const none = /** @type {HTMLElement | null} */ (place.querySelector('[data-no-file]'));
    if (none) none.hidden = body.documents.length > 0;
    const cell = /** @type {HTMLElement | null} */ (place.closest('[data-cell]'));
    if (cell) cell.dataset.value = JSON.stringify(body.documents.length === 0 ? null : body.documents);
    place.dispatchEvent(new CustomEvent('rebond:attached', { bubbles: true, detail: body }));
  }

  /** @param {string} documentId @param {File} file */
  function item(documentId, file) {
    const line = document.createElement('li');
    line.dataset.document = documentId;
    const link = Object.assign(document.createElement('a'), {
      className: 'fr-link',
      href: `${base}/documents/${documentId}`,
      download: '',
      textContent: `${file.name} (${sizeText(file.size)})`,
    });
    const drop = Object.assign(document.createElement('button'), {
      type: 'submit',
      name: '_act',
      value: `drop:${name}#${documentId}`,
      className: 'fr-btn fr-btn--tertiary fr-btn--sm',
      textContent: `${words.remove ?? ''} `,
    });
    const of = Object.assign(document.createElement('span'), { className: 'fr-sr-only', textContent: file.name });
    drop.append(of);
    line.append(link, drop);
    return line;
  }
}

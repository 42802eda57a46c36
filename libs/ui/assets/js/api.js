// @ts-check
// The API as a page asks it, in the name of the session.

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
 * Asks the API in the name of the session; null when nobody answered.
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

/** What an answer says, nothing when it says nothing that can be read. @param {Response | null} answer */
export const bodyOf = (answer) => (answer ? answer.json().catch(() => ({})) : Promise.resolve({}));

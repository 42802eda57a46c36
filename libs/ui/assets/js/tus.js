// @ts-check
// The resumable protocol tus 1.0: what is cut goes on where it stopped, also after the page was closed, when the same
// file is chosen again.
import { ask } from './api.js';

const CHUNK = 2_000_000;
const TUS = { 'tus-resumable': '1.0.0' };
const PAUSES_MS = [1_000, 3_000, 8_000, 15_000, 30_000, 30_000, 60_000];

/** @param {string} text */
const base64 = (text) => btoa(String.fromCharCode(...new TextEncoder().encode(text)));
/** @param {number} ms */
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** The server does not take this file, and says why. */
export class Refused extends Error {}

/** The field that a place belongs to: `block/field` in a row. @param {string} place */
function fieldOf(place) {
  const [key = '', second, third] = place.split('/');
  if (third !== undefined) return { field: `${key}/${third}` };
  return second === undefined ? { field: key } : { field: key, siren: second };
}

/**
 * @param {string} base address of the candidacy
 * @param {File} file
 * @param {string} place
 * @param {(done: number, isWaiting: boolean) => void} progress
 * @returns {Promise<string>} id of the document
 */
export async function upload(base, file, place, progress) {
  const memory = `rebond:envoi:${base}:${place}:${file.name}:${file.size}:${file.lastModified}`;
  let url = localStorage.getItem(memory);
  // Of an upload that was begun before, how far it came is asked first.
  let offset = url === null ? 0 : -1;
  for (let failures = 0; failures < PAUSES_MS.length;) {
    const answer =
      url === null
        ? await announce(base, file, place)
        : offset < 0
          ? await ask('HEAD', url, { headers: TUS })
          : await next(url, file, offset);
    if (answer && [404, 410].includes(answer.status) && url !== null) {
      url = null;
      offset = 0;
      continue;
    }
    if (answer && answer.status >= 400 && answer.status < 500 && ![409, 423, 429].includes(answer.status)) {
      localStorage.removeItem(memory);
      throw new Refused((await answer.json().catch(() => ({}))).detail ?? '');
    }
    if (answer?.ok) {
      if (url === null) {
        url = answer.headers.get('location');
        if (url) localStorage.setItem(memory, url);
      }
      const made = answer.headers.get('rebond-document');
      if (made) {
        localStorage.removeItem(memory);
        return made;
      }
      offset = Number(answer.headers.get('upload-offset') ?? 0);
      failures = 0;
      progress(offset, false);
      continue;
    }
    progress(Math.max(offset, 0), true);
    await pause(PAUSES_MS[failures] ?? 0);
    failures += 1;
    // How far it came is asked before going on.
    if (url !== null) offset = -1;
  }
  throw new Error('The upload was given up');
}

/** @param {string} base @param {File} file @param {string} place */
function announce(base, file, place) {
  const metadata = Object.entries({ filename: file.name, ...fieldOf(place) }).map(
    ([key, value]) => `${key} ${base64(value)}`,
  );
  return ask('POST', `${base}/documents`, {
    headers: { ...TUS, 'upload-length': String(file.size), 'upload-metadata': metadata.join(',') },
  });
}

/** @param {string} url @param {File} file @param {number} offset */
const next = (url, file, offset) =>
  ask('PATCH', url, {
    headers: { ...TUS, 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' },
    body: file.slice(offset, offset + CHUNK),
  });

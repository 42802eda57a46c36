// @ts-check
// What is typed and not yet saved, kept in this browser until it is.

/** @typedef {{ value: unknown, seen: number }} Kept */

/** @param {string} place name under which the browser keeps it */
export function draftAt(place) {
  const all = () => /** @type {Record<string, Kept>} */ (JSON.parse(localStorage.getItem(place) ?? '{}'));
  /** @param {Record<string, Kept>} kept */
  const store = (kept) =>
    Object.keys(kept).length === 0 ? localStorage.removeItem(place) : localStorage.setItem(place, JSON.stringify(kept));
  return {
    all,
    /** @param {Record<string, Kept>} more */
    keep: (more) => store({ ...all(), ...more }),
    /** @param {readonly string[]} keys */
    forget: (keys) => store(Object.fromEntries(Object.entries(all()).filter(([key]) => !keys.includes(key)))),
  };
}

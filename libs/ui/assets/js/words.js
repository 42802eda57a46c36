// @ts-check
// The words that a page gives its scripts.

/** @param {string} text @param {Record<string, string>} values */
export const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

/** « 10 h 05 » in Paris. @param {string} at */
export function timeText(at) {
  const time = new Intl.DateTimeFormat('fr-FR', { hour: 'numeric', minute: '2-digit', timeZone: 'Europe/Paris' });
  const [hour = '', minute = ''] = time.format(new Date(at)).split(/\D+/);
  return `${Number(hour)} h ${minute}`;
}

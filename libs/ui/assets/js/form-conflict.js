// @ts-check
// Two versions of an answer, side by side: the person chooses.
import { isAnswered } from './form-values.js';
import { fill } from './words.js';

/** A value as a person reads it, from the labels of its choices. @param {HTMLElement} el @param {unknown} value @returns {string} */
function describe(el, value) {
  const label = (/** @type {unknown} */ one) =>
    [...el.querySelectorAll('input, option')]
      .find((input) => input.getAttribute('value') === String(one))
      ?.closest('div')
      ?.textContent?.trim() ?? String(one);
  if (!Array.isArray(value)) return label(value);
  return value
    .map((one) =>
      typeof one === 'object'
        ? Object.values(one ?? {})
            .slice(1)
            .join(', ')
        : label(one),
    )
    .join(' ; ');
}

/**
 * Shows the other version above a field, with a button for each.
 * @param {HTMLElement} el the field
 * @param {unknown} theirs
 * @param {Record<string, string>} words
 * @param {{ mine: () => void, theirs: () => void }} chosen
 */
export function showConflict(el, theirs, words, chosen) {
  const box = document.createElement('div');
  box.className = 'rb-conflict';
  box.setAttribute('role', 'alert');
  const said = document.createElement('p');
  said.textContent = fill(words.conflict ?? '', {
    theirs: isAnswered(theirs) ? describe(el, theirs) : (words.nothing ?? ''),
  });
  /** @param {string} text @param {() => void} act */
  const button = (text, act) => {
    const one = document.createElement('button');
    one.type = 'button';
    one.className = 'fr-btn fr-btn--secondary fr-btn--sm';
    one.textContent = text;
    one.addEventListener('click', () => {
      box.remove();
      act();
    });
    return one;
  };
  box.append(said, button(words.keepMine ?? '', chosen.mine), ' ', button(words.takeTheirs ?? '', chosen.theirs));
  el.prepend(box);
}

import { isKeyOf, language } from '@rebond/kernel';
import { ACTIONS, t } from '../../messages.actions.fr.js';

/** An action of the journal in words; one of another version of the product is named as it is. */
export function actionText(action: string): string {
  const key = `act.${action}`;
  return isKeyOf(ACTIONS, key) ? t(key) : action;
}

/** Every action with its words, in the order of the words. */
export const actionChoices = (): readonly { readonly value: string; readonly label: string }[] =>
  Object.keys(ACTIONS)
    .map((key) => key.slice('act.'.length))
    .map((value) => ({ value, label: actionText(value) }))
    .sort((a, b) => a.label.localeCompare(b.label, [language(), 'fr']));

import { ACTIONS } from '../../libs/reporting/src/messages.actions.fr.js';
import { written } from '../support/audit-actions.js';

it.each([...written].sort())('« %s » has words for who reads the journal', (action) => {
  expect(ACTIONS).toHaveProperty([`act.${action}`]);
});

it('no words are kept for what nobody writes', () => {
  expect(Object.keys(ACTIONS).filter((key) => !written.has(key.slice('act.'.length)))).toEqual([]);
});

it('no two actions have the same words', () => {
  expect(new Set(Object.values(ACTIONS)).size).toBe(Object.keys(ACTIONS).length);
});

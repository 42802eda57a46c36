import type { Completeness, Missing } from '@rebond/calls';
import { standingText } from '../../http/form/words.js';
import { standingOf } from './standing.js';

const CUTOFF = Temporal.Instant.from('2023-02-01T11:00:00Z');
const BEFORE = CUTOFF.subtract({ hours: 1 });
const missing = (rest: Partial<Missing> = {}): Missing => ({
  key: 'k',
  label: 'L',
  section: 's',
  reason: 'absent',
  detail: 'd',
  ...rest,
});
const found = (blocking: Missing[], promised: Missing[] = []): Completeness => ({
  blocking,
  promised,
  afterSelection: [],
  ready: blocking.length === 0,
});
const owed = (days: number): Missing => missing({ within: { days, unit: 'calendar' } });

type Case = Parameters<typeof standingOf>[0]['state'];
const said = (
  state: Case,
  now: Temporal.Instant,
  facts: Completeness,
  deposit: Parameters<typeof standingOf>[4] = 'none',
): string =>
  standingText(standingOf({ state, departement: '30' }, CUTOFF, now, facts, deposit)).replaceAll('\u202f', ' ');

describe('one line says where a territory stands', () => {
  it.each<[string, Parameters<typeof said>]>([
    ['Avant de déposer, il manque une réponse.', ['draft', BEFORE, found([missing()])]],
    [
      'Avant de déposer, il manque 2 réponses, et une autre est à corriger.',
      ['draft', BEFORE, found([missing(), missing(), missing({ reason: 'invalid' })])],
    ],
    ['Avant de déposer, une réponse est à corriger.', ['draft', BEFORE, found([missing({ reason: 'invalid' })])]],
    ['Vous pouvez déposer maintenant.', ['draft', BEFORE, found([])]],
    [
      'Vous pouvez déposer maintenant ; une pièce promise pour le 2 mai 2023.',
      ['draft', BEFORE, found([], [owed(90)])],
    ],
    [
      'Vous pouvez déposer maintenant ; 2 pièces promises, la première pour le 3 mars 2023.',
      ['draft', BEFORE, found([], [owed(90), owed(30)])],
    ],
    ['Votre candidature est déposée.', ['submitted', BEFORE, found([]), 'same']],
    [
      'Vos réponses ont changé depuis le dépôt : déposez de nouveau pour qu’elles comptent.',
      ['submitted', BEFORE, found([]), 'changed'],
    ],
    [
      'Avant de déposer, il manque une réponse. Votre dépôt reste valable tant que vous n’en faites pas un autre.',
      ['submitted', BEFORE, found([missing()]), 'changed'],
    ],
    ['La relève est close : le dépôt n’est plus possible. Vos réponses sont conservées.', ['draft', CUTOFF, found([])]],
    ['Le dossier est déposé ; il ne se modifie plus par ce formulaire.', ['submitted', CUTOFF, found([]), 'same']],
    [
      'Des compléments sont demandés : vous pouvez modifier vos réponses, puis répondre à la demande.',
      ['incomplete', CUTOFF, found([missing()]), 'same'],
    ],
  ])('%s', (words, facts) => {
    expect(said(...facts)).toBe(words);
  });
});

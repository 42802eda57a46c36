import type { PersonId, SeatId } from '@rebond/kernel';
import {
  formatNumberOf,
  LIST_STATUSES,
  nextStatus,
  requireProposer,
  requireSecondPerson,
  type ListEvent,
} from './decision-list.js';

const [alice, bob, carol] = ['alice', 'bob', 'carol'] as [PersonId, PersonId, PersonId];
const [direction, cabinet] = ['direction', 'cabinet'] as [SeatId, SeatId];
const EVENTS = [
  ...(['DIFFER', 'VALIDATE', 'WITHDRAW', 'SCHEDULE', 'ANNOUNCE'] as const),
  ...(['ASK_CANCELLATION', 'CANCEL'] as const),
] satisfies readonly ListEvent[];

const becomes = (status: (typeof LIST_STATUSES)[number], event: ListEvent): string => {
  try {
    return nextStatus(status, event);
  } catch (error) {
    return `refus : ${(error as { code: string }).code}`;
  }
};

describe('Une liste de décision', () => {
  const table: Readonly<Record<(typeof LIST_STATUSES)[number], readonly string[]>> = {
    proposed: ['proposed', 'validated', 'withdrawn', ...Array<string>(4).fill('refus : list-proposed')],
    validated: [...Array<string>(3).fill('refus : list-validated'), 'validated', 'announced', 'validated', 'cancelled'],
    announced: Array<string>(7).fill('refus : list-announced'),
    withdrawn: Array<string>(7).fill('refus : list-withdrawn'),
    cancelled: Array<string>(7).fill('refus : list-cancelled'),
  };
  it.each(LIST_STATUSES)('%s va où dit la table', (status) => {
    expect(EVENTS.map((event) => becomes(status, event))).toEqual(table[status]);
  });

  it('dit en français pourquoi elle ne bouge pas', () => {
    expect(() => nextStatus('withdrawn', 'VALIDATE')).toThrow('Cette liste a été retirée : proposez-en une autre.');
    expect(() => nextStatus('validated', 'WITHDRAW')).toThrow('son contenu est arrêté jusqu’à son annonce');
    expect(() => nextStatus('proposed', 'ANNOUNCE')).toThrow('une autre personne la valide d’abord');
  });

  it('porte un numéro par appel et par année', () => expect(formatNumberOf({ year: 2023, n: 4 })).toBe('2023-004'));

  const self = (personId: PersonId) => ({ personId, onBehalfOf: null });
  it.each([
    ['par une autre personne', [self(alice)], self(bob), true],
    ['jamais par qui la propose, sur quelque siège que ce soit', [self(alice)], self(alice), false],
    ['jamais par qui y a apporté une différence', [self(alice), self(bob)], self(bob), false],
    ['par une tierce personne, une fois des différences apportées', [self(alice), self(bob)], self(carol), true],
    ['pas au nom de qui la propose', [self(alice)], { personId: bob, onBehalfOf: alice }, false],
    ['pas par qui l’a fait proposer en son nom', [{ personId: bob, onBehalfOf: alice }], self(alice), false],
    ['par délégation d’une autre personne', [self(alice)], { personId: bob, onBehalfOf: carol }, true],
  ] as const)('se valide %s', (_, authors, validator, allowed) => {
    const validate = (): void => requireSecondPerson(authors, validator);
    if (allowed) expect(validate).not.toThrow();
    else expect(validate).toThrow('une autre personne la valide');
  });

  it('se retire par qui la proposa, ou par qui exerce sa fonction depuis', () => {
    const proposed = { personId: alice, seatId: direction };
    expect(() => requireProposer(proposed, { personId: alice, seatId: cabinet })).not.toThrow();
    expect(() => requireProposer(proposed, { personId: bob, seatId: direction })).not.toThrow();
    expect(() => requireProposer(proposed, { personId: bob, seatId: cabinet })).toThrow('Seule la personne');
  });
});

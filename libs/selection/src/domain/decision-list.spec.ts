import type { PersonId, SeatId } from '@rebond/kernel';
import { LIST_STATUSES, nextStatus, requireProposer, requireSecondPerson, type ListEvent } from './decision-list.js';

const [alice, bob] = ['alice', 'bob'] as PersonId[];
const [direction, cabinet] = ['direction', 'cabinet'] as SeatId[];
const at = Temporal.Instant.from('2023-03-01T09:00:00Z');

describe('Une liste de décision', () => {
  const table: Readonly<Record<(typeof LIST_STATUSES)[number], Readonly<Record<ListEvent, string>>>> = {
    proposed: { VALIDATE: 'validated', WITHDRAW: 'withdrawn' },
    validated: { VALIDATE: 'refus : list-validated', WITHDRAW: 'refus : list-validated' },
    withdrawn: { VALIDATE: 'refus : list-withdrawn', WITHDRAW: 'refus : list-withdrawn' },
  };
  it.each(
    LIST_STATUSES.flatMap((status) => (['VALIDATE', 'WITHDRAW'] as const).map((event) => [status, event] as const)),
  )('%s, sur %s, va où dit la table', (status, event) => {
    let result: string;
    try {
      result = nextStatus(status, event);
    } catch (error) {
      result = `refus : ${(error as { code: string }).code}`;
    }
    expect(result).toBe(table[status][event]);
  });

  it('dit en français pourquoi elle ne bouge plus', () => {
    expect(() => nextStatus('withdrawn', 'VALIDATE')).toThrow('Cette liste a été retirée : proposez-en une autre.');
    expect(() => nextStatus('validated', 'WITHDRAW')).toThrow('Cette liste a été validée : ses décisions sont prises.');
  });

  it('se valide par une autre personne', () => {
    expect(() => requireSecondPerson(alice!, bob!)).not.toThrow();
    expect(() => requireSecondPerson(alice!, alice!)).toThrow('une autre personne la valide');
  });

  it('se retire par qui la proposa, ou par qui exerce sa fonction depuis', () => {
    const proposed = { personId: alice!, seatId: direction!, at };
    expect(() => requireProposer(proposed, { personId: alice!, seatId: cabinet! })).not.toThrow();
    expect(() => requireProposer(proposed, { personId: bob!, seatId: direction! })).not.toThrow();
    expect(() => requireProposer(proposed, { personId: bob!, seatId: cabinet! })).toThrow('Seule la personne');
  });
});

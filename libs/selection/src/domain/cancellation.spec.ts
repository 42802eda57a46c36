import type { PersonId, SeatId } from '@rebond/kernel';
import { requireCancelling, requireUncontested, type Cancellation, type CancellationId } from './cancellation.js';
import type { DecisionListId, Signature } from './decision-list.js';

const by = (seat: string, person: string, onBehalfOf: string | null = null): Signature => ({
  seatId: seat as SeatId,
  personId: person as PersonId,
  onBehalfOf: onBehalfOf as PersonId | null,
  at: Temporal.Instant.from('2023-03-02T09:00Z'),
});
const asked: Cancellation = {
  id: 'one' as CancellationId,
  listId: 'list' as DecisionListId,
  reason: 'Montant inexact.',
  asked: by('director', 'ada'),
  confirmed: null,
};
const refused = (code: string): Error => expect.objectContaining({ code }) as Error;

describe('L’annulation d’une liste arrêtée', () => {
  it.each([
    ['une autre personne', asked, by('minister', 'bea')],
    ['une autre personne, sur le siège de qui l’a demandée', asked, by('director', 'bea')],
  ])('se décide par %s', (_, open, second) => {
    expect(requireCancelling(open, second)).toBe(open);
  });

  it.each([
    ['sans demande', null, by('minister', 'bea'), 'cancellation-not-asked'],
    ['par qui l’a demandée', asked, by('director', 'ada'), 'same-person'],
    ['par elle sur un autre siège', asked, by('minister', 'ada'), 'same-person'],
    ['par délégation de qui l’a demandée', asked, by('minister', 'bea', 'ada'), 'same-person'],
    ['par qui l’a demandée, par délégation', asked, by('minister', 'ada', 'bea'), 'same-person'],
  ])('ne se décide pas %s', (_, open, second, code) => {
    expect(() => requireCancelling(open, second)).toThrow(refused(code));
  });

  it('retient l’annonce tant qu’elle est demandée', () => {
    expect(() => requireUncontested(asked)).toThrow(refused('cancellation-asked'));
    expect(() => requireUncontested(null)).not.toThrow();
  });
});

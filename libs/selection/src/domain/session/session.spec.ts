import type { PersonId, SeatId } from '@rebond/kernel';
import { mayBe, nextSession, SESSION_STATUSES, signingAs, type SessionEvent } from './session.js';

const EVENTS: readonly SessionEvent[] = [
  ...(['GIVE_PROXY', 'DECLARE', 'ATTEND', 'OPEN', 'DECIDE', 'CLOSE'] as const),
  ...(['CORRECT', 'SIGN', 'APPROVE', 'PROPOSE', 'ADJOURN', 'RECONVENE', 'CANCEL'] as const),
];

describe('Une séance', () => {
  it.each([
    ['convened', 'GIVE_PROXY DECLARE ATTEND OPEN ADJOURN CANCEL'],
    ['open', 'DECLARE ATTEND DECIDE CLOSE'],
    ['closed', 'CORRECT SIGN APPROVE'],
    ['approved', 'PROPOSE RECONVENE'],
    ['inquorate', 'RECONVENE'],
    ['cancelled', ''],
  ] as const)('%s admet : %s', (status, expected) => {
    expect(EVENTS.filter((event) => mayBe(status, event)).join(' ')).toBe(expected);
    for (const event of EVENTS.filter((one) => !mayBe(status, one)))
      expect(() => nextSession(status, event)).toThrow(expect.objectContaining({ code: `session-${status}` }) as Error);
  });

  it('va de la convocation au procès-verbal approuvé', () => {
    const path = (['OPEN', 'CLOSE', 'APPROVE'] as const).reduce<(typeof SESSION_STATUSES)[number][]>(
      (seen, event) => [...seen, nextSession(seen.at(-1) ?? 'convened', event)],
      ['convened'],
    );
    expect(path).toEqual(['convened', 'open', 'closed', 'approved']);
  });
});

describe('Le procès-verbal', () => {
  const session = { chair: 'chair' as SeatId, secretary: 'secretary' as SeatId };
  const by = (seatId: string, personId: string) => ({ seatId: seatId as SeatId, personId: personId as PersonId });
  const signed = [{ as: 'chair' as const, personId: 'p' as PersonId, at: Temporal.Instant.from('2023-03-10T12:00Z') }];

  it('est approuvé par la présidence et par le secrétariat', () => {
    expect([signingAs(session, by('chair', 'p'), []), signingAs(session, by('secretary', 'q'), signed)]).toEqual([
      'chair',
      'secretary',
    ]);
  });

  it.each([
    ['par un autre membre', by('other', 'x'), 'not-a-signatory'],
    ['deux fois par la présidence', by('chair', 'q'), 'signed-already'],
    ['par une même personne sur deux sièges', by('secretary', 'p'), 'same-person'],
  ])('ne l’est pas %s', (_, person, code) => {
    expect(() => signingAs(session, person, signed)).toThrow(expect.objectContaining({ code }) as Error);
  });
});

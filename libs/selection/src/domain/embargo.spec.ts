import { reads, requireReading } from './embargo.js';

const at = (text: string): Temporal.Instant => Temporal.Instant.from(text);
const reader = { from: at('2023-03-01T08:00:00Z'), until: at('2023-03-02T08:00:00Z'), revokedAt: null };

const answer = (...given: Parameters<typeof requireReading>): string => {
  try {
    requireReading(...given);
    return 'lit';
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('Une liste sous embargo', () => {
  it.each([
    ['dans ses heures', reader, 'validated', '2023-03-01T08:00:00Z', 'lit'],
    ['avant', reader, 'validated', '2023-03-01T07:59:59.999Z', 'embargo-not-yet'],
    ['à leur terme', reader, 'validated', '2023-03-02T08:00:00Z', 'embargo-over'],
    ['annoncée depuis', reader, 'announced', '2023-03-01T12:00:00Z', 'lit'],
    ['annulée depuis', reader, 'cancelled', '2023-03-01T12:00:00Z', 'embargo-over'],
    ['qui n’est pas validée', reader, 'proposed', '2023-03-01T12:00:00Z', 'embargo-not-yet'],
    [
      'dont l’accès a été retiré',
      { ...reader, revokedAt: at('2023-03-01T09:00:00Z') },
      'validated',
      '2023-03-01T12:00:00Z',
      'embargo-revoked',
    ],
  ] as const)('se lit %s', (_, given, status, now, expected) => expect(answer(given, status, at(now))).toBe(expected));

  it('se lit pour les départements donnés, ou pour tous', () => {
    expect([reads({ departements: null }, '30'), reads({ departements: ['30'] }, '30')]).toEqual([true, true]);
    expect(reads({ departements: ['30'] }, '59')).toBe(false);
  });
});

import type { PersonId, SeatId } from '@rebond/kernel';
import { isConvenedInTime, quorumOf, requireProxy, type SittingMember } from './sitting.js';

const member = (name: string, more: Partial<SittingMember> = {}): SittingMember => ({
  seatId: `seat-${name}` as SeatId,
  personId: name as PersonId,
  hasVote: true,
  isPresent: true,
  proxyTo: null,
  ...more,
});
const seat = (name: string): SeatId => `seat-${name}` as SeatId;
const away = { isPresent: false };
const at = (text: string): Temporal.Instant => Temporal.ZonedDateTime.from(`${text}[Europe/Paris]`).toInstant();

describe('Le quorum : la moitié au moins des membres qui ont voix délibérative', () => {
  const four = ['a', 'b', 'c', 'd'];
  it.each([
    ['deux présents sur quatre', [member('a'), member('b'), member('c', away), member('d', away)], [], true],
    ['un présent sur quatre', [member('a'), ...four.slice(1).map((name) => member(name, away))], [], false],
    [
      'un présent et un représenté par lui',
      [member('a'), member('b', { ...away, proxyTo: seat('a') }), member('c', away), member('d', away)],
      [],
      true,
    ],
    [
      'un représenté par un absent ne compte pas',
      [member('a'), member('b', { ...away, proxyTo: seat('c') }), member('c', away), member('d', away)],
      [],
      false,
    ],
    ['un récusé quitte le point', [member('a'), member('b'), member('c', away), member('d', away)], ['b'], false],
    [
      'un récusé emporte la voix qu’il tient d’un autre',
      [member('a'), member('b', { ...away, proxyTo: seat('a') }), member('c'), member('d', away)],
      ['a'],
      false,
    ],
    [
      'un récusé n’est pas représenté non plus',
      [member('a'), member('b', { ...away, proxyTo: seat('a') }), member('c', away), member('d', away)],
      ['b'],
      false,
    ],
    [
      'une voix consultative n’en est pas une',
      [member('a'), member('b', { hasVote: false }), member('c', away), member('d', away)],
      [],
      false,
    ],
    ['un pouvoir ne double pas la voix d’un présent', [member('a'), member('b', { proxyTo: seat('a') })], [], true],
    ['personne', [], [], false],
  ])('%s', (_, members, recused, expected) => {
    expect(quorumOf(members, { recused: new Set(recused as PersonId[]) }).isReached).toBe(expected);
  });

  it('se lit : composition, présents, représentés, requis', () => {
    const members = [member('a'), member('b', { ...away, proxyTo: seat('a') }), member('c', away)];
    expect(quorumOf(members)).toEqual({ composition: 3, present: 1, represented: 1, required: 2, isReached: true });
  });
});

describe('Après une nouvelle convocation sur le même ordre du jour, aucun quorum n’est exigé (CRPA, art. R133-10)', () => {
  const absent = ['b', 'c', 'd'].map((name) => member(name, away));
  it.each([
    ['un présent sur quatre suffit', [member('a'), ...absent], [], true],
    ['personne ne délibère dans une salle vide', [member('a', away), ...absent], [], false],
    [
      'un pouvoir ne suffit pas sans son détenteur',
      [member('a', { ...away, proxyTo: seat('b') }), ...absent],
      [],
      false,
    ],
    ['une voix consultative ne suffit pas', [member('a', { hasVote: false }), ...absent], [], false],
    ['qui est récusé du point l’a quitté', [member('a'), ...absent], ['a'], false],
    ['un autre que lui y délibère', [member('a'), member('b'), ...absent.slice(1)], ['a'], true],
  ])('%s', (_, members, recused, expected) => {
    const quorum = quorumOf(members, { recused: new Set(recused as PersonId[]), rule: 'waived' });
    expect(quorum).toMatchObject({ required: 0, isReached: expected });
  });
});

describe('Un pouvoir', () => {
  const before = { now: at('2023-03-01T09:00'), startsAt: at('2023-03-10T10:00') };
  const a = member('a', away);
  const b = member('b', away);
  it.each([
    ['à soi-même', a, a, [], 'proxy-to-oneself'],
    ['à qui n’a pas de voix', a, member('b', { ...away, hasVote: false }), [], 'proxy-without-vote'],
    ['à qui en détient un', a, b, [member('c', { ...away, proxyTo: b.seatId })], 'proxy-held-already'],
    ['à qui a donné le sien', a, member('b', { ...away, proxyTo: seat('c') }), [], 'proxy-of-who-has-given-theirs'],
    ['par qui en détient un', a, b, [member('c', { ...away, proxyTo: a.seatId })], 'proxy-of-who-holds-one'],
    ['par un présent', member('a'), b, [], 'proxy-of-a-present'],
  ])('ne se donne pas %s', (_, giver, holder, others, code) => {
    expect(() => requireProxy({ giver, holder, members: [giver, holder, ...others] }, before)).toThrow(
      expect.objectContaining({ code }) as Error,
    );
  });

  it('se donne avant la séance, et se redonne', () => {
    const given = { ...a, proxyTo: b.seatId };
    expect(() => requireProxy({ giver: given, holder: b, members: [given, b] }, before)).not.toThrow();
    const late = { ...before, now: before.startsAt };
    expect(() => requireProxy({ giver: a, holder: b, members: [a, b] }, late)).toThrow(/avant la séance/);
  });
});

describe('Le délai de convocation, en jours ouvrés', () => {
  it.each([
    ['2023-03-01T09:00', '2023-03-08T10:00', true],
    ['2023-03-01T09:00', '2023-03-07T18:00', false],
    // 8 et 18 mai, Ascension et lundi de Pentecôte ne comptent pas.
    ['2023-05-05T09:00', '2023-05-12T10:00', false],
    ['2023-05-05T09:00', '2023-05-15T10:00', true],
  ])('convoquée le %s pour le %s : %s', (now, startsAt, expected) => {
    expect(isConvenedInTime(at(now), at(startsAt), 5)).toBe(expected);
  });
});

import { dateIn, formatDate, formatDeadline, formatInstant, instantAt } from './time.js';

const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text);
const instant = (text: string): Temporal.Instant => Temporal.Instant.from(text);

describe('A wall-clock time', () => {
  it.each([
    ['the first wave, in summer', '2022-10-01', '12:00', 'Europe/Paris', '2022-10-01T10:00:00Z'],
    ['the second wave, in winter', '2023-02-01', '12:00', 'Europe/Paris', '2023-02-01T11:00:00Z'],
    ['before the hour that spring skips', '2023-03-26', '01:59', 'Europe/Paris', '2023-03-26T00:59:00Z'],
    [
      'in the hour that spring skips: forward by the gap',
      '2023-03-26',
      '02:30',
      'Europe/Paris',
      '2023-03-26T01:30:00Z',
    ],
    ['after the hour that spring skips', '2023-03-26', '03:00', 'Europe/Paris', '2023-03-26T01:00:00Z'],
    ['in the hour that autumn repeats: the first', '2023-10-29', '02:30', 'Europe/Paris', '2023-10-29T00:30:00Z'],
    ['after the hour that autumn repeats', '2023-10-29', '03:00', 'Europe/Paris', '2023-10-29T02:00:00Z'],
    ['in La Réunion, without summer time', '2023-07-01', '09:00', 'Indian/Reunion', '2023-07-01T05:00:00Z'],
    ['in Guadeloupe', '2023-10-01', '06:00', 'America/Guadeloupe', '2023-10-01T10:00:00Z'],
  ])('%s', (_case, date, time, zone, expected) => {
    expect(instantAt(day(date), time, zone).toString()).toBe(expected);
  });

  it('is Paris time unless said otherwise', () => {
    expect(instantAt(day('2023-10-01'), '12:00').toString()).toBe('2023-10-01T10:00:00Z');
  });
});

describe('The date of an instant', () => {
  it.each([
    ['2023-10-01T22:30:00Z', 'Europe/Paris', '2023-10-02'],
    ['2023-10-01T22:30:00Z', 'America/Martinique', '2023-10-01'],
    ['2023-10-01T10:00:00Z', 'Pacific/Noumea', '2023-10-01'],
    ['2023-10-01T10:00:00Z', 'Pacific/Tahiti', '2023-10-01'],
    ['2023-10-01T09:00:00Z', 'Pacific/Tahiti', '2023-09-30'],
    ['2023-12-31T23:00:00Z', 'Europe/Paris', '2024-01-01'],
  ])('%s in %s is %s', (text, zone, expected) => {
    expect(dateIn(instant(text), zone).toString()).toBe(expected);
  });
});

describe('What people read', () => {
  it.each([
    ['2023-02-01T11:00:00Z', 'Europe/Paris', '1er février 2023 à 12:00'],
    ['2023-02-01T11:00:00Z', 'America/Guadeloupe', '1er février 2023 à 07:00'],
    ['2023-10-29T00:30:00Z', 'Europe/Paris', '29 octobre 2023 à 02:30'],
    ['2023-10-29T01:30:00Z', 'Europe/Paris', '29 octobre 2023 à 02:30'],
  ])('of %s in %s is « %s »', (text, zone, expected) => {
    expect(formatInstant(instant(text), zone)).toBe(expected);
  });

  it('of a date does not shift with any zone', () => {
    expect(formatDate(day('2023-10-01'))).toBe('1er octobre 2023');
    expect(formatDate(day('2024-02-29'))).toBe('29 février 2024');
  });
});

describe('an exclusive deadline', () => {
  it.each([
    ['2025-08-31T22:00:00Z', 'Europe/Paris', '31 août 2025 à 24:00'],
    ['2025-08-31T22:00:00Z', 'America/Guadeloupe', '31 août 2025 à 18:00'],
    ['2023-02-01T11:00:00Z', 'Europe/Paris', '1er février 2023 à 12:00'],
    ['2023-10-28T22:00:00Z', 'Europe/Paris', '28 octobre 2023 à 24:00'],
  ])('%s in %s reads %s', (instant, zone, text) => {
    expect(formatDeadline(Temporal.Instant.from(instant), zone)).toBe(text);
  });
});

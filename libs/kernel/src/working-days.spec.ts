import fc from 'fast-check';
import {
  addMonthsSameDay,
  addWorkingDays,
  type HolidayZone,
  isWorkingDay,
  lastWorkingInstantBefore,
  nextWorkingDay,
  placeOfDepartement,
  previousWorkingDay,
  timeZoneOfDepartement,
  workingHoursBefore,
  zoneOfDepartement,
} from './working-days.js';

const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text);
const local = (text: string): Temporal.Instant => Temporal.ZonedDateTime.from(text).toInstant();

describe('A working day', () => {
  it.each<[string, HolidayZone, boolean, string]>([
    ['2023-09-29', 'metropole', true, 'Friday'],
    ['2023-09-30', 'metropole', false, 'Saturday: ouvrable, not ouvré'],
    ['2023-10-01', 'metropole', false, 'Sunday, a wave’s cut-off'],
    ['2023-05-01', 'metropole', false, 'Fête du Travail, a Monday'],
    ['2023-05-18', 'metropole', false, 'Ascension, a Thursday'],
    ['2023-05-19', 'metropole', true, 'the « pont » is no holiday'],
    ['2023-04-07', 'metropole', true, 'Vendredi saint'],
    ['2023-04-07', 'alsace-moselle', false, 'Vendredi saint'],
    ['2023-12-26', 'metropole', true, 'Saint-Étienne, a Tuesday'],
    ['2023-12-26', 'alsace-moselle', false, 'Saint-Étienne, a Tuesday'],
    ['2023-05-22', 'metropole', true, 'Abolition in Martinique, a Monday'],
    ['2023-05-22', 'martinique', false, 'Abolition in Martinique, a Monday'],
    ['2023-04-27', 'mayotte', false, 'Abolition in Mayotte, a Thursday'],
    ['2024-05-27', 'guadeloupe', false, 'Abolition in Guadeloupe, a Monday'],
    ['2024-05-28', 'saint-martin', false, 'Abolition in Saint-Martin, a Tuesday'],
    ['2024-05-28', 'guadeloupe', true, 'Abolition in Saint-Martin, a Tuesday'],
    ['2024-06-10', 'guyane', false, 'Abolition in Guyane, a Monday'],
    ['2023-12-20', 'la-reunion', false, 'Abolition in La Réunion, a Wednesday'],
    ['2023-10-09', 'saint-barthelemy', false, 'Abolition in Saint-Barthélemy, a Monday'],
  ])('%s in %s: %s (%s)', (date, zone, expected) => {
    expect(isWorkingDay(day(date), zone)).toBe(expected);
  });
});

describe('Counting working days', () => {
  it.each<[string, number, HolidayZone, string]>([
    ['2023-09-29', 1, 'metropole', '2023-10-02'],
    ['2023-10-01', 0, 'metropole', '2023-10-01'],
    ['2023-10-01', 1, 'metropole', '2023-10-02'],
    ['2023-10-01', -1, 'metropole', '2023-09-29'],
    ['2023-10-01', -5, 'metropole', '2023-09-25'],
    ['2023-04-06', 1, 'metropole', '2023-04-07'],
    ['2023-04-06', 1, 'alsace-moselle', '2023-04-11'],
    ['2023-05-02', -1, 'metropole', '2023-04-28'],
    ['2023-12-22', 2, 'metropole', '2023-12-27'],
    ['2023-12-22', 2, 'alsace-moselle', '2023-12-28'],
    ['2023-12-29', 1, 'metropole', '2024-01-02'],
    ['2024-01-02', -1, 'metropole', '2023-12-29'],
    ['2023-12-19', 1, 'la-reunion', '2023-12-21'],
  ])('%s and %d in %s is %s', (date, count, zone, expected) => {
    expect(addWorkingDays(day(date), count, zone).toString()).toBe(expected);
  });

  it('goes back to where it came from, from a working day', () => {
    const dates = fc
      .integer({ min: 0, max: 2000 })
      .map((days) => nextWorkingDay(day('2022-01-01').add({ days }), 'metropole'));
    fc.assert(
      fc.property(dates, fc.integer({ min: -60, max: 60 }), (from, count) => {
        const there = addWorkingDays(from, count, 'metropole');
        expect(isWorkingDay(there, 'metropole')).toBe(true);
        expect(addWorkingDays(there, -count, 'metropole').toString()).toBe(from.toString());
      }),
    );
  });

  it('refuses a part of a day', () => {
    expect(() => addWorkingDays(day('2023-10-01'), 1.5, 'metropole')).toThrow(RangeError);
    expect(() => addWorkingDays(day('2023-10-01'), Number.NaN, 'metropole')).toThrow(RangeError);
  });

  it.each<[string, HolidayZone, string, string]>([
    ['2023-10-01', 'metropole', '2023-09-29', '2023-10-02'],
    ['2023-10-02', 'metropole', '2023-10-02', '2023-10-02'],
    ['2023-04-08', 'metropole', '2023-04-07', '2023-04-11'],
    ['2023-04-08', 'alsace-moselle', '2023-04-06', '2023-04-11'],
  ])('around %s in %s: %s before, %s after', (date, zone, previous, next) => {
    expect(previousWorkingDay(day(date), zone).toString()).toBe(previous);
    expect(nextWorkingDay(day(date), zone).toString()).toBe(next);
  });
});

describe('A département', () => {
  it.each<[string, HolidayZone, string]>([
    ['30', 'metropole', 'Europe/Paris'],
    ['2A', 'metropole', 'Europe/Paris'],
    ['57', 'alsace-moselle', 'Europe/Paris'],
    ['67', 'alsace-moselle', 'Europe/Paris'],
    ['68', 'alsace-moselle', 'Europe/Paris'],
    ['971', 'guadeloupe', 'America/Guadeloupe'],
    ['972', 'martinique', 'America/Martinique'],
    ['973', 'guyane', 'America/Cayenne'],
    ['974', 'la-reunion', 'Indian/Reunion'],
    ['975', 'metropole', 'America/Miquelon'],
    ['976', 'mayotte', 'Indian/Mayotte'],
    ['977', 'saint-barthelemy', 'America/St_Barthelemy'],
    ['978', 'saint-martin', 'America/Marigot'],
    ['986', 'wallis-et-futuna', 'Pacific/Wallis'],
    ['987', 'polynesie-francaise', 'Pacific/Tahiti'],
    ['988', 'nouvelle-caledonie', 'Pacific/Noumea'],
    ['constructor', 'metropole', 'Europe/Paris'],
  ])('%s keeps the holidays of %s and the time of %s', (code, zone, timeZone) => {
    expect(zoneOfDepartement(code)).toBe(zone);
    expect(timeZoneOfDepartement(code)).toBe(timeZone);
    expect(local(`2023-01-01T00:00[${timeZone}]`)).toBeInstanceOf(Temporal.Instant);
  });
});

describe('The last working instant before', () => {
  it.each([
    ['Sunday noon', '30', '2023-10-01T12:00[Europe/Paris]', '2023-09-29T17:00[Europe/Paris]'],
    ['an evening', '30', '2023-09-27T20:00[Europe/Paris]', '2023-09-27T17:00[Europe/Paris]'],
    ['an early morning', '30', '2023-09-27T08:59[Europe/Paris]', '2023-09-26T17:00[Europe/Paris]'],
    ['opening time itself', '30', '2023-09-27T09:00[Europe/Paris]', '2023-09-26T17:00[Europe/Paris]'],
    ['working hours', '30', '2023-02-01T12:00[Europe/Paris]', '2023-02-01T11:59:59.999999[Europe/Paris]'],
    ['closing time itself', '30', '2023-02-01T17:00[Europe/Paris]', '2023-02-01T16:59:59.999999[Europe/Paris]'],
    ['Easter Monday', '30', '2023-04-10T12:00[Europe/Paris]', '2023-04-07T17:00[Europe/Paris]'],
    ['Easter Monday in Alsace', '67', '2023-04-10T12:00[Europe/Paris]', '2023-04-06T17:00[Europe/Paris]'],
    [
      'noon in Paris, 06:00 in Guadeloupe',
      '971',
      '2023-06-01T12:00[Europe/Paris]',
      '2023-05-31T17:00[America/Guadeloupe]',
    ],
    [
      'Sunday noon in Paris, in La Réunion',
      '974',
      '2023-10-01T12:00[Europe/Paris]',
      '2023-09-29T17:00[Indian/Reunion]',
    ],
    ['the night that loses an hour', '30', '2023-03-26T03:30[Europe/Paris]', '2023-03-24T17:00[Europe/Paris]'],
    ['the night that repeats one', '30', '2023-10-29T02:30[Europe/Paris]', '2023-10-27T17:00[Europe/Paris]'],
  ])('%s (%s)', (_case, departement, instant, expected) => {
    const last = lastWorkingInstantBefore(local(instant), placeOfDepartement(departement));
    expect(last.toString()).toBe(local(expected).toString());
  });

  it('follows other hours when told', () => {
    const place = placeOfDepartement('30');
    const noon = local('2023-02-01T12:00[Europe/Paris]');
    const early = { from: '07:30', to: '11:45' };
    expect(lastWorkingInstantBefore(noon, place, early).toString()).toBe('2023-02-01T10:45:00Z');
    expect(workingHoursBefore(noon, place, early).from.toString()).toBe('2023-02-01T06:30:00Z');
  });
});

describe('A delay in months', () => {
  it.each([
    ['2023-02-01', 8, '2023-10-01'],
    ['2023-08-31', 6, '2024-02-29'],
    ['2022-08-31', 6, '2023-02-28'],
    ['2023-01-31', 1, '2023-02-28'],
    ['2023-02-28', 1, '2023-03-28'],
    ['2023-10-31', 8, '2024-06-30'],
    ['2023-12-15', 2, '2024-02-15'],
    ['2023-03-31', -1, '2023-02-28'],
  ])('from %s, of %d, ends on %s', (from, months, expected) => {
    expect(addMonthsSameDay(day(from), months).toString()).toBe(expected);
  });
});

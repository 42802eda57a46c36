import { easterSunday, type HolidayZone, publicHolidays } from './public-holidays.js';

const datesOf = (year: number, zone: HolidayZone): string[] =>
  publicHolidays(year, zone).map((holiday) => holiday.date.toString());

/** What a zone has beyond metropolitan France, as « MM-DD name ». */
const ownOf = (year: number, zone: HolidayZone): string[] => {
  const common = new Set(datesOf(year, 'metropole'));
  return publicHolidays(year, zone)
    .filter((holiday) => !common.has(holiday.date.toString()))
    .map((holiday) => `${holiday.date.toString().slice(5)} ${holiday.name}`);
};

describe('Public holidays', () => {
  it('of 2023 in metropolitan France are the eleven of the code du travail, by date', () => {
    expect(publicHolidays(2023, 'metropole').map(({ date, name }) => `${date.toString()} ${name}`)).toEqual([
      '2023-01-01 Jour de l’an',
      '2023-04-10 Lundi de Pâques',
      '2023-05-01 Fête du Travail',
      '2023-05-08 Victoire de 1945',
      '2023-05-18 Ascension',
      '2023-05-29 Lundi de Pentecôte',
      '2023-07-14 Fête nationale',
      '2023-08-15 Assomption',
      '2023-11-01 Toussaint',
      '2023-11-11 Armistice de 1918',
      '2023-12-25 Noël',
    ]);
  });

  it.each([
    [2022, '2022-04-15', '2022-04-18', '2022-05-26', '2022-06-06'],
    [2023, '2023-04-07', '2023-04-10', '2023-05-18', '2023-05-29'],
    [2024, '2024-03-29', '2024-04-01', '2024-05-09', '2024-05-20'],
    [2025, '2025-04-18', '2025-04-21', '2025-05-29', '2025-06-09'],
    [2026, '2026-04-03', '2026-04-06', '2026-05-14', '2026-05-25'],
    [2027, '2027-03-26', '2027-03-29', '2027-05-06', '2027-05-17'],
  ])('that move in %d: Vendredi saint %s, Pâques %s, Ascension %s, Pentecôte %s', (year, friday, ...moving) => {
    const names = ['Lundi de Pâques', 'Ascension', 'Lundi de Pentecôte'];
    const found = publicHolidays(year, 'metropole').filter((holiday) => names.includes(holiday.name));
    expect(found.map((holiday) => holiday.date.toString())).toEqual(moving);
    expect(ownOf(year, 'alsace-moselle')).toEqual([`${friday.slice(5)} Vendredi saint`, '12-26 Saint-Étienne']);
  });

  it.each<[HolidayZone, number, string[]]>([
    ['metropole', 2023, []],
    ['guadeloupe', 2023, ['05-27 Abolition de l’esclavage']],
    ['guyane', 2023, ['06-10 Abolition de l’esclavage']],
    ['martinique', 2023, ['05-22 Abolition de l’esclavage']],
    ['mayotte', 2023, ['04-27 Abolition de l’esclavage']],
    ['la-reunion', 2023, ['12-20 Abolition de l’esclavage']],
    ['saint-barthelemy', 2023, ['10-09 Abolition de l’esclavage']],
    ['saint-martin', 2017, ['05-27 Abolition de l’esclavage']],
    ['saint-martin', 2018, ['05-28 Abolition de l’esclavage']],
    ['saint-martin', 2023, ['05-28 Abolition de l’esclavage']],
    ['polynesie-francaise', 2024, ['03-05 Arrivée de l’Évangile', '03-29 Vendredi saint', '06-29 Fête de l’autonomie']],
    ['polynesie-francaise', 2025, ['03-05 Arrivée de l’Évangile', '04-18 Vendredi saint', '11-20 Matari’i i ni’a']],
    ['nouvelle-caledonie', 2023, ['09-24 Fête de la citoyenneté']],
    ['wallis-et-futuna', 2023, ['04-28 Saint Pierre Chanel', '07-29 Fête du Territoire']],
  ])('that %s adds in %d', (zone, year, expected) => {
    expect(ownOf(year, zone)).toEqual(expected);
  });

  it('may be two on one day', () => {
    const first = publicHolidays(2008, 'metropole').filter((holiday) => holiday.date.toString() === '2008-05-01');
    expect(first.map((holiday) => holiday.name).sort()).toEqual(['Ascension', 'Fête du Travail']);
  });
});

describe('Easter', () => {
  it.each([
    [1818, '1818-03-22'], // the earliest there is
    [1943, '1943-04-25'], // the latest
    [1981, '1981-04-19'], // the two exceptions of Gauss's rule
    [1954, '1954-04-18'],
    [2000, '2000-04-23'],
    [2038, '2038-04-25'],
    [2100, '2100-03-28'],
  ])('of %d is %s', (year, sunday) => {
    expect(easterSunday(year).toString()).toBe(sunday);
  });

  it('is always a Sunday between 22 March and 25 April', () => {
    for (let year = 1900; year <= 2200; year += 1) {
      const easter = easterSunday(year);
      expect([
        easter.dayOfWeek,
        easter.month === 3 ? easter.day >= 22 : easter.month === 4 && easter.day <= 25,
      ]).toEqual([7, true]);
    }
  });
});

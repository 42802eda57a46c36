/** Where one same list of public holidays applies. */
export type HolidayZone =
  | 'metropole'
  | 'alsace-moselle'
  | 'guadeloupe'
  | 'guyane'
  | 'martinique'
  | 'mayotte'
  | 'la-reunion'
  | 'saint-martin'
  | 'saint-barthelemy'
  | 'polynesie-francaise'
  | 'nouvelle-caledonie'
  | 'wallis-et-futuna';

export interface PublicHoliday {
  readonly date: Temporal.PlainDate;
  /** French name, for people. */
  readonly name: string;
}

/** A yearly holiday: a fixed `MM-DD`, or a number of days after Easter Sunday; between two years when the law changed. */
interface HolidayRule {
  readonly name: string;
  readonly on: string | number;
  readonly since?: number;
  readonly until?: number;
}

const ABOLITION = 'Abolition de l’esclavage';
const GOOD_FRIDAY: HolidayRule = { name: 'Vendredi saint', on: -2 };

/** Code du travail, art. L3133-1. */
const EVERYWHERE: readonly HolidayRule[] = [
  { name: 'Jour de l’an', on: '01-01' },
  { name: 'Lundi de Pâques', on: 1 },
  { name: 'Fête du Travail', on: '05-01' },
  { name: 'Victoire de 1945', on: '05-08' },
  { name: 'Ascension', on: 39 },
  { name: 'Lundi de Pentecôte', on: 50 },
  { name: 'Fête nationale', on: '07-14' },
  { name: 'Assomption', on: '08-15' },
  { name: 'Toussaint', on: '11-01' },
  { name: 'Armistice de 1918', on: '11-11' },
  { name: 'Noël', on: '12-25' },
];

/**
 * What a zone adds: code du travail, art. L3134-13 (Alsace-Moselle) and L3422-2 with décret 83-1003 (abolition of
 * slavery); local law in the Pacific. At Saint-Martin the day is kept on 28 May since the circular of 4 May 2018.
 * Holidays that rest on custom or a collective agreement (Victor Schœlcher, Miradji…) are not counted; Good Friday
 * is counted in all of Alsace-Moselle, though the law limits it to communes with a Protestant or mixed church.
 */
const LOCAL: Readonly<Record<HolidayZone, readonly HolidayRule[]>> = {
  metropole: [],
  'alsace-moselle': [GOOD_FRIDAY, { name: 'Saint-Étienne', on: '12-26' }],
  guadeloupe: [{ name: ABOLITION, on: '05-27' }],
  guyane: [{ name: ABOLITION, on: '06-10' }],
  martinique: [{ name: ABOLITION, on: '05-22' }],
  mayotte: [{ name: ABOLITION, on: '04-27' }],
  'la-reunion': [{ name: ABOLITION, on: '12-20' }],
  'saint-martin': [
    { name: ABOLITION, on: '05-27', until: 2017 },
    { name: ABOLITION, on: '05-28', since: 2018 },
  ],
  'saint-barthelemy': [{ name: ABOLITION, on: '10-09' }],
  'polynesie-francaise': [
    { name: 'Arrivée de l’Évangile', on: '03-05' },
    GOOD_FRIDAY,
    { name: 'Fête de l’autonomie', on: '06-29', until: 2024 },
    { name: 'Matari’i i ni’a', on: '11-20', since: 2025 },
  ],
  'nouvelle-caledonie': [{ name: 'Fête de la citoyenneté', on: '09-24' }],
  'wallis-et-futuna': [
    { name: 'Saint Pierre Chanel', on: '04-28' },
    { name: 'Fête du Territoire', on: '07-29' },
  ],
};

/** Easter Sunday of a Gregorian year, by the anonymous computus (Meeus, Astronomical Algorithms, ch. 8). */
export function easterSunday(year: number): Temporal.PlainDate {
  const century = Math.floor(year / 100);
  const ofCentury = year % 100;
  const golden = year % 19;
  const moonShift = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - Math.floor(century / 4) - moonShift + 15) % 30;
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(ofCentury / 4) - epact - (ofCentury % 4)) % 7;
  const correction = Math.floor((golden + 11 * epact + 22 * weekday) / 451);
  const ordinal = epact + weekday - 7 * correction + 114;
  return new Temporal.PlainDate(year, Math.floor(ordinal / 31), (ordinal % 31) + 1);
}

const dateOf = (rule: HolidayRule, year: number, easter: Temporal.PlainDate): Temporal.PlainDate =>
  typeof rule.on === 'number'
    ? easter.add({ days: rule.on })
    : Temporal.PlainMonthDay.from(rule.on).toPlainDate({ year });

const known = new Map<string, readonly PublicHoliday[]>();

/**
 * The public holidays of a year in a zone, by date; two may fall on one day (1 May 2008 was also Ascension).
 * The law in force from 1983 on, whatever the year.
 */
export function publicHolidays(year: number, zone: HolidayZone): readonly PublicHoliday[] {
  const key = `${year} ${zone}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const easter = easterSunday(year);
  const holidays = [...EVERYWHERE, ...LOCAL[zone]]
    .filter((rule) => year >= (rule.since ?? year) && year <= (rule.until ?? year))
    .map((rule) => ({ date: dateOf(rule, year, easter), name: rule.name }))
    .sort((a, b) => Temporal.PlainDate.compare(a.date, b.date));
  known.set(key, holidays);
  return holidays;
}

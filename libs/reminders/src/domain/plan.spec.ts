import { type CandidacyId, dateIn, isWorkingDay, placeOfDepartement, timeZoneOfDepartement } from '@rebond/kernel';
import fc from 'fast-check';
import { planReminders } from './plan.js';
import type { Deadline, ReminderOffset, ReminderRule } from './rule.js';

const at = (text: string): Temporal.Instant => Temporal.ZonedDateTime.from(text).toInstant();
const paris = (text: string): Temporal.Instant => at(`${text}[Europe/Paris]`);
const working = (days: number): ReminderOffset => ({ days, unit: 'working' });
const calendar = (days: number): ReminderOffset => ({ days, unit: 'calendar' });
const hours = (workingHours: number): ReminderOffset => ({ workingHours });

const LONG_AGO = at('2020-01-01T00:00[UTC]');
const KIND = 'draft-not-deposited';

const aDeadline = (dueAt: Temporal.Instant, departement = '30'): Deadline => ({
  kind: KIND,
  key: 'draft',
  candidacyId: '01890a5d-ac96-774b-bcce-b302099a8057' as CandidacyId,
  dueAt,
  departement,
});
const aRule = (...before: ReminderOffset[]): ReminderRule => ({ kind: KIND, before });

/** The moments of a plan on the territory's own clocks. */
const momentsOf = (deadline: Deadline, rule: ReminderRule, now = LONG_AGO): string[] =>
  planReminders(deadline, rule, now).map((reminder) => {
    const there = reminder.dueAt.toZonedDateTimeISO(timeZoneOfDepartement(deadline.departement));
    return there.toString({ timeZoneName: 'never', smallestUnit: 'minute' });
  });

describe('A reminder some days before fires at 09:00 there, on a working day', () => {
  it.each<[string, string, string, ReminderOffset, string]>([
    ['Sunday cut-off, 1 working day', '30', '2023-10-01T12:00', working(1), '2023-09-29T09:00+02:00'],
    ['Sunday cut-off, 5 working days', '30', '2023-10-01T12:00', working(5), '2023-09-25T09:00+02:00'],
    ['Sunday cut-off, the day itself', '30', '2023-10-01T12:00', working(0), '2023-09-29T09:00+02:00'],
    ['Sunday cut-off, 15 days: a Saturday', '30', '2023-10-01T12:00', calendar(15), '2023-09-15T09:00+02:00'],
    ['Sunday cut-off, 30 days: a Friday', '30', '2023-10-01T12:00', calendar(30), '2023-09-01T09:00+02:00'],
    ['Wednesday cut-off, the day itself', '30', '2023-02-01T12:00', calendar(0), '2023-02-01T09:00+01:00'],
    ['Wednesday cut-off, 15 days', '30', '2023-02-01T12:00', calendar(15), '2023-01-17T09:00+01:00'],
    ['across 1 May', '30', '2023-05-02T12:00', working(1), '2023-04-28T09:00+02:00'],
    ['1 May itself as a deadline', '30', '2023-05-01T12:00', calendar(0), '2023-04-28T09:00+02:00'],
    ['across Easter', '30', '2023-04-11T12:00', working(1), '2023-04-07T09:00+02:00'],
    ['across Vendredi saint in Alsace', '67', '2023-04-11T12:00', working(1), '2023-04-06T09:00+02:00'],
    ['across Saint-Étienne in Moselle', '57', '2023-12-27T12:00', working(1), '2023-12-22T09:00+01:00'],
    ['across 20 December in La Réunion', '974', '2023-12-21T12:00', working(1), '2023-12-19T09:00+04:00'],
    ['the night that loses an hour lies between', '30', '2023-03-27T12:00', working(1), '2023-03-24T09:00+01:00'],
    ['the night that repeats an hour lies between', '30', '2023-10-30T12:00', working(1), '2023-10-27T09:00+02:00'],
    ['summer time began in between', '30', '2023-04-03T12:00', calendar(14), '2023-03-20T09:00+01:00'],
    [
      'noon in Paris is 06:00 in Guadeloupe: the morning before',
      '971',
      '2023-06-01T12:00',
      calendar(0),
      '2023-05-31T09:00-04:00',
    ],
    ['noon in Paris is 06:00 in Martinique', '972', '2023-06-01T12:00', working(1), '2023-05-31T09:00-04:00'],
    ['noon in Paris is 07:00 in Guyane, in summer', '973', '2023-06-01T12:00', working(2), '2023-05-30T09:00-03:00'],
    ['noon in Paris is 13:00 in Mayotte, in summer', '976', '2023-06-01T12:00', calendar(0), '2023-06-01T09:00+03:00'],
    ['midnight there: the eve', '30', '2023-06-01T00:00', calendar(0), '2023-05-31T09:00+02:00'],
  ])('%s', (_case, departement, dueAt, offset, expected) => {
    expect(momentsOf(aDeadline(paris(dueAt), departement), aRule(offset))).toEqual([expected]);
  });
});

describe('The last reminder falls in the last working hours of the territory', () => {
  it.each<[string, string, string, number, string]>([
    ['Sunday cut-off: Friday afternoon', '30', '2023-10-01T12:00', 2, '2023-09-29T15:00+02:00'],
    ['Sunday cut-off in La Réunion', '974', '2023-10-01T12:00', 2, '2023-09-29T15:00+04:00'],
    ['Sunday cut-off in Guadeloupe', '971', '2023-10-01T12:00', 2, '2023-09-29T15:00-04:00'],
    ['weekday cut-off at noon', '30', '2023-02-01T12:00', 2, '2023-02-01T10:00+01:00'],
    ['weekday noon in Paris, 15:00 in La Réunion', '974', '2023-02-01T12:00', 2, '2023-02-01T13:00+04:00'],
    [
      'weekday noon in Paris, 06:00 in Guadeloupe: the day before',
      '971',
      '2023-06-01T12:00',
      2,
      '2023-05-31T15:00-04:00',
    ],
    ['weekday noon in Paris, 00:00 in Tahiti', '987', '2023-06-01T12:00', 2, '2023-05-31T15:00-10:00'],
    ['weekday noon in Paris, 21:00 in Nouméa', '988', '2023-06-01T12:00', 2, '2023-06-01T15:00+11:00'],
    ['at midnight', '30', '2023-06-01T00:00', 2, '2023-05-31T15:00+02:00'],
    ['at closing time', '30', '2023-06-01T17:00', 2, '2023-06-01T15:00+02:00'],
    ['one working hour after opening: the other is of the eve', '30', '2023-06-01T10:00', 2, '2023-05-31T16:00+02:00'],
    ['Monday at opening time: Friday', '30', '2023-06-05T09:00', 2, '2023-06-02T15:00+02:00'],
    ['1 May: the Friday before', '30', '2023-05-01T12:00', 2, '2023-04-28T15:00+02:00'],
    ['Easter Monday', '30', '2023-04-10T12:00', 2, '2023-04-07T15:00+02:00'],
    ['Easter Monday in Alsace: Thursday', '68', '2023-04-10T12:00', 2, '2023-04-06T15:00+02:00'],
    ['the night that loses an hour', '30', '2023-03-26T02:30', 2, '2023-03-24T15:00+01:00'],
    ['the Sunday that lost an hour', '30', '2023-03-26T12:00', 2, '2023-03-24T15:00+01:00'],
    ['the night that repeats an hour', '30', '2023-10-29T02:30', 2, '2023-10-27T15:00+02:00'],
    ['the Sunday that repeated an hour', '30', '2023-10-29T12:00', 2, '2023-10-27T15:00+02:00'],
    ['the Monday after it', '30', '2023-10-30T12:00', 2, '2023-10-30T10:00+01:00'],
    ['eight working hours', '30', '2023-02-01T12:00', 8, '2023-01-31T12:00+01:00'],
  ])('%s', (_case, departement, dueAt, left, expected) => {
    expect(momentsOf(aDeadline(paris(dueAt), departement), aRule(hours(left)))).toEqual([expected]);
  });
});

describe('A plan', () => {
  const rule = aRule(calendar(30), working(5), working(1), hours(2));
  const sunday = aDeadline(paris('2023-10-01T12:00'));

  it('holds every reminder of the rule, by moment, each with its ordinal and its deadline', () => {
    const { kind, key, candidacyId, dueAt: deadlineAt } = sunday;
    expect(planReminders(sunday, rule, LONG_AGO)).toEqual([
      { kind, key, candidacyId, ordinal: 0, dueAt: paris('2023-09-01T09:00'), deadlineAt },
      { kind, key, candidacyId, ordinal: 1, dueAt: paris('2023-09-25T09:00'), deadlineAt },
      { kind, key, candidacyId, ordinal: 2, dueAt: paris('2023-09-29T09:00'), deadlineAt },
      { kind, key, candidacyId, ordinal: 3, dueAt: paris('2023-09-29T15:00'), deadlineAt },
    ]);
  });

  it.each<[string, string, number[]]>([
    ['at the very moment of one', '2023-09-25T09:00', [1, 2, 3]],
    ['just after one', '2023-09-25T09:01', [2, 3]],
    ['on the last afternoon', '2023-09-29T14:59', [3]],
    ['when all are past: the latest, which fires at once', '2023-09-30T10:00', [3]],
    ['one second before the deadline', '2023-10-01T11:59:59', [3]],
    ['at the deadline: none', '2023-10-01T12:00', []],
    ['after the deadline: none', '2023-10-02T12:00', []],
  ])('made late, %s', (_case, now, ordinals) => {
    expect(planReminders(sunday, rule, paris(now)).map((reminder) => reminder.ordinal)).toEqual(ordinals);
  });

  it('made when all are past is the same whenever it is made, so that it fires once', () => {
    expect(planReminders(sunday, rule, paris('2023-09-30T10:00'))).toEqual(
      planReminders(sunday, rule, paris('2023-10-01T11:00')),
    );
  });

  it('makes one reminder of those that meet', () => {
    const meeting = aRule(working(1), calendar(2), calendar(1), working(0));
    expect(planReminders(sunday, meeting, LONG_AGO).map((one) => [one.ordinal, one.dueAt.toString()])).toEqual([
      [0, '2023-09-29T07:00:00Z'],
    ]);
  });

  it('is empty without offsets', () => {
    expect(planReminders(sunday, aRule(), LONG_AGO)).toEqual([]);
  });

  it('refuses the rule of another kind', () => {
    expect(() => planReminders(sunday, { kind: 'review-due', before: [] }, LONG_AGO)).toThrow(RangeError);
  });
});

describe('Whatever the deadline, both nights of the year included', () => {
  const rule = aRule(calendar(15), working(5), working(1), working(0), hours(2));
  const nights = [at('2023-03-25T22:00[UTC]'), at('2023-10-28T22:00[UTC]')];
  const dueAt = fc.oneof(
    fc.tuple(fc.constantFrom(...nights), fc.nat(240)).map(([night, minutes]) => night.add({ minutes })),
    fc.integer({ min: 0, max: 3 * 365 * 24 * 60 }).map((minutes) => at('2022-06-01T00:00[UTC]').add({ minutes })),
  );
  const departement = fc.constantFrom('30', '67', '971', '973', '974', '975', '976', '987', '988');

  it('reminders fire once each, before it, in working hours of the territory', () => {
    fc.assert(
      fc.property(dueAt, departement, (due, code) => {
        const plan = planReminders(aDeadline(due, code), rule, LONG_AGO);
        const { zone, timeZone } = placeOfDepartement(code);
        expect(new Set(plan.map((one) => one.dueAt.toString())).size).toBe(plan.length);
        expect(new Set(plan.map((one) => one.ordinal)).size).toBe(plan.length);
        for (const one of plan) {
          expect(Temporal.Instant.compare(one.dueAt, due)).toBe(-1);
          expect(isWorkingDay(dateIn(one.dueAt, timeZone), zone)).toBe(true);
          const { hour } = one.dueAt.toZonedDateTimeISO(timeZone);
          expect(hour >= 9 && hour < 17).toBe(true);
        }
        expect(plan.length).toBeGreaterThanOrEqual(3);
      }),
      { numRuns: 500 },
    );
  });

  it('planning later only ever takes away what is past', () => {
    fc.assert(
      fc.property(dueAt, departement, fc.nat(40 * 24), (due, code, hoursBefore) => {
        const deadline = aDeadline(due, code);
        const now = due.subtract({ hours: hoursBefore, seconds: 1 });
        const whole = planReminders(deadline, rule, LONG_AGO);
        const late = planReminders(deadline, rule, now);
        expect(late).toEqual(whole.slice(-late.length));
        expect(late.length).toBeGreaterThan(0);
      }),
    );
  });
});

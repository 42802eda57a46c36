import { implicitRejectionAt, lastDayOf, type LegalClockRow } from './legal-clock.js';

const at = (day: string, time = '10:00'): Temporal.Instant =>
  Temporal.ZonedDateTime.from(`${day}T${time}[Europe/Paris]`).toInstant();
const start = (day: string, time?: string): LegalClockRow => ({ kind: 'start', at: at(day, time) });
const resume = (day: string): LegalClockRow => ({ kind: 'resume', at: at(day) });
const suspend = (day: string, until: string | null): LegalClockRow => ({
  kind: 'suspend',
  at: at(day),
  until: until === null ? null : Temporal.PlainDate.from(until),
});

/** The last day of the delay: the rejection is acquired at its end, midnight in Paris. */
function lastDay(rows: readonly LegalClockRow[], months = 8): string | null {
  const end = implicitRejectionAt(rows, months);
  if (end === null) return null;
  const midnight = end.toZonedDateTimeISO('Europe/Paris');
  expect(midnight.toPlainTime().toString()).toBe('00:00:00');
  return midnight.toPlainDate().subtract({ days: 1 }).toString();
}

describe('silence is a rejection at the end of the day that bears the same number', () => {
  it.each([
    ['in the middle of a month', '2023-02-01', 8, '2023-10-01'],
    ['over a spring night', '2023-01-20', 8, '2023-09-20'],
    ['over an autumn night', '2023-08-30', 8, '2024-04-30'],
    ['at the end of February, the year being common', '2022-06-30', 8, '2023-02-28'],
    ['at the end of February of a leap year', '2023-06-30', 8, '2024-02-29'],
    ['at the end of a shorter month', '2023-10-31', 8, '2024-06-30'],
    ['two months later', '2023-12-31', 2, '2024-02-29'],
  ])('%s', (_, deposit, months, expected) => {
    expect(lastDay([start(deposit)], months)).toBe(expected);
  });

  it('by the day in Paris, not in UTC', () => {
    expect(lastDay([start('2023-02-01', '00:30')])).toBe('2023-10-01');
  });

  it('of the last deposit, when it was replaced', () => {
    expect(lastDay([start('2023-01-10'), start('2023-01-20')])).toBe('2023-09-20');
  });

  it('anew from an appeal that was upheld, whatever had suspended it before', () => {
    expect(lastDay([start('2023-01-10'), suspend('2023-05-01', null), start('2023-11-06')])).toBe('2024-07-06');
  });
});

describe('a completion request suspends the delay', () => {
  it('for the delay given at most: the date counts it whole while the pieces are awaited', () => {
    expect(lastDay([start('2023-02-01'), suspend('2023-03-01', '2023-03-31')])).toBe('2023-10-31');
  });

  it('until the pieces come', () => {
    expect(lastDay([start('2023-02-01'), suspend('2023-03-01', '2023-03-31'), resume('2023-03-11')])).toBe(
      '2023-10-11',
    );
  });

  it('no longer than the delay given: pieces that come late add nothing (CRPA L114-5)', () => {
    expect(lastDay([start('2023-02-01'), suspend('2023-03-01', '2023-03-31'), resume('2023-05-15')])).toBe(
      '2023-10-31',
    );
  });

  it('not at all when they come the same day', () => {
    expect(lastDay([start('2023-02-01'), suspend('2023-03-01', '2023-03-31'), resume('2023-03-01')])).toBe(
      '2023-10-01',
    );
  });

  it('for the longer of two delays, no day counting twice', () => {
    const asked = [suspend('2023-03-01', '2023-03-31'), suspend('2023-03-10', '2023-04-10')];
    expect(lastDay([start('2023-02-01'), ...asked, resume('2023-05-15')])).toBe('2023-11-10');
    const shorter = [suspend('2023-03-01', '2023-03-31'), suspend('2023-03-10', '2023-03-15')];
    expect(lastDay([start('2023-02-01'), ...shorter, resume('2023-05-15')])).toBe('2023-10-31');
  });

  it('for both delays when the second was given after the first had ended', () => {
    const asked = [suspend('2023-03-01', '2023-03-11'), suspend('2023-04-01', '2023-04-11')];
    expect(lastDay([start('2023-02-01'), ...asked, resume('2023-05-15')])).toBe('2023-10-21');
  });

  it('without limit when none was kept', () => {
    expect(lastDay([start('2023-02-01'), suspend('2023-03-01', null), resume('2023-05-15')])).toBe('2023-12-15');
  });
});

describe('a delay given of twenty days, asked on 10 February, ends on 2 March at midnight', () => {
  const midnight = at('2023-03-03', '00:00');

  it.each([
    ['at the end of the day', midnight, '2023-03-02'],
    ['at an hour of it', at('2023-03-02', '18:00'), '2023-03-02'],
    ['at its first minute', at('2023-03-02', '00:01'), '2023-03-02'],
    ['in the night that loses an hour', at('2023-03-27', '00:00'), '2023-03-26'],
  ])('given until an instant %s', (_, dueAt, expected) => {
    expect(lastDayOf(dueAt).toString()).toBe(expected);
  });

  it.each([
    ['the pieces come on the eve', [resume('2023-03-01')], '2023-10-09'],
    ['they come on the last day', [resume('2023-03-02')], '2023-10-10'],
    ['they come the day after', [resume('2023-03-03')], '2023-10-10'],
    ['they never come', [], '2023-10-10'],
  ])('%s', (_, rows, expected) => {
    const asked = suspend('2023-02-10', lastDayOf(midnight).toString());
    expect(lastDay([start('2023-01-20'), asked, ...rows])).toBe(expected);
  });
});

it('a reasoned prorogation gives its own limit (décret 2018-514 art. 7)', () => {
  const prorogue: LegalClockRow = {
    kind: 'prorogue',
    at: at('2023-09-01'),
    until: Temporal.PlainDate.from('2023-12-15'),
  };
  expect(lastDay([start('2023-02-01'), prorogue])).toBe('2023-12-15');
});

it('a clock that has not started has no date', () => {
  expect(lastDay([])).toBeNull();
});

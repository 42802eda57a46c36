import { timeLeft } from './time-left.js';

const cutoff = Temporal.Instant.from('2023-02-01T11:00:00Z');

it.each([
  ['2023-01-20T10:00:00Z', { days: 12, hours: 1, minutes: 0 }],
  ['2023-02-01T10:58:30Z', { days: 0, hours: 0, minutes: 2 }],
  ['2023-02-01T10:59:59.999Z', { days: 0, hours: 0, minutes: 1 }],
  ['2023-02-01T11:00:00Z', null],
  ['2023-02-01T11:00:01Z', null],
])('le %s, il reste %j', (now, left) => {
  expect(timeLeft(Temporal.Instant.from(now), cutoff)).toEqual(left);
});

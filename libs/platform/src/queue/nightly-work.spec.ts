import { nightDueAt } from './nightly-work.js';

const paris = (at: string): Temporal.Instant => Temporal.ZonedDateTime.from(`${at}[Europe/Paris]`).toInstant();

describe('work of every night, at 02:00', () => {
  it.each([
    ['2023-02-01T01:59:59', '2023-01-31'],
    ['2023-02-01T02:00:00', '2023-02-01'],
    ['2023-02-01T23:59:59', '2023-02-01'],
    // Spring: 02:00 does not exist, the work falls at 03:00.
    ['2023-03-26T01:59:59', '2023-03-25'],
    ['2023-03-26T03:00:00', '2023-03-26'],
    // Autumn: 02:00 comes twice, the first counts.
    ['2023-10-29T02:00:00+02:00', '2023-10-29'],
    ['2023-10-29T02:00:00+01:00', '2023-10-29'],
    ['2023-10-29T01:59:59', '2023-10-28'],
  ])('at %s in Paris, the last night due is the one of %s', (at, night) => {
    expect(nightDueAt(paris(at), '02:00').toString()).toBe(night);
  });
});

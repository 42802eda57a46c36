import { notifiedOn, postalFaults, requireStanding, type PostalFate } from './postal-notice.js';

const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text);
const dayOrNull = (text: string | null): Temporal.PlainDate | null => (text === null ? null : day(text));

it.each<[string, PostalFate, string | null, string | null, string]>([
  ['handed over at its presentation', 'received', '2023-03-06', '2023-03-06', '2023-03-06'],
  ['fetched from the post office later', 'received', '2023-03-06', '2023-03-14', '2023-03-14'],
  ['handed over, its presentation unknown', 'received', null, '2023-03-07', '2023-03-07'],
  ['refused', 'refused', '2023-03-06', null, '2023-03-06'],
  ['never fetched', 'unclaimed', '2023-03-06', null, '2023-03-06'],
])('a letter %s notifies', (_, fate, presentedOn, receivedOn, expected) => {
  const dates = { fate, presentedOn: dayOrNull(presentedOn), receivedOn: dayOrNull(receivedOn) };
  expect(notifiedOn(dates).toString()).toBe(expected);
});

it.each<[PostalFate, string | null, string | null, readonly string[]]>([
  ['received', '2023-03-06', '2023-03-14', []],
  ['received', '2023-03-06', null, ['/receivedOn day-missing']],
  ['received', '2023-03-06', '2023-03-05', ['/receivedOn before-presented']],
  ['unclaimed', null, null, ['/presentedOn day-missing']],
  ['refused', '2023-03-06', '2023-03-06', ['/receivedOn not-received']],
  ['unclaimed', '2023-02-28', null, ['/presentedOn before-decision']],
  ['received', null, '2023-04-02', ['/receivedOn not-yet']],
])('a letter %s, presented on %s and received on %s: %j', (fate, presentedOn, receivedOn, expected) => {
  const dates = { fate, presentedOn: dayOrNull(presentedOn), receivedOn: dayOrNull(receivedOn) };
  const faults = postalFaults({ ...dates, decidedOn: day('2023-03-01'), today: day('2023-04-01') });
  expect(faults.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual(expected);
});

it('a proof is struck once', () => {
  expect(() => requireStanding({ struckAt: null })).not.toThrow();
  expect(() => requireStanding({ struckAt: Temporal.Instant.from('2023-04-01T10:00:00Z') })).toThrow('déjà retirée');
});

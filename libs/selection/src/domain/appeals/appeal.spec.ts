import type { CandidacyId } from '@rebond/kernel';
import { dateFaults, impliedOn, isImplied, madeOn, requirePending, type Appeal, type AppealId } from './appeal.js';

const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text);
const anAppeal = (change: Partial<Appeal> = {}): Appeal => ({
  id: 'appeal' as AppealId,
  candidacyId: 'case' as CandidacyId,
  kind: 'informal',
  decision: 'rejected',
  decidedAt: Temporal.Instant.from('2023-03-15T10:00:00Z'),
  appellant: 'Un territoire',
  grounds: 'Une erreur de fait',
  receivedOn: day('2023-04-12'),
  sentOn: null,
  limit: { basis: 'two-months', from: day('2023-03-15'), lastDay: day('2023-05-16') },
  status: 'pending',
  version: 1,
  reasons: null,
  concludedOn: null,
  ...change,
});

describe('two months of silence', () => {
  it.each([
    ['informal', '2023-04-12', '2023-06-12'],
    ['hierarchical', '2023-12-31', '2024-02-29'],
    ['formal', '2023-04-12', undefined],
  ] as const)('of an %s appeal received on %s', (kind, receivedOn, expected) => {
    expect(impliedOn({ kind, receivedOn: day(receivedOn) })?.toString()).toBe(expected);
  });

  it.each([
    ['2023-06-11', 'pending', false],
    ['2023-06-12', 'pending', true],
    ['2023-06-12', 'rejected', false],
    ['2023-06-12', 'withdrawn', false],
  ] as const)('on %s a %s appeal: rejected by silence, %s', (today, status, expected) => {
    expect(isImplied(anAppeal({ status }), day(today))).toBe(expected);
  });
});

it('what was posted counts from the postmark', () => {
  expect(madeOn(anAppeal()).toString()).toBe('2023-04-12');
  expect(madeOn(anAppeal({ sentOn: day('2023-04-08') })).toString()).toBe('2023-04-08');
});

it.each([
  ['rejected', 'Ce recours est déjà rejeté.'],
  ['upheld', 'Ce recours est déjà accueilli.'],
  ['withdrawn', 'Ce recours a été abandonné par son auteur.'],
] as const)('an appeal that is %s is not concluded again', (status, reason) => {
  expect(() => requirePending(status)).toThrow(reason);
  expect(() => requirePending('pending')).not.toThrow();
});

it.each([
  ['2023-04-12', null, []],
  ['2023-04-12', '2023-04-10', []],
  ['2023-03-15', '2023-03-15', []],
  ['2023-05-02', null, ['/receivedOn not-received-yet']],
  ['2023-03-14', null, ['/receivedOn before-decision']],
  ['2023-04-12', '2023-04-13', ['/sentOn sent-after-received']],
  ['2023-04-12', '2023-03-14', ['/sentOn before-decision']],
])('received on %s and posted on %s: %j', (receivedOn, sentOn, expected) => {
  const dates = { receivedOn: day(receivedOn), sentOn: sentOn === null ? null : day(sentOn) };
  const faults = dateFaults({ ...dates, decidedOn: day('2023-03-15'), today: day('2023-05-01') });
  expect(faults.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual(expected);
});

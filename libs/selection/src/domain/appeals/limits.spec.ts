import { formalLimit, forumOf, informalLimit, isAfter, type Contested, type EarlierAppeal } from './limits.js';

const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text);
const told = (on: string, notified: string | null = on, withRoutes = true): Contested => ({
  on: day(on),
  notice: { on: notified === null ? null : day(notified), withRoutes },
});
const PARIS = forumOf('75');

interface Appeal {
  readonly kind?: 'informal' | 'hierarchical';
  readonly made: string;
  readonly silence: Contested;
  readonly rejection?: Contested;
}
const appeal = ({ kind = 'informal', made, silence, rejection }: Appeal): EarlierAppeal => ({
  kind,
  madeOn: day(made),
  silence,
  rejection: rejection ?? null,
});
const last = (contested: Contested, earlier: readonly EarlierAppeal[] = [], departement = '75') => {
  const { basis, lastDay } = formalLimit(contested, earlier, forumOf(departement));
  return `${basis} ${lastDay?.toString() ?? '-'}`;
};

describe('two months are free: neither their first day nor their last counts', () => {
  it.each([
    ['an ordinary day', '2021-10-01', '2021-12-02'],
    ['a year that begins meanwhile', '2024-11-12', '2025-01-13'],
    ['a month without that number ends with its last day', '2022-12-31', '2023-03-01'],
    ['a leap year', '2023-12-31', '2024-03-01'],
    ['a last day that is a Sunday waits for Monday', '2023-05-01', '2023-07-03'],
    ['a last day that is a Saturday waits for Monday', '2023-02-24', '2023-04-25'],
    ['a public holiday waits for the day after', '2023-05-13', '2023-07-17'],
    ['Ascension, then a working Friday', '2023-03-17', '2023-05-19'],
  ])('%s', (_, notified, expected) => {
    const contested = told(notified);
    expect(informalLimit(contested, PARIS).lastDay?.toString()).toBe(expected);
    expect(last(contested)).toBe(`two-months ${expected}`);
  });

  it('run from the notification, when it came after the decision', () => {
    expect(last(told('2023-03-01', '2023-03-15'))).toBe('two-months 2023-05-16');
  });

  it('of silence run from its day, when its conditions were told before', () => {
    expect(last(told('2023-10-02', '2023-02-01'))).toBe('two-months 2023-12-04');
  });

  it('count the public holidays of the territory', () => {
    expect(last(told('2022-10-24'), [], '67')).toBe('two-months 2022-12-27');
    expect(last(told('2022-10-25'), [], '67')).toBe('two-months 2022-12-27');
    expect(last(told('2022-10-25'))).toBe('two-months 2022-12-26');
  });

  it('are three from overseas before the judge, and stay two before the State', () => {
    const contested = told('2023-03-01');
    expect(last(contested, [], '974')).toBe('two-months 2023-06-02');
    expect(informalLimit(contested, forumOf('974')).lastDay?.toString()).toBe('2023-05-02');
  });
});

describe('when the two months can’t be held against the territory', () => {
  it('a notification without the routes leaves one year', () => {
    expect(last(told('2023-03-01', '2023-03-15', false))).toBe('one-year 2024-03-15');
  });

  it('without proof of any notification no limit runs', () => {
    expect(last(told('2023-03-01', null))).toBe('none -');
  });
});

describe('an appeal to the State prolongs the judge’s limit once', () => {
  const refused = told('2023-03-15');

  it.each([
    ['silence rejects it, two months after', appeal({ made: '2023-04-10', silence: told('2023-06-10', '2023-04-10') }), 'two-months 2023-08-11'],
    ['made on the last day', appeal({ made: '2023-05-16', silence: told('2023-07-16', '2023-05-16') }), 'two-months 2023-09-18'],
    ['made the day after: nothing is prolonged', appeal({ made: '2023-05-17', silence: told('2023-07-17', '2023-05-17') }), 'two-months 2023-05-16'],
    ['an express rejection within its two months', appeal({ made: '2023-04-10', silence: told('2023-06-10', '2023-04-10'), rejection: told('2023-05-02') }), 'two-months 2023-07-03'],
    ['an express rejection after silence opens it anew', appeal({ made: '2023-04-10', silence: told('2023-06-10', '2023-04-10'), rejection: told('2023-07-10') }), 'two-months 2023-09-11'],
    ['an express rejection once it is over opens nothing', appeal({ made: '2023-04-10', silence: told('2023-06-10', '2023-04-10'), rejection: told('2023-08-14') }), 'two-months 2023-08-11'],
    ['a receipt that never arrived: silence opens no limit', appeal({ made: '2023-04-10', silence: told('2023-06-10', null) }), 'none -'],
    ['a rejection whose notification is not proven', appeal({ made: '2023-04-10', silence: told('2023-06-10', '2023-04-10'), rejection: told('2023-05-02', null) }), 'none -'],
  ])('%s', (_, one, expected) => {
    expect(last(refused, [one])).toBe(expected);
  }); // prettier-ignore

  it('both an informal and a hierarchical one: it runs from the later rejection', () => {
    const informal = appeal({ made: '2023-04-10', silence: told('2023-06-10', '2023-04-10') });
    const hierarchical = appeal({
      kind: 'hierarchical',
      made: '2023-05-10',
      silence: told('2023-07-10', '2023-05-10'),
      rejection: told('2023-05-20'),
    });
    expect(last(refused, [informal, hierarchical])).toBe('two-months 2023-08-11');
    expect(last(refused, [hierarchical])).toBe('two-months 2023-07-21');
  });

  it('a second one of a kind adds nothing', () => {
    const first = appeal({ made: '2023-03-20', silence: told('2023-05-20', '2023-03-20') });
    const second = appeal({ made: '2023-05-10', silence: told('2023-07-10', '2023-05-10') });
    expect(last(refused, [second, first])).toBe(last(refused, [first]));
  });

  it('a year’s limit is interrupted too', () => {
    const one = appeal({ made: '2023-12-01', silence: told('2024-02-01', '2023-12-01') });
    expect(last(told('2023-03-15', '2023-03-15', false), [one])).toBe('two-months 2024-04-02');
  });
});

it('the last day is in time, the day after is not', () => {
  const limit = informalLimit(told('2023-03-15'), PARIS);
  expect([isAfter(day('2023-05-16'), limit), isAfter(day('2023-05-17'), limit)]).toEqual([false, true]);
  expect(isAfter(day('2030-01-01'), informalLimit(told('2023-03-15', null), PARIS))).toBe(false);
});

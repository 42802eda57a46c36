import { networkOf, RateLimit } from './rate-limit.js';

const seconds = (count: number): number => count * 1_000;

describe('the general limit', () => {
  it('lets three people of one seat save every second through the whole closing night', () => {
    const limit = new RateLimit(1_200);
    for (let second = 0; second < 6 * 3_600; second += 1)
      for (let person = 0; person < 3; person += 1) expect(limit.take('seat', seconds(second))).toBe(0);
  });

  it('takes a minute’s requests at once, then says how long to wait for the next', () => {
    const limit = new RateLimit(60);
    for (let i = 0; i < 60; i += 1) expect(limit.take('a', 0)).toBe(0);
    expect(limit.take('a', 0)).toBe(seconds(1));
    expect(limit.take('a', 400)).toBeCloseTo(600);
    expect(limit.take('a', seconds(1))).toBe(0);
    expect(limit.take('a', seconds(1))).toBeGreaterThan(0);
  });

  it('counts each caller apart', () => {
    const limit = new RateLimit(1);
    expect([limit.take('a', 0), limit.take('b', 0)]).toEqual([0, 0]);
    expect(limit.take('a', 0)).toBeGreaterThan(0);
  });

  it('is none at 0', () => {
    const limit = new RateLimit(0);
    for (let i = 0; i < 10_000; i += 1) expect(limit.take('a', 0)).toBe(0);
  });

  it('forgets who has been silent for longest, and nobody else', () => {
    const limit = new RateLimit(1);
    limit.take('first', 0);
    for (let i = 0; i < 49_999; i += 1) limit.take(`caller ${String(i)}`, 0);
    expect(limit.take('first', 0)).toBeGreaterThan(0);
    limit.take('one more', 0);
    expect(limit.take('first', 0)).toBeGreaterThan(0);
    expect(limit.take('caller 0', 0)).toBe(0);
  });
});

it.each([
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:0DB8:0001:0002::9', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['nobody', 'nobody'],
])('%s counts as %s', (address, network) => expect(networkOf(address)).toBe(network));

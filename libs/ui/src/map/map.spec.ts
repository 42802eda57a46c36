import { OUTLINES, PARIS_REGION } from './departments.js';
import { stepOf, stepsOf } from './steps.js';

describe('the map of départements', () => {
  it('has the 96 of metropolitan France, each with an outline', () => {
    expect(OUTLINES).toHaveLength(96);
    expect(OUTLINES.every(({ path }) => /^(M[\d. -]+l[\d. -]+z)+$/.test(path) && !path.includes('NaN'))).toBe(true);
    expect(OUTLINES.find(({ code }) => code === '22')?.name).toBe('Côtes-d’Armor');
    expect(PARIS_REGION.map(({ code }) => code)).toEqual(['75', '92', '93', '94']);
  });
});

describe('classes of values', () => {
  it.each([
    [[], []],
    [
      [2, 1, 2],
      [
        [1, 1],
        [2, 2],
      ],
    ],
    [
      [1, 3, 5, 7, 9, 11, 12, 15],
      [
        [1, 3],
        [5, 9],
        [11, 12],
        [15, 15],
      ],
    ],
    [
      [1, 100, 200, 300, 400],
      [
        [1, 1],
        [100, 100],
        [200, 200],
        [300, 400],
      ],
    ],
  ])('of %j are %j', (values, classes) => {
    expect(stepsOf(values).map(({ from, to }) => [from, to])).toEqual(classes);
  });

  it('hold every value once', () => {
    const values = Array.from({ length: 60 }, (_, rank) => rank * 7 + 1);
    const steps = stepsOf(values);
    expect(values.map((value) => stepOf(steps, value)).every((rank) => rank >= 1 && rank <= 4)).toBe(true);
    expect(stepOf(steps, undefined)).toBe(0);
  });

  it('are the caller’s when given', () => expect(stepsOf([1, 6, 20], [1, 10]).map(({ to }) => to)).toEqual([6, 20]));
});

import { OUTLINES, PARIS_REGION } from './departments.js';
import { mapPicture } from './picture.js';
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

describe('a map that a document holds', () => {
  const { svg, legend } = mapPicture({ '30': 1, '59': 2, '93': 1, '975': 2 }, 'Serif');

  it('has every département once with its code, and those around Paris again', () => {
    expect(svg.match(/<path /g)).toHaveLength(OUTLINES.length + PARIS_REGION.length);
    for (const code of ['01', '2A', '75', '974', '975'])
      expect(svg.match(new RegExp(`>${code}</text>`, 'g'))).toHaveLength(1);
    expect(svg).not.toMatch(/NaN|undefined|class=|href=/);
  });

  it('shades what has a value as its legend says', () => {
    expect(legend.map(({ from, to }) => [from, to])).toEqual([
      [1, 1],
      [2, 2],
    ]);
    // 93 stands twice: on the country, and around Paris.
    expect(legend.map(({ shade }) => svg.split(`fill="${shade}"`).length - 1)).toEqual([3, 2]);
  });

  it('writes each code within the outline’s bounds', () => {
    for (const {
      path,
      middle: [x, y],
      code,
    } of OUTLINES) {
      const [, left, top] = /^M([-\d.]+?)[ ]?(-?[\d.]+)l/.exec(path) ?? [];
      expect([code, Math.hypot(x - Number(left), y - Number(top)) < 80]).toEqual([code, true]);
    }
  });
});

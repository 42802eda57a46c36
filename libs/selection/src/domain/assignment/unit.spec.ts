import { unitOf } from './unit.js';

describe('Les affinités sont comptées', () => {
  it.each([
    ['des notes entières', [0, 2, 4], { worth: 2, step: 1 }],
    ['des quarts', [0.25, 1.5, 0], { worth: 0.25, step: 1 }],
    ['des centièmes', [0.81, 0.07, 0.5], { worth: 0.01, step: 1 }],
    ['rien que des zéros', [0, 0], { worth: 1, step: 1 }],
    ['des réels quelconques', [Math.PI, 2], { worth: Math.PI / 1_000, step: 1e-4 }],
    ['des notes trop fines pour leur étendue', [1e9, 0.5], { worth: 1e6, step: 1e-4 }],
  ])('pour %s', (_, affinity, unit) => {
    expect(unitOf(Float64Array.from(affinity))).toEqual(unit);
  });
});

import { routeWarning } from './routes.js';

describe("l'orientation d'un projet", () => {
  it.each([
    ['envelope', [], null],
    ['envelope', ['envelope'], null],
    ['france2030', ['envelope', 'region'], null],
    ['envelope', ['france2030'], /dernier recours/],
  ])('vers %s quand il a déjà %j', (scheme, others, expected) => {
    const warning = routeWarning(scheme, others);
    if (expected === null) expect(warning).toBeNull();
    else expect(warning).toMatch(expected);
  });
});

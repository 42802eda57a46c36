import { isUuid } from './ids.js';

describe('An identifier', () => {
  it.each([
    ['01890a5d-ac96-774b-bcce-b302099a8057', true],
    ['01890A5D-AC96-774B-BCCE-B302099A8057', false],
    ['01890a5d-ac96-974b-bcce-b302099a8057', false],
    ['01890a5d-ac96-774b-1cce-b302099a8057', false],
    ['01890a5dac96774bbcceb302099a8057', false],
    [' 01890a5d-ac96-774b-bcce-b302099a8057', false],
    ['', false],
  ])('« %s » is well formed: %s', (text, expected) => {
    expect(isUuid(text)).toBe(expected);
  });
});

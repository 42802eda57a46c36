import type { WaveId } from '@rebond/kernel';
import { searchWords } from './search-words.js';

const WAVE = '01920000-0000-7000-8000-000000000001' as WaveId;

describe('what a person types to find a case', () => {
  it.each([
    ['Alès', "'ales':*"],
    ['CA de  CAMBRAI', "'ca' & 'de' & 'cambrai':*"],
    ["L'Île-d’Yeu", "'l' & 'ile' & 'd' & 'yeu':*"],
    ['200066918', "'200066918':*"],
    ["x' | !'y' & (z):*", "'x' & 'y' & 'z':*"],
    ['cœur\u0000de', "'coeur' & 'de':*"],
  ])('« %s » is folded words, the last one begun', (typed, expected) => {
    expect(searchWords(typed, null)).toBe(expected);
  });

  it('stays inside a wave by one lexeme more', () => {
    expect(searchWords('Alès', WAVE)).toBe("'ales':* & 'wave01920000000070008000000000000001'");
  });

  it.each(['', '   ', "'", '&|!', ':*', '—'])('« %s » holds no word', (typed) => {
    expect(searchWords(typed, WAVE)).toBeNull();
  });
});

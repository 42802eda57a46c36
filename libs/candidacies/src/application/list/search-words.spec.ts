import type { Siren, WaveId } from '@rebond/kernel';
import { searchLexemes, searchWords } from './search-words.js';

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

  it('stays inside a wave', () => {
    expect(searchWords('CA d’Alès', WAVE)).toBe("'00000001/ca' & '00000001/d' & '00000001/ales':*");
  });

  it.each(['', '   ', "'", '&|!', ':*', '—'])('« %s » holds no word', (typed) => {
    expect(searchWords(typed, WAVE)).toBeNull();
  });
});

describe('what finds a case', () => {
  it('is its words and its SIREN, anywhere and in its wave', () => {
    expect(searchLexemes(WAVE, "CC de l'Orée et CC d'Orée", ['200066918' as Siren])).toEqual(
      ['cc', 'de', 'l', 'oree', 'et', 'd', '200066918'].flatMap((word) => [word, `00000001/${word}`]).sort(byKind),
    );
  });
});

/** Words first, then the same inside the wave; each group as it came. */
const byKind = (a: string, b: string): number => Number(a.includes('/')) - Number(b.includes('/'));

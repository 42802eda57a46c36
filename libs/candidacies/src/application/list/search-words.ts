import { foldText, type Siren, type WaveId } from '@rebond/kernel';

/** The words of a text, folded; only letters and digits are kept, so that nothing typed is an operator. */
const wordsOf = (text: string): readonly string[] => foldText(text).match(/[\p{L}\p{N}]+/gu) ?? [];

/** A word inside a wave. Nobody can type the stroke; two waves may share a code, so the wave is compared too. */
const inWave = (waveId: WaveId, word: string): string => `${waveId.slice(-8)}/${word}`;

/**
 * Lexemes that find a case: words of the names of its members and its SIREN, once by themselves and once inside its
 * wave. A search in one wave then reads that wave's part of the index, however many cases the others hold: beginnings
 * of words would otherwise be collected over all waves first.
 */
export function searchLexemes(waveId: WaveId, territory: string, perimeter: readonly Siren[]): string[] {
  const words = [...new Set([...wordsOf(territory), ...perimeter])];
  return [...words, ...words.map((word) => inWave(waveId, word))];
}

/**
 * What a person typed, as a text search: every word, the last one as the beginning of a word; inside a wave when it is
 * given.
 * @returns null when no word is left: nothing is searched
 */
export function searchWords(typed: string, waveId: WaveId | null): string | null {
  const words = wordsOf(typed).map((word) => (waveId === null ? word : inWave(waveId, word)));
  if (words.length === 0) return null;
  return words.map((word, i) => (i === words.length - 1 ? `'${word}':*` : `'${word}'`)).join(' & ');
}

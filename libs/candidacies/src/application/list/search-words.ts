import { foldText, type WaveId } from '@rebond/kernel';

/** The lexeme of a wave among the words of a case. */
export const waveLexeme = (waveId: WaveId): string => `wave${waveId.replaceAll('-', '')}`;

/**
 * What a person typed, as a text search: every word, folded, the last one as the beginning of a word; inside a wave
 * when it is given. Only letters and digits are kept, so that nothing typed is an operator.
 * @returns null when no word is left: nothing is searched
 */
export function searchWords(typed: string, waveId: WaveId | null): string | null {
  const words = foldText(typed).match(/[\p{L}\p{N}]+/gu) ?? [];
  if (words.length === 0) return null;
  const wanted = words.map((word, i) => (i === words.length - 1 ? `'${word}':*` : `'${word}'`));
  return [...wanted, ...(waveId === null ? [] : [`'${waveLexeme(waveId)}'`])].join(' & ');
}

import { z } from 'zod';
import { foldText, type WaveId } from '@rebond/kernel';
import type { Tx } from '@rebond/platform';
import { publishedQuestions, type Question } from '../../infrastructure/question-rows.js';

export const questionsQuery = z.strictObject({
  wave: z.union([z.literal(''), z.uuid()]).optional(),
  q: z.string().trim().max(200).optional(),
});

/** Published questions that hold every word, without regard to case or accents. */
export async function searchQuestions(tx: Tx, query: z.output<typeof questionsQuery>): Promise<readonly Question[]> {
  const all = await publishedQuestions(tx, query.wave ? (query.wave as WaveId) : null);
  const words = foldText(query.q ?? '')
    .split(/\s+/)
    .filter(Boolean);
  return all.filter(({ publicQuestion, answer }) => {
    const text = foldText(`${publicQuestion ?? ''} ${answer ?? ''}`);
    return words.every((word) => text.includes(word));
  });
}

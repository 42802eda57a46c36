import type { FormBody } from '@rebond/platform';
import { z } from 'zod';

const typedMarks = z.record(z.string(), z.object({ score: z.string().optional(), comment: z.string().optional() }));

const scoreOf = (typed: string | undefined): unknown => {
  if (typed === undefined || typed === '') return null;
  return /^\d{1,3}$/.test(typed) ? Number(typed) : typed;
};

/** The review that a form holds: a criterion whose level was not chosen has none. */
export function reviewOfForm(form: FormBody): unknown {
  const read = typedMarks.safeParse(form['marks']);
  const marks = Object.entries(read.data ?? {}).map(([key, { score, comment = '' }]) => [
    key,
    { score: scoreOf(score), comment },
  ]);
  return { marks: Object.fromEntries(marks) as unknown, summary: form['summary'] ?? '' };
}

import { setTimeout as sleep } from 'node:timers/promises';

import { Client } from 'pg';

/**
 * Runs one statement in two transactions that overlap for certain: the second begins before the first commits, and
 * the first commits once the second waits for it.
 * @returns what became of the second
 */
export async function overlapping(
  url: string,
  text: string,
  values: readonly unknown[],
): Promise<{ readonly waited: boolean; readonly outcome: PromiseSettledResult<unknown> }> {
  const first = new Client({ connectionString: url });
  const second = new Client({ connectionString: url });
  await Promise.all([first.connect(), second.connect()]);
  try {
    await first.query('begin');
    await first.query(text, [...values]);
    await second.query('begin');
    const later = Promise.allSettled([second.query(text, [...values])]);
    const waited = await Promise.race([later.then(() => false), sleep(300).then(() => true)]);
    await first.query('commit');
    const [outcome] = await later;
    if (outcome.status === 'fulfilled') await second.query('commit');
    return { waited, outcome };
  } finally {
    await Promise.all([first.end(), second.end()]);
  }
}

import { setTimeout as pause } from 'node:timers/promises';

import { Client } from 'pg';

import type { Blow } from './log.js';
import type { Stack } from './stack.js';

const SETTLES_WITHIN_MS = 90_000;

const DUE = `
  select (select count(*) from platform.outbox where expanded_at is null)
       + (select count(*) from platform.delivery where done_at is null and parked_at is null)
       + (select count(*) from platform.mail where sent_at is null and parked_at is null) as due`;

/** Waits until nothing is due any more: messages, deliveries, mails. The judge says what did not settle in time. */
export async function settled(stack: Stack): Promise<void> {
  const client = new Client({ connectionString: stack.database.superuserUrl });
  await client.connect();
  try {
    const end = Date.now() + SETTLES_WITHIN_MS;
    while (Number((await client.query<{ due: string }>(DUE)).rows[0]?.due) > 0 && Date.now() < end) await pause(100);
  } finally {
    await client.end();
  }
}

/** Kills, and starts again within a second. @returns when it was up again */
export async function strike(stack: Stack, hit: Blow['hit'], random: () => number, at = Date.now()): Promise<number> {
  const downMs = random() * 1000;
  let dead = at;
  if (hit === 'server' || hit === 'worker') {
    const those = hit === 'server' ? stack.servers : stack.workers;
    const process = those[Math.floor(random() * those.length)];
    await process?.kill('SIGKILL');
    dead = Date.now();
    await pause(downMs);
    process?.start();
  } else if (hit === 'postgres') {
    dead = await stack.killPostgres(downMs);
  } else if (hit === 'redis') {
    dead = await stack.killRedis(downMs);
  } else {
    await stack.wipeQueue().catch(() => undefined); // it may be down itself
  }
  const up = Date.now();
  stack.logs.blows.append({ at, dead, hit, up });
  return up;
}

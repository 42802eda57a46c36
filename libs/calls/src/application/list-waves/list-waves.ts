import { z } from 'zod';
import { isUuid, MalformedError, say, type WaveId } from '@rebond/kernel';
import type { Tx } from '@rebond/platform';
import { slugSchema } from '../../domain/definition/primitives.js';
import { listWaves, type WavePosition } from '../../infrastructure/wave-rows.js';
import type { Wave } from '../wave.js';

export const listWavesInput = z.strictObject({
  call: slugSchema.optional(),
  /** Only those that take deposits now. */
  open: z.enum(['true', 'false']).default('false'),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  /** `next` of the page before. */
  after: z.string().max(100).optional(),
});

const cursorOf = (wave: Wave): string => Buffer.from(`${wave.cutoffAt.toString()} ${wave.id}`).toString('base64url');

function positionOf(cursor: string): WavePosition {
  const [cutoffAt, id] = Buffer.from(cursor, 'base64url').toString().split(' ');
  try {
    if (id !== undefined && isUuid(id)) return { cutoffAt: Temporal.Instant.from(cutoffAt ?? ''), id: id as WaveId };
  } catch {
    // Said below.
  }
  throw new MalformedError('bad-cursor', say`Ce repère de page n'est pas lisible : reprenez « next » tel quel.`);
}

export interface WavePage {
  readonly items: readonly Wave[];
  /** To be given as `after` for the next page; null on the last. */
  readonly next: string | null;
}

/** Waves, the last to close first, page by page. @throws MalformedError `bad-cursor` */
export async function wavePage(tx: Tx, input: z.output<typeof listWavesInput>): Promise<WavePage> {
  const found = await listWaves(tx, {
    call: input.call ?? null,
    openAt: input.open === 'true' ? tx.at : null,
    after: input.after === undefined ? null : positionOf(input.after),
    limit: input.limit + 1,
  });
  const items = found.slice(0, input.limit);
  const last = items.at(-1);
  return { items, next: found.length > items.length && last ? cursorOf(last) : null };
}

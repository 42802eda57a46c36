import { z } from 'zod';
import { withholds } from '@rebond/identity';
import { AbsentError } from '@rebond/kernel';
import type { Tx } from '@rebond/platform';
import { LIST_STATUSES, type DecisionListId } from '../../domain/decision-list.js';
import { OUTCOMES, type Outcome } from '../../domain/lines.js';
import { cancellationOf } from '../../infrastructure/cancellation-rows.js';
import { differencesOf } from '../../infrastructure/difference-rows.js';
import { readLines } from '../../infrastructure/line-rows.js';
import { findList, pageOfLists } from '../../infrastructure/list-rows.js';
import { presentList, presentListWithLines, type ListView, type ListWithLinesView } from './present.js';
import { told } from './withheld.js';

export const listListsInput = z.strictObject({
  waveId: z.uuid().optional(),
  status: z.enum(LIST_STATUSES).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  /** `next` of the page before. */
  after: z.uuid().optional(),
});

export interface ListPage {
  readonly items: readonly (ListView & {
    /** Null: withheld from the reader. */
    readonly outcomes: Readonly<Record<Outcome, number>> | null;
  })[];
  /** To be given as `after` for the next page; null on the last. */
  readonly next: string | null;
}

/** Lists with the number of their cases by outcome, the last proposed first, page by page. */
export async function listPage(tx: Tx, input: z.output<typeof listListsInput>): Promise<ListPage> {
  const { waveId = null, status = null, after = null, limit } = input;
  const found = await pageOfLists(tx, { waveId, status, after, limit: limit + 1 });
  const items = found.slice(0, limit).map((list) => ({
    ...told(tx, presentList(list)),
    outcomes: withholds(tx.actor, list.waveId)
      ? null
      : (Object.fromEntries(OUTCOMES.map((outcome) => [outcome, list.outcomes[outcome] ?? 0])) as Record<
          Outcome,
          number
        >),
  }));
  return { items, next: found.length > limit ? (items.at(-1)?.id ?? null) : null };
}

/** @throws AbsentError */
export async function readList(tx: Tx, id: DecisionListId): Promise<ListWithLinesView> {
  const list = await findList(tx, id);
  if (!list) throw new AbsentError();
  const around = {
    differences: await differencesOf(tx, id),
    // Its reason may speak of a case that is hidden from the reader.
    cancellation: withholds(tx.actor, list.waveId) ? null : await cancellationOf(tx, id),
  };
  return told(tx, presentListWithLines(list, await readLines(tx, id), around));
}

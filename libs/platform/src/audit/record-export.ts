import type { Json } from '@rebond/kernel';
import { SYSTEM, type Actor } from '../database/actor.js';
import type { Transactions } from '../database/transactions.js';
import type { RequestContext } from '../http/request-context.js';
import { record } from './journal.js';

/** Who writes for a reader that may write nothing: the system, in the name of their seat. */
export const inTheNameOf = ({ seatId, personId, onBehalfOf = null }: Actor): Actor => ({
  ...SYSTEM,
  seatId,
  personId,
  onBehalfOf,
});

export interface ExportTaken {
  /** `journal`, `worklist`. */
  readonly what: string;
  /** What was asked: ids, dates, codes. */
  readonly facts: Readonly<Record<string, Json>>;
  /** Words that were typed: they may name people. */
  readonly personal?: Json;
}

/** Notes in the journal of a seat that it took rows out of the product; committed before the first of them leaves. */
export async function recordExport(
  transactions: Transactions,
  { actor, receivedAt: at, traceId }: RequestContext,
  { what, facts, personal }: ExportTaken,
): Promise<void> {
  await transactions.run(
    inTheNameOf(actor),
    (tx) =>
      record(tx, `seat:${actor.seatId ?? 'none'}`, null, [
        { action: `${what}.exported`, audience: 'state', facts, ...(personal === undefined ? {} : { personal }) },
      ]),
    { at, traceId },
  );
}

import { Injectable } from '@nestjs/common';
import { RefusedError, type Json, say } from '@rebond/kernel';
import { statement } from '../database/statement.js';
import { Transactions, type Tx } from '../database/transactions.js';
import type { RequestContext } from './request-context.js';

const CLAIM = statement(
  'idempotency_claim',
  `insert into platform.idempotency (seat_id, key, request_hash, at) values ($1, $2, $3, $4)
   on conflict do nothing returning 1 as claimed`,
);
const RECALL = statement(
  'idempotency_recall',
  `select request_hash, answer from platform.idempotency where seat_id = $1 and key = $2`,
);
const REMEMBER = statement(
  'idempotency_remember',
  `update platform.idempotency set answer = $3 where seat_id = $1 and key = $2`,
);

/** Runs the verbs of a request: one transaction, its instant the receipt, its answer remembered under its key. */
@Injectable()
export class Verbs {
  constructor(private readonly transactions: Transactions) {}

  /** Reads: no idempotency, same scope. */
  read<T>(ctx: RequestContext, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.transactions.run(ctx.actor, work, { at: ctx.receivedAt, traceId: ctx.traceId });
  }

  /**
   * Writes. With an Idempotency-Key the answer is stored in the transaction of its effect: a repeat gets the stored
   * answer, whatever changed since.
   * @param kept what may be stored of the answer, when it holds a secret
   * @throws RefusedError `idempotency-key-reused` when the key came before with another request
   */
  write<T extends Json>(
    ctx: RequestContext,
    work: (tx: Tx) => Promise<T>,
    kept: (answer: T) => T = (answer) => answer,
  ): Promise<T> {
    return this.transactions.run(
      ctx.actor,
      async (tx) => {
        const { idempotency } = ctx;
        if (!idempotency || tx.actor.seatId === null) return work(tx);
        const key = [tx.actor.seatId, idempotency.key];
        const claimed = await tx.query(CLAIM, [...key, idempotency.requestHash, tx.at.toString()]);
        if (claimed.length === 0) return recall<T>(tx, key, idempotency.requestHash);
        const answer = await work(tx);
        await tx.query(REMEMBER, [...key, JSON.stringify(kept(answer))]);
        return answer;
      },
      { at: ctx.receivedAt, traceId: ctx.traceId },
    );
  }
}

async function recall<T>(tx: Tx, key: readonly string[], requestHash: Buffer): Promise<T> {
  const [row] = await tx.query<{ request_hash: Buffer; answer: T }>(RECALL, key);
  if (!row?.request_hash.equals(requestHash))
    throw new RefusedError('idempotency-key-reused', say`Cette clé Idempotency-Key a déjà servi à une autre demande.`);
  return row.answer;
}

import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DiscoveryService, Reflector } from '@nestjs/core';
import type { Logger } from 'pino';
import type { CandidacyId, Clock, Json } from '@rebond/kernel';
import { CLOCK, instantOf } from '../clock/clock.js';
import { SYSTEM } from '../database/actor.js';
import { statement } from '../database/statement.js';
import { Transactions, type Tx } from '../database/transactions.js';
import { Work, WorkOn } from '../queue/work.js';
import { LOGGER } from '../telemetry/logger.js';
import { type Message, nextAttempt, type OutboxHandler, SUBSCRIPTION, type Subscription } from './outbox.js';

export const DELIVERIES = 'deliveries';

const EXPAND = statement(
  'outbox_expand',
  `with fresh as (
     select id, stream, seq, n, kind from platform.outbox where expanded_at is null
      order by stream, seq, n limit $1 for update skip locked
   ), made as (
     insert into platform.delivery (message_id, handler, stream, seq, n, next_attempt_at)
     select f.id, h.handler, f.stream, f.seq, f.n, $4
       from fresh f join unnest($2::text[], $3::text[]) as h(handler, kind) on h.kind = f.kind
     on conflict do nothing
   )
   update platform.outbox o set expanded_at = $4 from fresh f where o.id = f.id`,
);

const CLAIM = statement(
  'delivery_claim',
  `update platform.delivery d set claimed_until = $3
     from (select message_id, handler from platform.delivery
            where done_at is null and parked_at is null and next_attempt_at <= $2
              and (claimed_until is null or claimed_until <= $2)
            order by next_attempt_at limit $1 for update skip locked) due
    where d.message_id = due.message_id and d.handler = due.handler
   returning d.handler, d.stream`,
);

/** The stream's first open delivery, unless an earlier message has not been expanded yet. */
const FIRST = statement(
  'delivery_first',
  `select d.message_id, d.attempts, d.next_attempt_at, o.kind, o.candidacy_id, o.payload, o.at, o.trace_id
     from platform.delivery d join platform.outbox o on o.id = d.message_id
    where d.stream = $1 and d.handler = $2 and d.done_at is null and d.parked_at is null
      and not exists (select 1 from platform.outbox earlier
                       where earlier.stream = $1 and earlier.expanded_at is null
                         and (earlier.seq, earlier.n) < (d.seq, d.n))
    order by d.seq, d.n limit 1 for update of d`,
);

const DONE = statement(
  'delivery_done',
  `update platform.delivery set done_at = $3, last_error = null where message_id = $1 and handler = $2`,
);

const FAILED = statement(
  'delivery_failed',
  `update platform.delivery set attempts = attempts + 1, last_error = $3, claimed_until = null,
          next_attempt_at = coalesce($4, next_attempt_at), parked_at = case when $4::timestamptz is null then $5::timestamptz end
    where message_id = $1 and handler = $2`,
);

interface DeliveryRow {
  readonly message_id: string;
  readonly attempts: number;
  readonly next_attempt_at: Date;
  readonly kind: string;
  readonly candidacy_id: CandidacyId | null;
  readonly payload: Json;
  readonly at: Date;
  readonly trace_id: string;
}

class DeliveryFailure extends Error {
  constructor(
    readonly row: DeliveryRow,
    override readonly cause: unknown,
  ) {
    super('delivery failed');
  }
}

/**
 * Carries outbox messages to their handlers: at least once through the queue, once in effect, in the order of each
 * stream per handler. One job drains one stream for one handler.
 */
@Injectable()
@WorkOn(DELIVERIES, 4)
export class Relay extends Work implements OnApplicationBootstrap {
  readonly queue = DELIVERIES;
  private readonly handlers = new Map<string, { handler: OutboxHandler; kinds: readonly string[] }>();

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly reflector: Reflector,
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    super();
  }

  onApplicationBootstrap(): void {
    for (const wrapper of this.discovery.getProviders()) {
      if (!wrapper.metatype || !wrapper.instance) continue;
      const subscription = this.reflector.get<Subscription | undefined>(SUBSCRIPTION, wrapper.metatype);
      if (!subscription) continue;
      if (this.handlers.has(subscription.name)) throw new Error(`Two outbox handlers are called ${subscription.name}`);
      this.handlers.set(subscription.name, { handler: wrapper.instance as OutboxHandler, kinds: subscription.kinds });
    }
  }

  async claim(tx: Tx, lease: Temporal.Instant): Promise<readonly (readonly string[])[]> {
    const pairs = [...this.handlers].flatMap(([name, { kinds }]) => kinds.map((kind) => [name, kind] as const));
    await tx.query(EXPAND, [this.limit, pairs.map(([name]) => name), pairs.map(([, kind]) => kind), tx.at.toString()]);
    const due = await tx.query<{ handler: string; stream: string }>(CLAIM, [
      this.limit,
      tx.at.toString(),
      lease.toString(),
    ]);
    return [...new Map(due.map((row) => [`${row.handler} ${row.stream}`, [row.handler, row.stream]])).values()];
  }

  async perform([name, stream]: readonly string[]): Promise<void> {
    const subscribed = this.handlers.get(name ?? '');
    if (!subscribed || stream === undefined || name === undefined) throw new Error(`No outbox handler ${name}`);
    await this.clock.refresh();
    for (;;) {
      const more = await this.deliverNext(subscribed.handler, name, stream).catch(async (error: unknown) => {
        if (!(error instanceof DeliveryFailure)) throw error;
        await this.fail(error, name);
        return false;
      });
      if (!more) return;
    }
  }

  private deliverNext(handler: OutboxHandler, name: string, stream: string): Promise<boolean> {
    return this.transactions.run(SYSTEM, async (tx) => {
      const [row] = await tx.query<DeliveryRow>(FIRST, [stream, name]);
      if (!row || Temporal.Instant.compare(instantOf(row.next_attempt_at), tx.at) > 0) return false;
      const message: Message = {
        id: row.message_id,
        stream,
        kind: row.kind,
        candidacyId: row.candidacy_id,
        payload: row.payload,
        at: instantOf(row.at),
        traceId: row.trace_id,
      };
      await handler.handle(tx, message).catch((error: unknown) => {
        throw new DeliveryFailure(row, error);
      });
      await tx.query(DONE, [row.message_id, name, tx.at.toString()]);
      return true;
    });
  }

  private async fail({ row, cause }: DeliveryFailure, handler: string): Promise<void> {
    const again = nextAttempt(row.attempts + 1, this.clock.now());
    this.logger.error({ err: cause, message: row.message_id, handler, parked: again === null }, 'delivery failed');
    await this.transactions.run(SYSTEM, (tx) =>
      tx.query(FAILED, [row.message_id, handler, String(cause), again?.toString() ?? null, tx.at.toString()]),
    );
  }
}

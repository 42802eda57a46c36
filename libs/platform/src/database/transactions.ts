import { Inject, Injectable } from '@nestjs/common';
import type { PoolClient, QueryResultRow } from 'pg';
import { DataSource, type EntityManager } from 'typeorm';
import type { CandidacyId, Clock } from '@rebond/kernel';
import { CLOCK } from '../clock/clock.js';
import type { Actor } from './actor.js';
import { statement, type Statement } from './statement.js';

/** One open transaction, with its actor and its instant. Nothing outside it talks to the database. */
export interface Tx {
  readonly actor: Actor;
  /** The instant of the act: read before the connection was waited for, kept to the millisecond. */
  readonly at: Temporal.Instant;
  /** Ties log lines, audit entries and outbox rows of one request together. */
  readonly traceId: string;
  /** For cold paths; hot paths use `query`. */
  readonly manager: EntityManager;
  query<Row extends QueryResultRow>(statement: Statement, values?: readonly unknown[]): Promise<Row[]>;
  /** Lets the rest of this transaction see and write a case that it has just created. */
  include(candidacyId: CandidacyId): Promise<void>;
}

export interface RunOptions {
  readonly at?: Temporal.Instant;
  readonly traceId?: string;
  /** Every statement reads the state of the first one: what is read in several agrees with itself. */
  readonly snapshot?: boolean;
}

const INCLUDE = statement('include', `select set_config('rebond.cases', $1, true)`);

const literal = (items: readonly string[]): string => `{${items.join(',')}}`;

/** Values of the settings that the generated row policies read. */
export const actorSettings = (actor: Actor): readonly string[] => [
  actor.role,
  actor.seatId ?? '',
  actor.organisationId ?? '',
  actor.reach,
  literal(actor.cases),
  literal(actor.recused),
  literal(actor.audiences),
];

const SETTINGS = ['role', 'seat', 'organisation', 'reach', 'cases', 'recused', 'audiences'] as const;

/** Opens a transaction and sets its actor in one message: a wait for PostgreSQL less in every transaction. */
function opening(actor: Actor, client: PoolClient, isSnapshot: boolean): string {
  const values = actorSettings(actor);
  const set = SETTINGS.map((name, i) => `set_config('rebond.${name}', ${client.escapeLiteral(values[i] ?? '')}, true)`);
  const modes = [...(isSnapshot ? ['ISOLATION LEVEL REPEATABLE READ'] : []), ...(actor.readOnly ? ['READ ONLY'] : [])];
  return `START TRANSACTION ${modes.join(', ')}; select ${set.join(', ')}`;
}

const SET = statement(
  'set_actor',
  `select ${SETTINGS.map((name, i) => `set_config('rebond.${name}', $${String(i + 1)}, true)`).join(', ')}`,
);

/**
 * Reads as another within a transaction, in its snapshot: what a reader may be told of what the machinery alone reads. The
 * first actor is back when the work ends.
 */
export async function readAs<T>(tx: Tx, actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T> {
  await tx.query(SET, actorSettings(actor));
  try {
    return await work({ ...tx, actor });
  } finally {
    // A failed statement has ended the transaction, and the settings with it.
    await tx.query(SET, actorSettings(tx.actor)).catch(() => undefined);
  }
}

/** The only door to the database. */
@Injectable()
export class Transactions {
  constructor(
    private readonly dataSource: DataSource,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Runs `work` in one transaction as `actor`: commits what it did, or nothing.
   * Everything that `work` throws rolls back and is thrown on.
   */
  async run<T>(actor: Actor, work: (tx: Tx) => Promise<T>, options: RunOptions = {}): Promise<T> {
    const at = options.at ?? this.clock.now();
    const runner = this.dataSource.createQueryRunner();
    try {
      const client = (await runner.connect()) as PoolClient;
      try {
        await client.query(opening(actor, client, options.snapshot ?? false));
        // The manager's writes then join this transaction instead of opening their own.
        Object.assign(runner, { isTransactionActive: true, transactionDepth: 1 });
        const query = async <Row extends QueryResultRow>(asked: Statement, values: readonly unknown[] = []) =>
          (await client.query<Row>({ name: asked.name, text: asked.text, values: [...values] })).rows;
        const cases = [...actor.cases];
        const result = await work({
          actor,
          at,
          traceId: options.traceId ?? 'none',
          manager: runner.manager,
          query,
          include: async (candidacyId) => {
            cases.push(candidacyId);
            await query(INCLUDE, [literal(cases)]);
          },
        });
        await client.query('COMMIT');
        return result;
      } catch (error) {
        await client.query('ROLLBACK').catch(() => undefined);
        throw error;
      }
    } finally {
      await runner.release();
    }
  }
}

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
}

const ACT = statement(
  'act',
  `select set_config('rebond.role', $1, true), set_config('rebond.seat', $2, true),
          set_config('rebond.organisation', $3, true), set_config('rebond.reach', $4, true),
          set_config('rebond.cases', $5, true), set_config('rebond.recused', $6, true),
          set_config('rebond.audiences', $7, true)`,
);

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
      await runner.startTransaction();
      try {
        if (actor.readOnly) await client.query('SET TRANSACTION READ ONLY');
        await client.query({ ...ACT, values: [...actorSettings(actor)] });
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
        await runner.commitTransaction();
        return result;
      } catch (error) {
        await runner.rollbackTransaction().catch(() => undefined);
        throw error;
      }
    } finally {
      await runner.release();
    }
  }
}

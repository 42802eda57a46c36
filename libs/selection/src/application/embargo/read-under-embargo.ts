import { Injectable } from '@nestjs/common';
import { Cases } from '@rebond/candidacies';
import type { OneTimeLink } from '@rebond/identity';
import { AbsentError, type SeatId } from '@rebond/kernel';
import { record, SYSTEM, Transactions, type Actor, type RequestContext, type Tx } from '@rebond/platform';
import { z } from 'zod';
import { formatNumberOf, type DecisionListId } from '../../domain/decision-list.js';
import { reads, requireReading, type EmbargoReader, type EmbargoReaderId } from '../../domain/embargo.js';
import type { Outcome } from '../../domain/lines.js';
import { findReader, readingsOfSeat } from '../../infrastructure/embargo-rows.js';
import { readLines } from '../../infrastructure/line-rows.js';
import { findList } from '../../infrastructure/list-rows.js';
import { listStream } from '../sign.js';

export const EMBARGO_LINK = 'decision-list.embargo';

/** What a circle reads of a list: who, what and how much, never why. */
export interface ListUnderEmbargo {
  readonly title: string;
  readonly number: string;
  readonly until: Temporal.Instant;
  readonly lines: readonly {
    readonly territory: string;
    readonly departement: string;
    readonly outcome: Outcome;
    readonly envelopeCents: number | null;
    readonly personDays: number | null;
    readonly isStruck: boolean;
  }[];
}

const subject = z.object({ reader: z.uuid() });
export const readerOfLink = (link: OneTimeLink): EmbargoReaderId =>
  subject.parse(link.subject).reader as EmbargoReaderId;

/** Reads a frozen list before its announcement, in the name of who was let in, and logs it in the list's stream. */
@Injectable()
export class ReadUnderEmbargo {
  constructor(
    private readonly transactions: Transactions,
    private readonly cases: Cases,
  ) {}

  /** What the seat may read now, or could: without the lists themselves. */
  invitations(ctx: RequestContext): Promise<readonly EmbargoReader[]> {
    return this.transactions.run(inside(ctx.actor), (tx) => readingsOfSeat(tx, seatOf(ctx)), { at: ctx.receivedAt });
  }

  /**
   * A reading by a seat.
   * @returns null when the seat was not let in, or there is no such list
   * @throws RefusedError `embargo-…` outside its time
   */
  bySeat(ctx: RequestContext, listId: DecisionListId): Promise<ListUnderEmbargo | null> {
    const { receivedAt: at, traceId } = ctx;
    return this.transactions.run(
      inside(ctx.actor),
      async (tx) => {
        const readers = (await readingsOfSeat(tx, seatOf(ctx))).filter((one) => one.listId === listId);
        const [reader] = readers;
        return reader ? this.read(tx, reader) : null;
      },
      { at, traceId },
    );
  }

  /** A reading by a link. @param actor of the link */
  byLink(ctx: RequestContext, link: OneTimeLink, actor: Actor): Promise<ListUnderEmbargo> {
    const { receivedAt: at, traceId } = ctx;
    return this.transactions.run(
      actor,
      async (tx) => {
        const reader = await findReader(tx, readerOfLink(link));
        if (!reader) throw new AbsentError();
        return this.read(tx, reader);
      },
      { at, traceId },
    );
  }

  private async read(tx: Tx, reader: EmbargoReader): Promise<ListUnderEmbargo> {
    const list = await findList(tx, reader.listId);
    if (!list) throw new AbsentError();
    requireReading(reader, list.status, tx.at);
    const lines = await readLines(tx, list.id);
    const cases = new Map(
      (
        await this.cases.readAll(
          tx,
          lines.map(({ candidacyId }) => candidacyId),
        )
      ).map((one) => [one.id, one]),
    );
    const seen = lines.flatMap(({ candidacyId, outcome, envelopeCents, personDays, struckAt }) => {
      const candidacy = cases.get(candidacyId);
      if (!candidacy || !reads(reader, candidacy.departement)) return [];
      const { territory, departement } = candidacy;
      return [{ territory, departement, outcome, envelopeCents, personDays, isStruck: struckAt !== null }];
    });
    await record(tx, listStream(list.id), null, [
      {
        action: 'decision-list.read-under-embargo',
        audience: 'state',
        facts: { list: list.id, reader: reader.id, lines: seen.length },
      },
    ]);
    return {
      title: list.title,
      number: list.number === null ? '' : formatNumberOf(list.number),
      until: reader.until,
      lines: seen,
    };
  }
}

const seatOf = ({ actor }: RequestContext): SeatId => {
  if (actor.seatId === null) throw new AbsentError();
  return actor.seatId;
};

/** The lists are the State's: who was let in reads them as the system would, minus recusals, in one's own name. */
const inside = ({ seatId, personId, onBehalfOf, recused }: Actor): Actor => ({
  ...SYSTEM,
  seatId,
  personId,
  onBehalfOf,
  recused,
});

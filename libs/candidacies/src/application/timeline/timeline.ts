import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { MalformedError, type CandidacyId, type Json, say } from '@rebond/kernel';
import { instantOf, statement, type Tx } from '@rebond/platform';
import { TimelineFormatters } from './formatters.js';

export const timelineQuery = z.strictObject({
  /** `next` of the previous page. */
  after: z.string().max(300).optional(),
  limit: z.coerce.number().pipe(z.int().min(1).max(500)).default(100),
});
export type TimelineQuery = z.output<typeof timelineQuery>;

/** One line of a timeline; a type, so that it is JSON. */
export type TimelineLine = {
  readonly at: string;
  readonly action: string;
  /** Role that acted, never the person. */
  readonly role: string;
  readonly sentence: string;
  readonly facts: Readonly<Record<string, Json>>;
  /** Messages and reasons of the act, until they are erased. */
  readonly personal: Readonly<Record<string, Json>> | null;
};

export type Timeline = { readonly items: readonly TimelineLine[]; readonly next: string | null };

interface Row {
  readonly stream: string;
  readonly seq: number;
  readonly at: Date;
  readonly action: string;
  readonly canonical: string;
  readonly payload: Readonly<Record<string, Json>> | null;
}

const ENTRIES = statement(
  'case_timeline',
  `select e.stream, e.seq, e.at, e.action, e.canonical, p.payload
     from platform.audit_entry e
     left join platform.audit_payload p on p.stream = e.stream and p.seq = e.seq
    where e.candidacy_id = $1 and (e.at, e.stream, e.seq) > ($2::timestamptz, $3, $4::bigint)
    order by e.at, e.stream, e.seq limit $5`,
);

const CURSOR = /^(\d{4}-\d\d-\d\dT[\d:.]+Z)~(\d{1,15})~(.+)$/;
const BEGINNING = ['-infinity', '', 0] as const;

const cursorOf = (row: Row): string => `${row.at.toISOString()}~${String(row.seq)}~${row.stream}`;

function positionOf(after: string | undefined): readonly [string, string, number] {
  if (after === undefined) return BEGINNING;
  const [, at, seq, stream] = CURSOR.exec(after) ?? [];
  if (at === undefined || seq === undefined || stream === undefined || Number.isNaN(Date.parse(at)))
    throw new MalformedError('bad-cursor', say`Le paramètre « after » reprend le « next » de la page précédente.`);
  return [at, stream, Number(seq)];
}

/** What happened to a case, from the audit entries that the reader may see: there is no second store. */
@Injectable()
export class ReadTimeline {
  constructor(private readonly formatters: TimelineFormatters) {}

  /** @throws MalformedError `bad-cursor` */
  async read(tx: Tx, id: CandidacyId, { after, limit }: TimelineQuery): Promise<Timeline> {
    const rows = await tx.query<Row & Record<string, unknown>>(ENTRIES, [id, ...positionOf(after), limit + 1]);
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    return {
      items: shown.map((row) => this.lineOf(row, tx.actor.reach !== 'none')),
      next: rows.length > limit && last ? cursorOf(last) : null,
    };
  }

  private lineOf(row: Row, showsPersons: boolean): TimelineLine {
    const { role, facts } = JSON.parse(row.canonical) as { role: string; facts: Readonly<Record<string, Json>> };
    const { action, payload: personal } = row;
    const sentence = this.formatters.sentence({ action, at: instantOf(row.at), role, facts, personal });
    return {
      at: row.at.toISOString(),
      action,
      role,
      sentence,
      facts: showsPersons ? facts : withoutPersons(facts),
      personal,
    };
  }
}

/** Who proposed and who validated is the State's affair; a territory reads functions, never persons. */
const withoutPersons = ({ proposedBy: _, validatedBy: __, ...facts }: TimelineLine['facts']): TimelineLine['facts'] =>
  facts;

import { randomUUIDv7 } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Calls } from '@rebond/calls';
import { AbsentError, ForbiddenError, type CandidacyId, say } from '@rebond/kernel';
import { instantOf, instantOrNull, statement, type Tx } from '@rebond/platform';
import { Cases } from '../cases.js';
import { definitionOf } from '../read/definition-of.js';
import { sectionOf } from '../sections/assign-section.js';
import { territoryPeople } from '../sections/people.js';

export const commentInput = z.strictObject({
  body: z
    .string()
    .trim()
    .min(1, say`Écrivez votre remarque.`)
    .max(5000, say`Une remarque compte au plus 5 000 caractères.`),
});
export type CommentInput = z.output<typeof commentInput>;

/** A remark on a section, which only the territory reads. */
export interface SectionComment {
  readonly id: string;
  readonly section: string;
  readonly body: string;
  /** Name and function, as they were. */
  readonly author: string;
  readonly writtenAt: Temporal.Instant;
  readonly resolvedAt: Temporal.Instant | null;
  readonly resolvedBy: string | null;
}

const OF_CASE = statement(
  'section_comments',
  `select id, section, body, author, written_at, resolved_at, resolved_by from candidacies.section_comment
    where candidacy_id = $1 order by written_at, id`,
);
const INSERT = statement(
  'section_comment_insert',
  `insert into candidacies.section_comment (id, candidacy_id, section, body, author, seat_id, person_id, written_at)
   values ($1, $2, $3, $4, $5, $6, $7, $8)`,
);
const RESOLVE = statement(
  'section_comment_resolve',
  `update candidacies.section_comment set resolved_at = $3, resolved_by = $4
    where candidacy_id = $1 and id = $2 and resolved_at is null returning id`,
);
const FIND = statement(
  'section_comment_find',
  'select id from candidacies.section_comment where candidacy_id = $1 and id = $2',
);

/** The remarks on a case's sections, the oldest first. */
export async function commentsOf(tx: Tx, id: CandidacyId): Promise<readonly SectionComment[]> {
  const rows = await tx.query<{
    id: string;
    section: string;
    body: string;
    author: string;
    written_at: Date;
    resolved_at: Date | null;
    resolved_by: string | null;
  }>(OF_CASE, [id]);
  return rows.map((row) => ({
    id: row.id,
    section: row.section,
    body: row.body,
    author: row.author,
    writtenAt: instantOf(row.written_at),
    resolvedAt: instantOrNull(row.resolved_at),
    resolvedBy: row.resolved_by,
  }));
}

/** What a territory says of its file among itself, section by section. */
@Injectable()
export class Comments {
  constructor(
    private readonly cases: Cases,
    private readonly calls: Calls,
  ) {}

  /** @throws AbsentError when the form has no such section */
  async write(tx: Tx, id: CandidacyId, section: string, { body }: CommentInput): Promise<{ id: string }> {
    const definition = await definitionOf(tx, this.calls, await this.cases.read(tx, id));
    const { key } = sectionOf(definition, section);
    const comment = randomUUIDv7() as string;
    const { seatId, personId } = tx.actor;
    await tx.query(INSERT, [comment, id, key, body, await this.name(tx, id), seatId, personId, tx.at.toString()]);
    return { id: comment };
  }

  /** Says that a remark has been dealt with; saying it again changes nothing. @throws AbsentError */
  async resolve(tx: Tx, id: CandidacyId, comment: string): Promise<{ id: string }> {
    await this.cases.read(tx, id);
    const done = await tx.query(RESOLVE, [id, comment, tx.at.toString(), await this.name(tx, id)]);
    if (done.length === 0 && (await tx.query(FIND, [id, comment])).length === 0) throw new AbsentError();
    return { id: comment };
  }

  /** @throws ForbiddenError when the actor has no part in the candidacy any more */
  private async name(tx: Tx, id: CandidacyId): Promise<string> {
    const { seatId, personId } = tx.actor;
    const me = (await territoryPeople(tx, id)).find((one) => one.seatId === seatId && one.personId === personId);
    if (!me) throw new ForbiddenError('not-of-the-territory', say`Seul le territoire candidat écrit ici.`);
    return `${me.name} (${me.title}, ${me.organisation})`;
  }
}

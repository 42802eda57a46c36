import { randomUUIDv7 } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { CandidacyId } from '@rebond/kernel';
import { commitTo, instantOf, statement, type Tx } from '@rebond/platform';
import { Cases } from '../cases.js';

export const noteInput = z.strictObject({ body: z.string().trim().min(1).max(10_000) });
export type NoteInput = z.output<typeof noteInput>;

/** A remark that only the State's side reads; a type, so that it is JSON. */
export type NoteView = { readonly id: string; readonly at: string; readonly signed: string; readonly body: string };

const INSERT = statement(
  'note_insert',
  `insert into candidacies.note (id, candidacy_id, seat_id, person_id, signed, at, body, salt)
   values ($1, $2, $3, $4, $5, $6, $7, $8)`,
);
const OF_CASE = statement(
  'notes_of_case',
  `select id, at, signed, body from candidacies.note where candidacy_id = $1 order by id desc limit 500`,
);

/** Notes of a case, the last first. */
export async function notesOf(tx: Tx, id: CandidacyId): Promise<NoteView[]> {
  const rows = await tx.query<{ id: string; at: Date; signed: string; body: string }>(OF_CASE, [id]);
  return rows.map(({ at, ...note }) => ({ ...note, at: instantOf(at).toString() }));
}

/** Signed, and never changed afterwards. */
@Injectable()
export class WriteNote {
  constructor(private readonly cases: Cases) {}

  /** @param signed name and function, as they were on that day */
  async write(tx: Tx, candidacyId: CandidacyId, signed: string, { body }: NoteInput): Promise<NoteView> {
    await this.cases.lockOne(tx, candidacyId);
    const id = randomUUIDv7();
    const at = tx.at.toString();
    const { salt, commitment } = commitTo({ body });
    await tx.query(INSERT, [id, candidacyId, tx.actor.seatId, tx.actor.personId, signed, at, body, salt]);
    await this.cases.record(tx, candidacyId, [
      { action: 'note.written', audience: 'state', facts: { note: id, commitment } },
    ]);
    return { id, at, signed, body };
  }
}

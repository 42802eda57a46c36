import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Calls, type CallDefinition, type Section } from '@rebond/calls';
import { AbsentError, RefusedError, type CandidacyId, say, type SeatId } from '@rebond/kernel';
import { statement, type Tx } from '@rebond/platform';
import { Cases } from '../cases.js';
import { definitionOf } from '../read/definition-of.js';
import { territoryPeople } from './people.js';

export const assignInput = z.strictObject({
  /** The seat that writes the section; nobody in particular when it is not said. */
  seat: z.uuid().optional(),
});
export type AssignInput = z.output<typeof assignInput>;

const ASSIGN = statement(
  'section_assign',
  `insert into candidacies.section_assignment (candidacy_id, section, assignee_id, assigned_by, assigned_at)
   values ($1, $2, $3, $4, $5)
   on conflict (candidacy_id, section) do update
      set assignee_id = excluded.assignee_id, assigned_by = excluded.assigned_by, assigned_at = excluded.assigned_at`,
);
const FREE = statement(
  'section_free',
  'delete from candidacies.section_assignment where candidacy_id = $1 and section = $2',
);
const FREE_STRANGERS = statement(
  'section_free_strangers',
  `delete from candidacies.section_assignment
    where candidacy_id = $1
      and assignee_id not in (select seat_id from candidacies.team($1, $2) where seat_id is not null)`,
);
const OF_CASE = statement(
  'section_assignments',
  'select section, assignee_id from candidacies.section_assignment where candidacy_id = $1',
);

/** @throws AbsentError */
export function sectionOf(definition: CallDefinition, key: string): Section {
  const section = definition.sections.find((one) => one.key === key);
  if (!section) throw new AbsentError();
  return section;
}

/** The seat that each section is given to, by section. */
export async function assignmentsOf(tx: Tx, id: CandidacyId): Promise<ReadonlyMap<string, SeatId>> {
  const rows = await tx.query<{ section: string; assignee_id: SeatId }>(OF_CASE, [id]);
  return new Map(rows.map((row) => [row.section, row.assignee_id]));
}

/** Sections given to seats that have no access to the case any more are nobody's in particular. */
export async function freeStrangersSections(tx: Tx, id: CandidacyId): Promise<void> {
  await tx.query(FREE_STRANGERS, [id, tx.at.toString()]);
}

/** Says who writes a section. It binds nobody: everyone of the territory may still write everywhere. */
@Injectable()
export class AssignSection {
  constructor(
    private readonly cases: Cases,
    private readonly calls: Calls,
  ) {}

  /** @throws RefusedError `not-of-the-territory`; AbsentError when the form has no such section */
  async assign(tx: Tx, id: CandidacyId, section: string, { seat }: AssignInput): Promise<{ section: string }> {
    const candidacy = await this.cases.read(tx, id);
    const { key } = sectionOf(await definitionOf(tx, this.calls, candidacy), section);
    if (seat === undefined) await tx.query(FREE, [id, key]);
    else {
      const people = await territoryPeople(tx, id);
      if (!people.some(({ seatId }) => seatId === seat))
        throw new RefusedError('not-of-the-territory', say`Cette fonction ne participe pas à la candidature.`, [
          { pointer: '/seat', code: 'not-of-the-territory', detail: say`Choisissez une personne de la liste.` },
        ]);
      await tx.query(ASSIGN, [id, key, seat, tx.actor.seatId, tx.at.toString()]);
    }
    return { section: key };
  }
}

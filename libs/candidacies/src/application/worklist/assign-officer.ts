import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { RefusedError, type CandidacyId, say, type SeatId } from '@rebond/kernel';
import { statement, type Tx } from '@rebond/platform';
import { Cases } from '../cases.js';
import { officers } from './worklist-choices.js';

export const assignInput = z.strictObject({
  /** Seat of the officer in charge; absent: nobody any more. */
  officer: z.uuid().optional(),
});
export type AssignInput = z.output<typeof assignInput>;

export const handOverInput = z
  .strictObject({ from: z.uuid(), to: z.uuid() })
  .refine(({ from, to }) => from !== to, { message: say`Choisissez deux fonctions différentes.`, path: ['to'] });
export type HandOverInput = z.output<typeof handOverInput>;

const ASSIGN = statement(
  'officer_assign',
  `with charge as (
     insert into candidacies.assignment (candidacy_id, seat_id, assigned_at, assigned_by)
     select id, $2, $3, $4 from unnest($1::uuid[]) id where $2::uuid is not null
     on conflict (candidacy_id) do update
       set seat_id = excluded.seat_id, assigned_at = excluded.assigned_at, assigned_by = excluded.assigned_by
   ), freed as (
     delete from candidacies.assignment where candidacy_id = any ($1) and $2::uuid is null
   )
   update candidacies.case_facets set officer_seat_id = $2 where candidacy_id = any ($1)`,
);
const UNATTENDED = statement(
  'officer_recused',
  'select 1 from candidacies.unattended($2) as u(id) where u.id = any ($1::uuid[]) limit 1',
);
const OF_OFFICER = statement(
  'officer_cases',
  `select candidacy_id from candidacies.assignment where seat_id = $1 order by candidacy_id`,
);

/** Puts an officer in charge of deposited cases; the State's own affair, which changes no state. */
@Injectable()
export class AssignOfficer {
  constructor(private readonly cases: Cases) {}

  /** @throws RefusedError `not-deposited`, `not-an-officer`, `officer-recused` */
  async assign(tx: Tx, id: CandidacyId, { officer }: AssignInput): Promise<{ officer: string | null }> {
    const { depositedAt } = await this.cases.lockOne(tx, id);
    if (depositedAt === null)
      throw new RefusedError('not-deposited', say`Une candidature est attribuée une fois déposée.`);
    if (officer !== undefined) await requireOfficer(tx, officer);
    await this.put(tx, [id], officer ?? null);
    return { officer: officer ?? null };
  }

  /**
   * Gives all the cases of a colleague to another at once: leave, departure.
   * @throws RefusedError `not-an-officer`, `officer-recused`
   */
  async handOver(tx: Tx, { from, to }: HandOverInput): Promise<{ handedOver: number }> {
    await requireOfficer(tx, to);
    const rows = await tx.query<{ candidacy_id: CandidacyId }>(OF_OFFICER, [from]);
    const ids = rows.map((row) => row.candidacy_id);
    await this.cases.lock(tx, ids);
    // Somebody may have taken one over between the two reads: what the lock holds is what moves.
    const held = (await tx.query<{ candidacy_id: CandidacyId }>(OF_OFFICER, [from])).map((row) => row.candidacy_id);
    const both = ids.filter((id) => held.includes(id));
    await this.put(tx, both, to);
    return { handedOver: both.length };
  }

  /**
   * Gives those of these locked cases that are in charge of one officer to another. @returns how many there were
   * @throws RefusedError `not-an-officer`, `officer-recused`
   */
  async pass(tx: Tx, ids: readonly CandidacyId[], { from, to }: { from: SeatId; to: SeatId }): Promise<number> {
    await requireOfficer(tx, to);
    const held = (await tx.query<{ candidacy_id: CandidacyId }>(OF_OFFICER, [from])).map((row) => row.candidacy_id);
    const passed = held.filter((id) => ids.includes(id));
    await this.put(tx, passed, to);
    return passed.length;
  }

  private async put(tx: Tx, ids: readonly CandidacyId[], officer: string | null): Promise<void> {
    if (ids.length === 0) return;
    await tx.query(ASSIGN, [ids, officer, tx.at.toString(), tx.actor.seatId]);
    if ((await tx.query(UNATTENDED, [ids, tx.at.toString()])).length > 0)
      throw new RefusedError('officer-recused', say`La personne choisie est récusée pour un des dossiers.`);
    const record = { action: 'candidacy.assigned', audience: 'state', facts: { officer } } as const;
    await this.cases.recordAll(
      tx,
      ids.map((id) => ({ id, records: [record] })),
    );
  }
}

/** @throws RefusedError `not-an-officer` */
async function requireOfficer(tx: Tx, seat: string): Promise<void> {
  if (!(await officers(tx)).some(({ id }) => id === seat))
    throw new RefusedError('not-an-officer', say`Cette fonction n’instruit pas de dossiers, ou personne ne l’occupe.`, [
      { pointer: '/officer', code: 'not-an-officer', detail: say`Choisissez une fonction du bureau d’instruction.` },
    ]);
}

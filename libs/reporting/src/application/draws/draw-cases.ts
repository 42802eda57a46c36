import { createHash, randomBytes, randomUUIDv7 } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { CaseState } from '@rebond/candidacies';
import { withholds } from '@rebond/identity';
import { RefusedError, type CandidacyId, say, type WaveId } from '@rebond/kernel';
import { inTheNameOf, record, statement, Transactions, type Tx } from '@rebond/platform';

export const drawInput = z.strictObject({
  size: z.int().min(1).max(500),
  seed: z.string().trim().min(1).max(100).optional(),
  wave: z.uuid().optional(),
});
export type DrawInput = z.output<typeof drawInput>;

const POPULATION = statement(
  'draw_population',
  `select id from candidacies.candidacy where shared and deposited_at <= $1 and ($2::uuid is null or wave_id = $2)`,
);
const INSERT = statement(
  'draw_insert',
  `insert into reporting.draw (id, seed, wave_id, size, population, candidacy_ids, drawn_at, seat_id, person_id)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
);
const LIST = statement('draw_list', 'select * from reporting.draw order by drawn_at desc, id desc limit 100');
const READ = statement('draw_read', 'select * from reporting.draw where id = $1');
const CASES = statement(
  'draw_cases',
  `select c.id, c.territory, c.state, c.lead_siren, c.receipt_number, c.deposited_at, w.name as wave
     from candidacies.candidacy c join calls.wave w on w.id = c.wave_id where c.id = any ($1::uuid[])`,
);

export interface Draw extends Record<string, unknown> {
  readonly id: string;
  readonly seed: string;
  readonly wave_id: WaveId | null;
  readonly size: number;
  /** Null: withheld from the reader. */
  readonly population: number | null;
  readonly candidacy_ids: readonly CandidacyId[];
  readonly drawn_at: Date;
}

export interface DrawnCase extends Record<string, unknown> {
  readonly id: CandidacyId;
  readonly territory: string;
  readonly state: CaseState;
  readonly lead_siren: string;
  readonly receipt_number: string | null;
  readonly deposited_at: Date | null;
  readonly wave: string;
}

/** What a case is sorted by in a draw. */
export const rank = (seed: string, id: string): string => createHash('sha256').update(`${seed}\n${id}`).digest('hex');

/** The first cases by SHA-256 of the seed, a line feed and the identifier: the same for whoever does it again. */
export const chosen = (seed: string, ids: readonly CandidacyId[], size: number): readonly CandidacyId[] =>
  ids
    .map((id) => ({ id, rank: rank(seed, id) }))
    .sort((a, b) => (a.rank < b.rank ? -1 : 1))
    .slice(0, size)
    .map(({ id }) => id);

/** Who has no part in a case is not told among how many it was drawn. */
const told = (tx: Tx, draw: Draw): Draw => (withholds(tx.actor) ? { ...draw, population: null } : draw);

/** Draws cases at random for whoever audits, and keeps the draw. */
@Injectable()
export class DrawCases {
  constructor(private readonly transactions: Transactions) {}

  /**
   * Auditors write nothing: the system writes for them, in the name of their seat, of the cases that they themselves see.
   * @throws RefusedError `nothing-to-draw`
   */
  async handle(reader: Tx, input: DrawInput): Promise<{ id: string }> {
    const ids = await this.population(reader, reader.at, input.wave ?? null);
    if (ids.length === 0) throw new RefusedError('nothing-to-draw', say`Aucun dossier déposé ne répond à ce choix.`);
    const id = randomUUIDv7() as string;
    const seed = input.seed ?? randomBytes(16).toString('hex');
    const drawn = chosen(seed, ids, input.size);
    const { seatId, personId } = reader.actor;
    await this.transactions.run(
      inTheNameOf(reader.actor),
      async (tx) => {
        await tx.query(INSERT, [
          ...[id, seed, input.wave ?? null, input.size, ids.length, drawn, tx.at.toString(), seatId, personId],
        ]);
        const facts = {
          draw: id,
          seed,
          wave: input.wave ?? null,
          size: input.size,
          population: ids.length,
          cases: [...drawn],
        };
        await record(tx, `draw:${id}`, null, [{ action: 'audit.drawn', audience: 'state', facts }]);
      },
      { at: reader.at, traceId: reader.traceId },
    );
    return { id };
  }

  async list(tx: Tx): Promise<Draw[]> {
    return (await tx.query<Draw>(LIST)).map((draw) => told(tx, draw));
  }

  async read(tx: Tx, id: string): Promise<Draw | null> {
    const [draw] = await tx.query<Draw>(READ, [id]);
    return draw ? told(tx, draw) : null;
  }

  /** The drawn cases in the order of the draw, and whether doing it again gives the same; null: withheld. */
  async cases(tx: Tx, draw: Draw): Promise<{ readonly cases: readonly DrawnCase[]; readonly isSame: boolean | null }> {
    const rows = new Map((await tx.query<DrawnCase>(CASES, [draw.candidacy_ids])).map((row) => [row.id, row]));
    const at = Temporal.Instant.fromEpochMilliseconds(draw.drawn_at.getTime());
    const again = chosen(draw.seed, await this.population(tx, at, draw.wave_id), draw.size);
    return {
      cases: draw.candidacy_ids.flatMap((id) => rows.get(id) ?? []),
      isSame: withholds(tx.actor) ? null : again.join() === draw.candidacy_ids.join(),
    };
  }

  private async population(tx: Tx, at: Temporal.Instant, wave: string | null): Promise<readonly CandidacyId[]> {
    return (await tx.query<{ id: CandidacyId }>(POPULATION, [at.toString(), wave])).map((row) => row.id);
  }
}

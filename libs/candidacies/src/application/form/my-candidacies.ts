import { Injectable } from '@nestjs/common';
import { Calls, type Wave } from '@rebond/calls';
import { Directory } from '@rebond/identity';
import { lastDayBefore, type CandidacyId, type Siren } from '@rebond/kernel';
import { statement, type Tx } from '@rebond/platform';
import { Territories } from '@rebond/territories';
import type { Candidacy } from '../../infrastructure/case-row.js';
import { Cases } from '../cases.js';
import { owedPieces } from '../read/owed-pieces.js';
import { ReadForm } from './read-form.js';
import type { Standing } from './standing.js';

/** A candidacy of the reader's territory, and what its territory has to do next. */
export interface MyCandidacy {
  readonly candidacy: Candidacy;
  readonly wave: Wave;
  readonly standing: Standing;
  /** The lead that deposits, by its name; null when the reader does. */
  readonly depositor: string | null;
  /** Pieces promised at the deposit and not yet given; the day that the first is due. */
  readonly owed: number;
  readonly owedBy: Temporal.PlainDate | null;
  /** A later candidacy may start from its answers. */
  readonly mayBeTakenUp: boolean;
}

export interface MyTerritory {
  readonly siren: Siren | null;
  /** Département of the seat; null where the map leaves it open. */
  readonly departement: string | null;
  readonly openWaves: readonly Wave[];
  /** The latest first. */
  readonly candidacies: readonly MyCandidacy[];
  readonly now: Temporal.Instant;
}

const MOST = 100;
const TAKEN_UP = statement(
  'candidacies_taken_up',
  `select previous_id from candidacies.candidacy
    where previous_id = any ($1::uuid[]) and state not in ('withdrawn', 'expired')`,
);
const ENDED: ReadonlySet<string> = new Set(['rejected', 'expired', 'withdrawn', 'inadmissible']);

/** The first page of a territory: its candidacies, and the waves that it may apply to. */
@Injectable()
export class MyCandidacies {
  constructor(
    private readonly cases: Cases,
    private readonly calls: Calls,
    private readonly forms: ReadForm,
    private readonly directory: Directory,
    private readonly territories: Territories,
  ) {}

  async read(tx: Tx): Promise<MyTerritory> {
    const { organisationId, cases: ids } = tx.actor;
    const organisation = organisationId === null ? null : await this.directory.organisation(tx, organisationId);
    const { siren = null } = organisation ?? {};
    const body = siren === null ? undefined : (await this.territories.bodies(tx, [siren])).get(siren);
    const all = (await this.cases.readAll(tx, ids)).toReversed().slice(0, MOST);
    const taken = await this.takenUp(tx, all);
    const candidacies: MyCandidacy[] = [];
    for (const candidacy of all) candidacies.push(await this.one(tx, candidacy, taken));
    return {
      siren,
      departement: body?.departements[0] ?? all[0]?.departement ?? null,
      openWaves: await this.calls.openWaves(tx),
      candidacies,
      now: tx.at,
    };
  }

  private async takenUp(tx: Tx, all: readonly Candidacy[]): Promise<ReadonlySet<CandidacyId>> {
    const rows = await tx.query<{ previous_id: CandidacyId }>(TAKEN_UP, [all.map(({ id }) => id)]);
    return new Set(rows.map((row) => row.previous_id));
  }

  private async one(tx: Tx, candidacy: Candidacy, taken: ReadonlySet<CandidacyId>): Promise<MyCandidacy> {
    const { wave, standing, depositor } = await this.forms.read(tx, candidacy.id);
    const owed = (await owedPieces(tx, candidacy.id)).filter(({ providedAt }) => providedAt === null);
    const [first] = owed.flatMap(({ dueAt }) => dueAt ?? []);
    const { state, context } = candidacy;
    const isOver = ENDED.has(state) || (state === 'waitlisted' && context.nextWaveId !== null);
    return {
      candidacy,
      wave,
      standing,
      depositor,
      owed: owed.length,
      owedBy: first === undefined ? null : lastDayBefore(first),
      mayBeTakenUp: isOver && depositor === null && !taken.has(candidacy.id),
    };
  }
}

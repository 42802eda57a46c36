import { Injectable } from '@nestjs/common';
import { Calls } from '@rebond/calls';
import { declarationsOf, RECUSAL, type Ground, type SeatRole } from '@rebond/identity';
import { AbsentError, type CandidacyId, type PersonId, type Siren, type WaveId } from '@rebond/kernel';
import { statement, type Actor, type Tx } from '@rebond/platform';
import { Territories } from '@rebond/territories';
import { conflictsOf } from './conflicts.js';

/** A case as the screen of names shows it; a type, so that it is JSON. */
export type NamedCase = {
  readonly candidacyId: CandidacyId;
  readonly territory: string;
  /** Names of the EPCI of its perimeter, the lead's among them. */
  readonly members: readonly string[];
  /** Conflicts found; empty: none. */
  readonly grounds: readonly Ground[];
  readonly isRecused: boolean;
  /** Deposited since the person last declared. */
  readonly isNew: boolean;
};

/** A type, so that it is JSON. */
export type WaveNames = {
  readonly wave: { readonly id: string; readonly name: string };
  readonly declaredAt: string | null;
  /** What a declaration made from these names covers. */
  readonly shownAt: string;
  readonly cases: readonly NamedCase[];
};

const NAMES = statement(
  'recusal_names',
  `select c.id, c.territory, c.perimeter, c.deposited_at > coalesce($2::timestamptz, '-infinity') as is_new
     from candidacies.candidacy c
    where c.wave_id = $1 and c.shared and ($3::uuid[] is null or c.id = any ($3))
    order by c.territory collate "fr-x-icu", c.id`,
);

interface Row {
  readonly id: CandidacyId;
  readonly territory: string;
  readonly perimeter: readonly Siren[];
  readonly is_new: boolean;
}

/** The names of a wave's cases, for one person to declare their conflicts: nothing else of them. */
@Injectable()
export class ReadNames {
  constructor(
    private readonly calls: Calls,
    private readonly territories: Territories,
  ) {}

  /**
   * @param tx of the system, in the person's name
   * @param actor who asks: somebody who declares first is shown every name, others those of their own cases
   * @throws AbsentError without such a wave
   */
  async read(tx: Tx, actor: Actor, waveId: WaveId): Promise<WaveNames> {
    const personId = personOf(actor);
    const wave = await this.calls.wave(tx, waveId);
    const declared = (await declarationsOf(tx, waveId, [personId])).get(personId) ?? null;
    const seesAll = actor.reach === 'shared' || RECUSAL[actor.role as SeatRole] === 'first';
    const rows = await tx.query<Row & Record<string, unknown>>(NAMES, [
      ...[waveId, declared?.toString() ?? null, seesAll ? null : actor.cases],
    ]);
    const bodies = await this.territories.bodies(tx, [...new Set(rows.flatMap((row) => row.perimeter))]);
    const found = await conflictsOf(
      tx,
      [personId],
      rows.map((row) => row.id),
    );
    const conflicts = new Map(found.map((one) => [one.candidacyId, one]));
    return {
      wave: { id: wave.id, name: wave.name },
      declaredAt: declared?.toString() ?? null,
      shownAt: tx.at.toString(),
      cases: rows.map((row) => ({
        candidacyId: row.id,
        territory: row.territory,
        members: row.perimeter.map((siren) => bodies.get(siren)?.name ?? siren),
        grounds: conflicts.get(row.id)?.grounds ?? [],
        isRecused: conflicts.get(row.id)?.isRecused ?? false,
        isNew: row.is_new,
      })),
    };
  }
}

/** @throws AbsentError for an actor who is nobody */
export function personOf({ personId }: Actor): PersonId {
  if (personId === null) throw new AbsentError();
  return personId;
}

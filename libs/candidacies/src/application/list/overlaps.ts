import { Injectable } from '@nestjs/common';
import type { CandidacyId, Siren } from '@rebond/kernel';
import { statement, type Tx } from '@rebond/platform';
import { Territories } from '@rebond/territories';

/** Another live candidacy on a part of the same perimeter; a type, so that it is JSON. */
export type Overlap = {
  readonly epci: readonly { readonly siren: string; readonly name: string | null }[];
  /** Null where the reader may only know that there is one. */
  readonly candidacy: {
    readonly id: string;
    readonly territory: string;
    readonly waveId: string;
    readonly state: string;
  } | null;
};

interface Row {
  readonly case_id: string | null;
  readonly territory: string | null;
  readonly wave_id: string | null;
  readonly state: string | null;
  readonly shared_epci: readonly Siren[];
}

const OVERLAPS = statement(
  'case_overlaps',
  `select case_id, territory, wave_id, state, shared_epci from candidacies.overlaps($1)`,
);

/** Detected and shown, never forbidden. */
@Injectable()
export class Overlaps {
  constructor(private readonly territories: Territories) {}

  async of(tx: Tx, id: CandidacyId): Promise<Overlap[]> {
    const rows = await tx.query<Row & Record<string, unknown>>(OVERLAPS, [id]);
    if (rows.length === 0) return [];
    const bodies = await this.territories.bodies(tx, [...new Set(rows.flatMap((row) => row.shared_epci))]);
    return rows.map((row) => ({
      epci: row.shared_epci.map((siren) => ({ siren, name: bodies.get(siren)?.name ?? null })),
      candidacy:
        row.case_id === null
          ? null
          : {
              id: row.case_id,
              territory: row.territory ?? '',
              waveId: row.wave_id ?? '',
              state: row.state ?? '',
            },
    }));
  }
}

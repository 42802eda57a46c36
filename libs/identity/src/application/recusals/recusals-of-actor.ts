import type { CandidacyId, WaveId } from '@rebond/kernel';
import type { Actor } from '@rebond/platform';

/** Columns of what is closed to a person by their recusals. */
export const RECUSALS = 'r.recused, r.withheld_waves, r.undeclared_waves';

/** Joins them to a row that has a person and a role. @param first @param parties arrays of roles (RECUSAL) */
export const recusalsOf = (row: string, at: string, first: string, parties: string): string =>
  `cross join lateral identity.recusals_of(
     ${row}.person_id, ${row}.role = any (${first}::text[]), ${row}.role = any (${parties}::text[]), ${at}) r`;

export interface RecusalsRow {
  readonly recused: readonly CandidacyId[];
  readonly withheld_waves: readonly WaveId[];
  readonly undeclared_waves: readonly WaveId[];
}

export const recusals = (row: RecusalsRow): Pick<Actor, 'recused' | 'withheldWaves' | 'undeclaredWaves'> => ({
  recused: row.recused,
  withheldWaves: row.withheld_waves,
  undeclaredWaves: row.undeclared_waves,
});

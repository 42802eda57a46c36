import type { CandidacyId } from '@rebond/kernel';
import { instantOf, statement, type Tx } from '@rebond/platform';
import type { FiguresView } from './figures-view.js';

const FROZEN = statement(
  'frozen_figures_of_case',
  `select id, taken_at, reason, figures, digest from missions.frozen_figures where candidacy_id = $1 order by taken_at, id`,
);

// A type, so that it is JSON.
export type FrozenView = {
  readonly id: string;
  readonly takenAt: string;
  readonly reason: string;
  readonly figures: FiguresView;
  /** SHA-256 of their canonical JSON, in hexadecimal. */
  readonly digest: string;
};

interface FrozenRow {
  readonly id: string;
  readonly taken_at: Date;
  readonly reason: string;
  readonly figures: FiguresView;
  readonly digest: string;
}

/** Figures kept for committees, the oldest first. */
export async function readFrozen(tx: Tx, id: CandidacyId): Promise<readonly FrozenView[]> {
  const rows = await tx.query<FrozenRow & Record<string, unknown>>(FROZEN, [id]);
  return rows.map(({ taken_at, ...row }) => ({ ...row, takenAt: instantOf(taken_at).toString() }));
}

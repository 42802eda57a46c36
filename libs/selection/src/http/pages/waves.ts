import { statement, type Tx } from '@rebond/platform';

export interface WaveName {
  readonly id: string;
  readonly name: string;
}

const CLOSED = statement(
  'selection_waves',
  `select id, name from calls.wave where cutoff_at <= $1 order by cutoff_at desc limit 100`,
);
const ALL = statement('selection_all_waves', `select id, name from calls.wave order by cutoff_at desc limit 200`);

/** Waves that no deposit can reach any more: only of these something is decided. */
export const closedWaves = (tx: Tx): Promise<WaveName[]> =>
  tx.query<WaveName & Record<string, unknown>>(CLOSED, [tx.at.toString()]);

export const allWaves = (tx: Tx): Promise<WaveName[]> => tx.query<WaveName & Record<string, unknown>>(ALL);

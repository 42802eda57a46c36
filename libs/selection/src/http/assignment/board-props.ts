import type { Again } from '@rebond/ui';
import type { Board } from '../../application/assignment/read-board.js';

export type BoardForm = 'proposition' | 'relecteur' | 'autre';

export interface BoardPageProps {
  readonly board: Board;
  /** Names by code. */
  readonly regions: ReadonlyMap<string, string>;
  readonly csrf: string | null;
  readonly once: () => string;
  readonly again: Again<BoardForm> | null;
}

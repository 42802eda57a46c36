import type { CandidacyId } from '@rebond/kernel';
import { statement, type Tx } from '@rebond/platform';
import type { DatedStatus, DossierStatus } from '../domain/dossier.js';

const OF_CASE = statement(
  'dossier_statuses_of_case',
  `select project_id, n, status, decided_on, note from funding.dossier_status
    where candidacy_id = $1 order by project_id, n`,
);
const ADD = statement(
  'dossier_status_add',
  `insert into funding.dossier_status (id, candidacy_id, project_id, n, status, decided_on, note, at, seat_id)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
);

export interface StatusRow extends DatedStatus {
  readonly n: number;
  readonly note: string | null;
}

/** Statuses by project, in their order. */
export async function readStatuses(tx: Tx, id: CandidacyId): Promise<ReadonlyMap<string, readonly StatusRow[]>> {
  interface Row {
    readonly project_id: string;
    readonly n: number;
    readonly status: DossierStatus;
    readonly decided_on: string;
    readonly note: string | null;
  }
  const rows = await tx.query<Row & Record<string, unknown>>(OF_CASE, [id]);
  const byProject = Map.groupBy(rows, (row) => row.project_id);
  return new Map(
    [...byProject].map(([project, list]) => [
      project,
      list.map(({ n, status, decided_on, note }) => ({ n, status, decidedOn: decided_on, note })),
    ]),
  );
}

export async function addStatus(
  tx: Tx,
  id: CandidacyId,
  projectId: string,
  row: StatusRow & { readonly id: string },
): Promise<void> {
  const { n, status, decidedOn, note } = row;
  const act = [tx.at.toString(), tx.actor.seatId];
  await tx.query(ADD, [row.id, id, projectId, n, status, decidedOn, note, ...act]);
}

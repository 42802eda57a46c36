import { dateIn, type CandidacyId, type Siren } from '@rebond/kernel';
import { instantOf, statement, type Tx } from '@rebond/platform';

/** A frozen state of the file, with its receipt; a type, so that it is JSON. */
export type DepositView = {
  readonly n: number;
  /** A deposit until the cut-off, or the file as completed on request. */
  readonly kind: 'deposit' | 'completion';
  readonly receivedAt: string;
  readonly receiptNumber: string;
  readonly definitionVersion: number;
  /** SHA-256 of the canonical JSON of the frozen file. */
  readonly digest: string;
  readonly implicitRejectionOn: string | null;
};

interface Row {
  readonly n: number;
  readonly kind: 'deposit' | 'completion';
  readonly received_at: Date;
  readonly receipt_number: string;
  readonly definition_version: number;
  readonly digest: string;
  readonly implicit_rejection_at: Date | null;
}

const LIST = statement(
  'deposits_of_case',
  `select n, kind, received_at, receipt_number, definition_version, digest, implicit_rejection_at
     from candidacies.deposit where candidacy_id = $1 order by n`,
);
const SNAPSHOT = statement(
  'deposit_snapshot',
  `select n, received_at, snapshot from candidacies.deposit
    where candidacy_id = $1 and ($2::int is null or n = $2) order by n desc limit 1`,
);

export interface Snapshot {
  readonly n: number;
  readonly at: Temporal.Instant;
  readonly perimeter: readonly Siren[];
  readonly answers: Readonly<Record<string, unknown>>;
}

export const depositsOf = async (tx: Tx, id: CandidacyId): Promise<DepositView[]> =>
  (await tx.query<Row & Record<string, unknown>>(LIST, [id])).map((row) => ({
    n: row.n,
    kind: row.kind,
    receivedAt: row.received_at.toISOString(),
    receiptNumber: row.receipt_number,
    definitionVersion: row.definition_version,
    digest: row.digest,
    implicitRejectionOn:
      row.implicit_rejection_at === null ? null : dateIn(instantOf(row.implicit_rejection_at)).toString(),
  }));

/** The n-th frozen file of a case, or its last; null when there is none. */
export async function snapshotOf(tx: Tx, id: CandidacyId, n: number | null): Promise<Snapshot | null> {
  const [row] = await tx.query<{
    n: number;
    received_at: Date;
    snapshot: Pick<Snapshot, 'perimeter' | 'answers'>;
  }>(SNAPSHOT, [id, n]);
  return row
    ? { n: row.n, at: instantOf(row.received_at), perimeter: row.snapshot.perimeter, answers: row.snapshot.answers }
    : null;
}

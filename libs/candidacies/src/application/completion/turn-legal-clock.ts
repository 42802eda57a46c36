import type { CandidacyId } from '@rebond/kernel';
import { instantOf, statement, type Tx } from '@rebond/platform';
import { implicitRejectionAt, type LegalClockRow } from '../../domain/legal-clock.js';

const ROWS = statement(
  'legal_clock_rows',
  `select kind, at, until from candidacies.legal_clock where candidacy_id = $1 order by n`,
);
const APPEND = statement(
  'legal_clock_append',
  `insert into candidacies.legal_clock (candidacy_id, n, kind, at)
   select $1, count(*), $2, $3 from candidacies.legal_clock where candidacy_id = $1`,
);

interface Row {
  readonly kind: LegalClockRow['kind'];
  readonly at: Date;
  readonly until: string | null;
}

const rowOf = ({ kind, at, until }: Row): LegalClockRow =>
  kind === 'prorogue'
    ? { kind, at: instantOf(at), until: Temporal.PlainDate.from(until ?? '') }
    : { kind, at: instantOf(at) };

/**
 * Suspends or resumes the legal clock of a locked case and computes its date from all the rows.
 * @param months legal months of the definition
 * @returns null while it is suspended
 */
export async function turnLegalClock(
  tx: Tx,
  id: CandidacyId,
  kind: 'suspend' | 'resume',
  months: number,
): Promise<Temporal.Instant | null> {
  await tx.query(APPEND, [id, kind, tx.at.toString()]);
  const rows = await tx.query<Row & Record<string, unknown>>(ROWS, [id]);
  return implicitRejectionAt(rows.map(rowOf), months);
}
